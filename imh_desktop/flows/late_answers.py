"""Answers that came after their visit was closed, all of one record at once.

One by one they are decided as any other question: what the visit says now, or what came later.
"""

from imh_desktop.content.library import Library
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.errors import InputError
from imh_desktop.flows import deciding
from imh_desktop.flows.answer_candidates import Candidates
from imh_desktop.flows.results_anew import bears, results_with
from imh_desktop.store.ancestry import RESULTS
from imh_desktop.store.entry import Changes
from imh_desktop.store.vault import Vault
from imh_desktop.store.waiting import waiting
from imh_desktop.words import Words


def take_all(vault: Vault, library: Library, record_id: str, reason: str, words: Words) -> int:
    """Take in every late answer of a record by one amendment; return how many.

    A field for which several came late is left to be decided by itself.

    Raises:
        InputError: no reason, or nothing late waits there.
    """
    return _settle(vault, library, record_id, reason, words, take=True)


def leave_all(vault: Vault, library: Library, record_id: str, reason: str, words: Words) -> int:
    """Leave out every late answer of a record, so that it is asked no more; return how many.

    Raises:
        InputError: no reason, or nothing late waits there.
    """
    return _settle(vault, library, record_id, reason, words, take=False)


def settle(
    vault: Vault, library: Library, question_id: str, reason: str, words: Words, *, take: bool
) -> None:
    """Take in the one late answer of a question, or leave it out.

    Raises:
        InputError: nothing late is asked under this id, several answers came late, or no reason.
    """
    asked = deciding.open_question(vault, library, words, question_id)
    chosen = [one.choice for one in asked.choices if (one.late if take else one.stands)]
    if asked.kind != "late":
        place = f"question {question_id}"
        raise InputError(words.say("No late answer waits here."), place=place)
    if len(chosen) != 1:
        raise InputError(words.say("Several answers came late. Please choose one of them."))
    deciding.keep(vault, library, question_id, chosen[0], reason, words)


def _settle(
    vault: Vault, library: Library, record_id: str, reason: str, words: Words, *, take: bool
) -> int:
    said = clean(reason, "reason", NOTE_LIMIT)
    if not said:
        raise InputError(words.say("Please say why, in a few words."), place="reason")
    record = vault.journal.record(record_id)
    late = next((w.late - w.conflicts for w in waiting(vault) if w.record_id == record_id), ())
    changes: Changes = {}
    if record is not None:
        candidates = Candidates(vault, record, None, words)
        for field in sorted(late):
            came = [one for one in candidates.choices(field, "late") if one.late]
            if not take:
                changes[field] = record.fields.get(field)
            elif len(came) == 1:
                changes[field] = candidates.value_of(field, came[0].choice)
    if record is None or not changes:
        raise InputError(words.say("No late answer waits here."), place=f"record {record_id}")
    anew: Changes = {}
    if any(map(bears, changes)):
        results = results_with(vault, library, record, changes, words)
        anew = {RESULTS + name: value for name, value in results.items()}
    vault.journal.amend(record_id, {**changes, **anew}, said)
    return len(changes)
