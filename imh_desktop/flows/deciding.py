"""A person decides what only a person can: between two values, two closings, or a late answer.

Everything decided is an entry with a reason; of a closed visit it carries the results made anew.
"""

from imh_desktop.content.library import Library
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.errors import InputError
from imh_desktop.flows import moved_talks
from imh_desktop.flows.answer_candidates import Candidates, when_said
from imh_desktop.flows.asking import Asked, Teller, asked, find
from imh_desktop.flows.field_labels import is_note
from imh_desktop.flows.question_views import OPEN_AGAIN, Choice, Kind, Question
from imh_desktop.flows.results_anew import bears, results_with
from imh_desktop.store import records
from imh_desktop.store.ancestry import CLOSED, RESULTS
from imh_desktop.store.entry import Changes, Value
from imh_desktop.store.record import Record
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

__all__ = [
    "OPEN_AGAIN",
    "Choice",
    "Kind",
    "Question",
    "count",
    "count_of",
    "keep",
    "keep_both",
    "open_question",
    "open_questions",
    "ready_reasons",
]


def open_questions(
    vault: Vault, library: Library, words: Words, *, whole: bool = True
) -> tuple[Question, ...]:
    """Return what waits for a decision, by child; private words only as "A private answer".

    ``whole``: False leaves the choices out, for a list.
    """
    teller = Teller(vault, library, words)
    found = [teller.told(each, opened=False, whole=whole) for each in asked(vault)]
    found.sort(key=lambda q: (not q.child, q.child.casefold(), q.child_id, q.where, q.label))
    return tuple(sorted(found, key=lambda q: q.private))


def open_question(vault: Vault, library: Library, words: Words, question_id: str) -> Question:
    """Return one question with all its words, a private one too.

    Raises:
        InputError: nothing of this id waits (any more).
    """
    return Teller(vault, library, words).told(find(vault, question_id, words), opened=True)


def count(vault: Vault) -> int:
    """Return how many questions wait."""
    return sum(1 for _ in asked(vault))


def count_of(vault: Vault, child_id: str) -> int:
    """Return how many questions wait about a child, private ones left out."""
    waiting = [each.waits.record_id for each in asked(vault) if not each.private]
    if not waiting:
        return 0
    of_child = {
        child_id,
        *(one.visit_id for one in records.visits(vault, child_id)),
        *(one.caregiver_id for one in records.caregivers(vault, child_id)),
        *(one.consent_id for one in records.consents(vault, child_id)),
        *(one.referral_id for one in records.referrals(vault, child_id)),
    }
    return sum(each in of_child for each in waiting)


def ready_reasons(words: Words) -> tuple[str, ...]:
    """Return reasons that are often the true one; a person may write another."""
    return (
        words.say("I asked the family."),
        words.say("We talked about it and agree."),
        words.say("The other one was a slip."),
    )


def keep(
    vault: Vault, library: Library, question_id: str, choice: str, reason: str, words: Words
) -> None:
    """Let one choice stand; returns after the commit.

    Raises:
        InputError: there is no such question or choice, or no reason.
    """
    one = find(vault, question_id, words)
    said, record = _reason(reason, words), _record(vault, one)
    candidates = Candidates(vault, record, None, words)
    try:
        if one.kind == "moved":
            moved_talks.settle(vault, library, record.record_id, choice, said, words)
            return
        value = _chosen(candidates, one, choice)
    except KeyError:
        wrong = words.say("This is none of the choices.")
        raise InputError(wrong, place=f"choice {choice}") from None
    _write(vault, library, one, record, value, said, words)


def keep_both(vault: Vault, library: Library, question_id: str, reason: str, words: Words) -> None:
    """Keep all notes, one below the other, each with its writer and day.

    Raises:
        InputError: there is no such question, it is no note, no reason is given, or the notes
            are too long together.
    """
    one = find(vault, question_id, words)
    said, record = _reason(reason, words), _record(vault, one)
    if one.kind != "field" or not is_note(one.field):
        raise InputError(words.say("Both can be kept only of a note."), place="choice both")
    candidates = Candidates(vault, record, None, words)
    notes = [
        f"{entry.changes[one.field]}\n({candidates.name_of(candidates.whose(entry).worker_id)},"
        f" {when_said(candidates.whose(entry).recorded_at, words)})"
        for entry in sorted(candidates.entries(one.field), key=lambda e: e.entry_id)
        if entry.changes[one.field]
    ]
    joined = "\n\n".join(notes)
    if len(joined) > NOTE_LIMIT.characters:
        raise InputError(
            words.say("Together these notes are too long. Please keep one of them."), place="both"
        )
    _write(vault, library, one, record, joined, said, words)


def _chosen(candidates: Candidates, one: Asked, choice: str) -> Value:
    if one.kind == "results":
        return {"a": None}[choice]
    if one.kind == "closed":
        if choice == OPEN_AGAIN and one.waits.record_type == "visit":
            return None
        ordered = sorted(entry.entry_id for entry in candidates.closings())
        return dict(zip("abcdefghijklmnopqrstuvw", ordered, strict=False))[choice]
    return candidates.value_of(one.field, choice)


def _write(
    vault: Vault, library: Library, one: Asked, record: Record, value: Value, reason: str,
    words: Words,
) -> None:  # fmt: skip
    journal, record_id = vault.journal, record.record_id
    if one.kind == "closed":
        journal.decide(record_id, CLOSED, value, reason)
        return
    changes: Changes = {} if one.kind == "results" else {one.field: value}
    anew: dict[str, Value] = {}
    in_doubt = any(field.startswith(RESULTS) for field in record.conflicts)
    if record.closed_at and (in_doubt or any(map(bears, changes))):
        anew = results_with(vault, library, record, changes, words)
    if one.kind == "field":
        birth = one.field == "born_earliest" and "born_latest" in one.waits.conflicts
        beside = {"born_latest": _latest(record, value)} if birth else {}
        journal.decide(record_id, one.field, value, reason, anew, beside)
    else:
        named: Changes = {RESULTS + name: said for name, said in anew.items()}
        journal.amend(record_id, {**changes, **named}, reason)


def _latest(record: Record, earliest: Value) -> Value:
    """Return the last day of the birth that begins on a day: as its writer had it."""
    wrote = {one.entry_id for one in record.conflicts["born_earliest"] if one.value == earliest}
    last = (one.value for one in record.conflicts["born_latest"] if one.entry_id in wrote)
    return next(last, earliest)


def _record(vault: Vault, one: Asked) -> Record:
    record = vault.journal.record(one.waits.record_id)
    if record is None:
        raise ValueError("a projection names a record that is not there")
    return record


def _reason(reason: str, words: Words) -> str:
    said = clean(reason, "reason", NOTE_LIMIT)
    if not said:
        raise InputError(words.say("Please say why, in a few words."), place="reason")
    return said
