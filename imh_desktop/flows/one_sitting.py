"""Brothers and sisters seen in one sitting: from one visit to the other, and what was said of the
family is asked once."""

from collections.abc import Iterator, Sequence

import msgspec

from imh_desktop.core.people import Caregiver, Child
from imh_desktop.core.visit import Answer, Known, Visit
from imh_desktop.flows.household import siblings
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.store import records, standing
from imh_desktop.store.vault import Vault

FAMILY = ("F1", "F2", "F3")
"""Constructs that speak of the family and not of one child (clinical.md 1)."""


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """A sibling, and the open visit of the same day."""

    child: Child
    visit_id: str


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What was answered of the family today in a sibling's visit. ``informant``: the caregiver of
    this child who bears the name of the one who told; empty where there is none."""

    item_id: str
    code: str
    known: Known | None
    informant: str
    with_child: str


def beside(vault: Vault, visit: Visit) -> tuple[Beside, ...]:
    """Return the siblings whose visit of the same day is open too, the eldest first."""
    found: dict[str, Beside] = {}
    for child, other in same_day(vault, visit):
        if not other.closed_at:
            found.setdefault(child.child_id, Beside(child=child, visit_id=other.visit_id))
    return tuple(found.values())


def same_day(vault: Vault, visit: Visit) -> Iterator[tuple[Child, Visit]]:
    """Yield the siblings' visits of a visit's day. A child whose care ended since is not brought
    up by the visit of another; a visit that was begun after the end is part of the sitting."""
    ended = standing.ended(vault)
    for child in siblings(vault, visit.child_id):
        for other in records.visits(vault, child.child_id):
            if other.on == visit.on and (
                child.child_id not in ended or _after_all(vault, other.visit_id)
            ):
                yield child, other


def _after_all(vault: Vault, visit_id: str) -> bool:
    record = vault.journal.record(visit_id)
    return bool(record and record.fields.get("care_reason"))


def said_today(visit: OpenVisit) -> tuple[Said, ...]:
    """Return the family answers of a sibling's visit of the same day, open or closed, that this
    visit has none of yet and asks too; nothing private is looked at."""
    wanted = {
        item.item_id
        for item in visit.items().values()
        if item.construct in FAMILY and not item.sensitivity.private
        and item.item_id not in visit.visit.answers
    }  # fmt: skip
    found: dict[str, Said] = {}
    for child, other in same_day(visit.vault, visit.visit) if wanted else ():
        for item_id in wanted & other.answers.keys():
            answer = other.answers[item_id]
            found.setdefault(item_id, said_of(visit, child, item_id, answer))
    return tuple(found[item_id] for item_id in visit.items() if item_id in found)


def use(visit: OpenVisit, said: tuple[Said, ...]) -> None:
    """Keep them here as answers of this visit, known as they were known, one entry each. How the
    next answers are known stays as it was.

    Raises:
        InputError: an answer does not belong to this visit.
    """
    known, informant = visit.known, visit.informant
    try:
        for each in said:
            remote = visit.visit.kind == "remote"
            visit.use_known("told" if remote else each.known or "told", each.informant)
            visit.answer(each.item_id, each.code)
    finally:
        visit.put_back_known(known, informant)


def said_of(
    visit: OpenVisit, child: Child, item_id: str, answer: Answer,
    there: Sequence[Caregiver] | None = None,
) -> Said:  # fmt: skip
    """Return what the visit with a child says; ``there``: the people of the family it is said to,
    None for those of this visit."""
    names = {
        each.caregiver_id: each.name for each in records.caregivers(visit.vault, child.child_id)
    }
    told = names.get(answer.informant, "")
    people = visit.caregivers if there is None else there
    here = (each.caregiver_id for each in people if told and each.name == told)
    return Said(
        item_id=item_id, code=answer.code, known=answer.known, informant=next(here, ""),
        with_child=child.given_name,
    )  # fmt: skip
