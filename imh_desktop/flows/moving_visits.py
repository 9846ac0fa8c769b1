"""A visit recorded with the wrong child is moved to the right one, with a reason.

Everybody who told something at it is told again as a person of the right child's family; what was
said alone goes with the person who said it, in records of its own class. The band stays, results
are made anew beside the old ones, and nothing is taken out of the journal. Neither family's papers
name the other child.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.limits import NOTE_LIMIT, clean
from imh_desktop.core.people import Caregiver, Child
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.visit import PrivateTalk, Visit
from imh_desktop.errors import InputError
from imh_desktop.flows.birth_corrections import VisitEffect, age_at, different, results_of
from imh_desktop.flows.cutting import cut
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.results_anew import results_supposing
from imh_desktop.store import own_referrals, records
from imh_desktop.store.ancestry import CLOSED, RESULTS
from imh_desktop.store.entry import Changes, Entry, Scalar, Value
from imh_desktop.store.journal import Write
from imh_desktop.store.records import private_id
from imh_desktop.store.shapes import OWN_REFERRAL
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

NEW = "new"
"""In place of a caregiver's id: this person is added to the right child's family."""


class Move(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be moved where, and why. ``people``: caregiver of the wrong child -> the same
    person with the right child, or ``NEW``."""

    visit_id: str
    to_child_id: str
    people: dict[str, str]
    reason: str


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A visit of a child that was moved away: its day, who moved it, when and why."""

    visit_on: str
    by: str
    on: str
    reason: str


def people_of(vault: Vault, visit_id: str) -> tuple[Caregiver, ...]:
    """Return the caregivers of the child a visit stands with: of all of them is asked, so that
    nothing tells who said something."""
    return tuple(records.caregivers(vault, _visit(vault, visit_id).child_id))


def likely(vault: Vault, visit_id: str, to_child_id: str) -> dict[str, str]:
    """Return whom each of these people most likely is with the right child: who has the same
    name, else somebody new."""
    there = {
        one.name.casefold(): one.caregiver_id for one in records.caregivers(vault, to_child_id)
    }
    return {
        one.caregiver_id: there.get(one.name.casefold(), NEW) for one in people_of(vault, visit_id)
    }


def effect(
    vault: Vault, library: Library, visit_id: str, to_child_id: str, words: Words
) -> VisitEffect:
    """Return what moving a visit changes for it.

    Raises:
        InputError: it is with this child already, was made on another laptop, or would lie
            before the birth.
    """
    visit, right = _movable(vault, visit_id, to_child_id, words)
    given = records.printed(vault, "visit_id", visit_id)
    names = {one.partner_id: one.name for one in records.partners(vault)}
    letters = (
        names.get(one.partner_id, "")
        for one in records.referrals(vault, visit.child_id)
        if one.visit_id == visit_id
    )
    return VisitEffect(
        visit=visit, then=age_at(vault, child_of(vault, visit.child_id), visit),
        now=age_at(vault, right, visit), stored=records.results(vault, visit_id),
        anew=results_of(vault, library, visit, {visit_id: {"child_id": to_child_id}}, words),
        pages=tuple(page for page in given if not page.failed), letters=tuple(letters),
    )  # fmt: skip


def move(vault: Vault, library: Library, what: Move, today: date, words: Words) -> None:
    """Move a visit, in one transaction.

    Raises:
        InputError: as ``effect``; no reason; somebody is not said to be anybody there; or
            something in the visit waits to be decided.
    """
    reason = clean(what.reason, "reason", NOTE_LIMIT)
    if not reason:
        raise InputError(words.say("Please say why, in a few words."), place="reason")
    visit, right = _movable(vault, what.visit_id, what.to_child_id, words)
    people, writes = _people(vault, visit, right, what.people, words)
    marked = effect(vault, library, what.visit_id, what.to_child_id, words)
    changes = _changes(vault, visit, right, people, marked)
    named: dict[str, Scalar] = {"on": visit.on.isoformat(), "day": today.isoformat()}
    writes.append(("child", visit.child_id, {f"moved.{visit.visit_id}": named}, ChainClass.OPEN))
    amendments: dict[str, Changes] = {}
    if visit.closed_at:
        supposed = {visit.visit_id: {f: v for f, v in changes.items() if _of_visit(f)}}
        anew = results_of(vault, library, visit, supposed, words)
        amendments[visit.visit_id] = {**changes, **different(marked.stored, anew)}
    else:
        writes.append(("visit", visit.visit_id, changes, ChainClass.OPEN))
    closes: dict[str, dict[str, Value]] = {}
    for wrong_id, right_id in people.items():
        writes += _asked_for(vault, visit.visit_id, wrong_id, right_id)
    for talk in records.private_talks(vault, visit.visit_id):
        _private(vault, library, talk, people, right, writes, amendments, closes, words)
    vault.journal.amend_many(amendments, reason, writes, closes)


def moved_away(vault: Vault, child_id: str, words: Words) -> tuple[Moved, ...]:
    """Return the visits that were recorded with a child by mistake and are with another one now,
    each by its last move, the earliest first."""
    found = []
    for visit_id, (entry, value) in _last_moves(vault, child_id).items():
        if not is_with(vault, visit_id, child_id):
            visit_on, on = (_day(str(value.get(key)), words) for key in ("on", "day"))
            by = cut(records.worker_name(vault, entry.worker_id))
            found.append(Moved(visit_on=visit_on, by=by, on=on, reason=entry.reason))
    return tuple(found)


def moved_ids(vault: Vault, child_id: str) -> tuple[str, ...]:
    """Return the ids of the visits that were ever moved away from a child."""
    return tuple(_last_moves(vault, child_id))


def _last_moves(vault: Vault, child_id: str) -> dict[str, tuple[Entry, dict[str, Scalar]]]:
    """Return visit id -> its last move away from a child, the earliest first."""
    last: dict[str, tuple[Entry, dict[str, Scalar]]] = {}
    for entry in vault.journal.retracting.given(child_id):
        for field, value in entry.changes.items():
            if field.startswith("moved.") and isinstance(value, dict):
                visit_id = field.removeprefix("moved.")
                last.pop(visit_id, None)
                last[visit_id] = (entry, value)
    return last


def is_with(vault: Vault, visit_id: str, child_id: str) -> bool:
    """Tell whether a visit is with a child, also one in the trash, or may be: two laptops moved it
    to different ones, and it waits to be decided."""
    record = vault.journal.record(visit_id)
    if record is None:
        return False
    candidates = [one.value for one in record.conflicts.get("child_id", ())]
    return child_id in (record.fields.get("child_id"), *candidates)


def require_with(vault: Vault, visit_id: str, child_id: str, words: Words) -> None:
    """Refuse what was made of a visit for a child it is not with any more.

    Raises:
        InputError: the visit was moved to another child.
    """
    visit = records.visit(vault, visit_id)
    if visit is not None and visit.child_id != child_id:
        raise InputError(
            words.say("This visit was moved to another child. Please make a new page there."),
            place=f"visit {visit_id}",
        )


def _visit(vault: Vault, visit_id: str) -> Visit:
    visit = records.visit(vault, visit_id)
    if visit is None:
        raise InputError("This visit is not here.", place=f"visit {visit_id}")
    return visit


def _movable(vault: Vault, visit_id: str, to_child_id: str, words: Words) -> tuple[Visit, Child]:
    visit, right = _visit(vault, visit_id), child_of(vault, to_child_id)
    if visit.child_id == to_child_id:
        raise InputError(words.say("This visit is with this child already."), place="child")
    begun = vault.journal.history(visit_id)[0]
    if begun.chain.device_id != vault.device_id:
        raise InputError(
            words.say("This visit was made on another laptop. Please move it there."),
            place="visit",
        )
    if visit.on < right.birth.earliest:
        raise InputError(
            words.say("This child was not born on the day of the visit."), place="child"
        )
    return visit, right


def _people(
    vault: Vault, visit: Visit, right: Child, said: Mapping[str, str], words: Words
) -> tuple[dict[str, str], list[Write]]:
    """Return who is who, and the entries that add somebody new."""
    there = {one.caregiver_id for one in records.caregivers(vault, right.child_id)}
    people, writes = dict[str, str](), list[Write]()
    for one in people_of(vault, visit.visit_id):
        who = said.get(one.caregiver_id, "")
        if who == NEW:
            who = vault.journal.new_id()
            writes.append(("caregiver", who, _as_new(one, right), ChainClass.OPEN))
        elif who not in there:
            raise InputError(
                words.say("Please say who {name} is with the right child.", name=one.name[:60]),
                place="people",
            )
        people[one.caregiver_id] = who
    if len(set(people.values())) < len(people):
        raise InputError(words.say("Two people cannot be the same person."), place="people")
    return people, writes


def _as_new(one: Caregiver, right: Child) -> Changes:
    """Return a caregiver as a person of another child's family."""
    said = {"child_id": right.child_id, "name": one.name, "relation": one.relation,
            "phone": one.phone, "address": one.address, "best_time": one.best_time}  # fmt: skip
    filled: Changes = {field: value for field, value in said.items() if value}
    filled |= {f"speaks.{code}": True for code in one.speaks}
    return filled | {f"reads.{code}": True for code in one.reads}


def _changes(
    vault: Vault, visit: Visit, right: Child, people: Mapping[str, str], marked: VisitEffect
) -> Changes:
    """Return what the open record says from now on."""
    record = vault.journal.record(visit.visit_id)
    changes: Changes = {"child_id": right.child_id}
    for field, value in (record.fields if record else {}).items():
        if field.startswith("answers.") and isinstance(value, dict) and value.get("informant"):
            who = people.get(str(value["informant"]))
            changes[field] = {**value, "informant": who} if who else value
    pages = ", ".join(dict.fromkeys(page.code for page in marked.pages if page.code))
    named: dict[str, Scalar] = {"moved_from": visit.child_id}
    changes[f"corrections.{vault.journal.new_id()}"] = {**named, "pages": pages} if pages else named
    return changes


def _private(
    vault: Vault, library: Library, talk: PrivateTalk, people: Mapping[str, str], right: Child,
    writes: list[Write], amendments: dict[str, Changes], closes: dict[str, dict[str, Value]],
    words: Words,
) -> None:  # fmt: skip
    """Let what a person said alone be told of the same person with the right child: a record is
    one person's, so it begins anew, and the old one says nothing any more."""
    old = private_id(talk.visit_id, talk.caregiver_id, talk.sensitivity)
    record, who = vault.journal.record(old), people.get(talk.caregiver_id)
    if record is None or who is None:
        return
    new = private_id(talk.visit_id, who, talk.sensitivity)
    kept = {f: v for f, v in record.fields.items() if f != CLOSED and not f.startswith(RESULTS)}
    told: Changes = {**kept, "caregiver_id": who}
    emptied: Changes = {f: None for f in kept if f not in ("visit_id", "sensitivity")}
    stored, there = vault.journal.closed(old), vault.journal.closed(new)
    if stored is None:
        writes.append((record.record_type, new, told, record.chain_class))
        writes.append((record.record_type, old, emptied, record.chain_class))
        return
    supposed: dict[str, Changes] = {talk.visit_id: {"child_id": right.child_id}}
    anew = results_supposing(vault, library, record, supposed, words)
    if there is None:
        writes.append((record.record_type, new, told, record.chain_class))
        closes[new] = anew
    else:  # it was there before, and is moved back
        amendments[new] = {**told, **different({}, anew)}
    amendments[old] = {**emptied, **different({}, {"level": None, "traces": "[]"})}


def _asked_for(vault: Vault, visit_id: str, wrong_id: str, right_id: str) -> Iterator[Write]:
    """Yield what lets an adult's own referrals of a visit go with her, on their own chains."""
    for one in own_referrals.own_referrals(vault, wrong_id):
        if one.visit_id != visit_id:
            continue
        whose: Changes = {"caregiver_id": right_id}
        yield OWN_REFERRAL, one.referral_id, whose, ChainClass.G
        apart = own_referrals.words_id(one.referral_id)
        if vault.journal.record(apart) is not None:
            yield OWN_REFERRAL, apart, whose, ChainClass.V


def _of_visit(field: str) -> bool:
    return not field.startswith("corrections.")


def _day(text: str, words: Words) -> str:
    try:
        return words.date(date.fromisoformat(text))
    except ValueError:
        return ""


def others(vault: Vault, child_id: str) -> Iterator[Child]:
    """Yield the children a visit of a child may belong to."""
    return (child for child in records.children(vault) if child.child_id != child_id)
