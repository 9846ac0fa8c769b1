"""A family answer changed in one visit of a sitting: whether a sibling's visit follows is asked."""

from collections.abc import Mapping, Sequence

import msgspec

from imh_desktop.core.people import Child
from imh_desktop.core.visit import Visit
from imh_desktop.flows.one_sitting import FAMILY, Said, said_of, same_day, use
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visiting import resume
from imh_desktop.store import records


class Follows(msgspec.Struct, frozen=True, kw_only=True):
    """A sibling's visit of the day in which family answers stand as they stood here before they
    were changed. ``items``: item -> what is said here now, None where it was taken away.
    ``closed``: that visit is finished, and changes by a correction alone."""

    child: Child
    visit_id: str
    closed: bool
    items: dict[str, Said | None]


def family_answers(visit: OpenVisit) -> dict[str, str]:
    """Return the open answers of a visit that speak of the family: item -> code."""
    items = visit.items()
    return {
        item_id: answer.code
        for item_id, answer in visit.visit.answers.items()
        if item_id in items
        and items[item_id].construct in FAMILY
        and not items[item_id].sensitivity.private
    }


def follows(visit: OpenVisit, before: Mapping[str, str]) -> tuple[Follows, ...]:
    """Return the siblings' visits of the day in which an answer changed here since ``before``
    still stands as it did then. Where both stood apart already, nothing is to follow."""
    now = family_answers(visit)
    changed = {item: code for item, code in before.items() if now.get(item) != code}
    found = []
    for child, other in same_day(visit.vault, visit.visit) if changed else ():
        same = [
            item for item, code in changed.items()
            if item in other.answers and other.answers[item].code == code
        ]  # fmt: skip
        if same:
            found.append(_follows(visit, child, other, same))
    return tuple(found)


def follow(visit: OpenVisit, other: Follows) -> None:
    """Let a sibling's open visit say what this one says now, by entries of its own.

    Raises:
        InputError: that visit was closed meanwhile, or an answer does not belong to it.
    """
    there = resume(visit.vault, visit.library, other.visit_id, words=visit.words, day=visit.day)
    use(there, tuple(said for said in other.items.values() if said))
    for item_id in (item_id for item_id, said in other.items.items() if said is None):
        there.clear(item_id)


def _follows(visit: OpenVisit, child: Child, other: Visit, items: Sequence[str]) -> Follows:
    there, answers = records.caregivers(visit.vault, child.child_id), visit.visit.answers
    said = {
        item: said_of(visit, visit.child, item, answers[item], there) if item in answers else None
        for item in items
    }
    return Follows(
        child=child, visit_id=other.visit_id, closed=bool(other.closed_at), items=said
    )  # fmt: skip
