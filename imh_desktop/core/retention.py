"""How long a programme keeps what it wrote: rules of so many months, and what is over by them.

Nothing is ever erased by a rule alone: it puts something on a list, and a coordinator confirms.
"""

from datetime import date, timedelta
from typing import Final, Literal, get_args

import msgspec

from imh_desktop.core.ages import add_months

Rule = Literal["after_end", "after_last", "after_age", "private", "contacts"]
RULES: Final[tuple[Rule, ...]] = get_args(Rule)
"""after_end: a child, so many months after its care ended. after_last: a child of whom nothing was
written for so long, though nobody said that its care ended. after_age: a child that has this age.
private: what was said alone, so long after its visit. contacts: tries to reach a family."""
OF_CHILD: Final[tuple[Rule, ...]] = ("after_end", "after_last", "after_age")
FEWEST, MOST = 1, 600
STILL_VISITED: Final = 12
"""Months: a child under care of whom something was written since is not over by its age."""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """The days a child's rules count from. ``ended_on``: when its care ended, None while it goes
    on; ``last_on``: of its latest visit or contact; ``born_on``: the latest day it may be born.
    ``under_way``: a visit is open."""

    born_on: date
    ended_on: date | None = None
    last_on: date | None = None
    under_way: bool = False


class Over(msgspec.Struct, frozen=True, kw_only=True):
    """What is over: by which rule, and since which day."""

    rule: Rule
    since: date


def over_since(start: date, months: int) -> date:
    """Return the first day something is over that is kept for so many months from a day on: the
    day after the last of them. A month without that day ends on its last one."""
    return add_months(start, months) + timedelta(days=1)


def over(kept: Kept, months: dict[Rule, int], on: date) -> Over | None:
    """Return by which rule a child is over first; None while it is not. A visit under way, or care
    that goes on, keeps it.

    Args:
        months: of the rules a programme has.
    """
    if kept.under_way:
        return None
    begins: dict[Rule, date | None] = {
        "after_end": kept.ended_on,
        "after_last": kept.last_on,
        "after_age": None if _still_visited(kept, on) else kept.born_on,
    }
    found = [
        Over(rule=rule, since=over_since(start, months[rule]))
        for rule, start in begins.items()
        if start is not None and rule in months
    ]
    due = [each for each in found if each.since <= on]
    return min(due, key=lambda each: (each.since, each.rule), default=None)


def _still_visited(kept: Kept, on: date) -> bool:
    if kept.ended_on is not None:
        return False
    return kept.last_on is not None and over_since(kept.last_on, STILL_VISITED) > on
