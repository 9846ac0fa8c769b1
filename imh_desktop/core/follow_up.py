"""What was agreed at the last visit, asked about at the next.

It is about the plan, never a mark for the family: an idea that did not fit is as good to know as
one that did.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final, Literal, get_args

import msgspec

from imh_desktop.core.visit import Visit

FollowCode = Literal["went_well", "tried", "not_yet", "not_wanted", "not_talked"]
CODES: Final[tuple[FollowCode, ...]] = get_args(FollowCode)
EFFORT: Final[frozenset[str]] = frozenset({"went_well", "tried"})
"""Answers that tell of something the family did."""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """One thing agreed at a closed visit. ``key``: its name in the visit that asks about it, made
    of both ids; ``idea_id``: of an idea to try, empty for a next step; ``what``, ``who``, ``by``:
    of a next step."""

    key: str
    visit_id: str
    on: date
    idea_id: str = ""
    what: str = ""
    who: str = ""
    by: date | None = None


def agreed_at(visit: Visit) -> tuple[Agreement, ...]:
    """Return what was agreed at a visit: ideas to try first, then next steps."""
    ideas = [
        Agreement(key=_key(visit, each), idea_id=each, visit_id=visit.visit_id, on=visit.on)
        for each in visit.strategies
    ]
    steps = [
        Agreement(
            key=_key(visit, each.step_id), what=each.what, who=each.who, by=each.by,
            visit_id=visit.visit_id, on=visit.on,
        )
        for each in visit.steps
    ]  # fmt: skip
    return (*ideas, *steps)


def to_follow(earlier: Sequence[Visit], said: Collection[str]) -> tuple[Agreement, ...]:
    """Return what to ask about: all of the last closed visit, and before it what was answered
    already of visits before (a visit may be merged after the next one was begun).

    Args:
        earlier: closed visits of the child, oldest first. said: keys with an answer or a note.
    """
    if not earlier:
        return ()
    *before, last = earlier
    answered = (one for visit in before for one in agreed_at(visit) if one.key in said)
    return (*answered, *agreed_at(last))


def visit_of_key(key: str) -> str:
    """Return the id of the visit at which a thing was agreed, by its ``Agreement.key``."""
    return key.partition("/")[0]


def _key(visit: Visit, element_id: str) -> str:
    return f"{visit.visit_id}/{element_id}"
