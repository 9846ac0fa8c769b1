"""A visitor's week on one sheet for her bag: first names and days, and nothing of why.

Whoever finds it learns whom she visits and no more (clinical.md SV2): no reason, no level, no
address, no family name.
"""

from collections.abc import Iterable
from datetime import date, timedelta

import msgspec

from imh_desktop.core.people import Paper

DAYS = 7


class PlanDay(msgspec.Struct, frozen=True, kw_only=True):
    """One day, and the first names of the children to look in on then."""

    on: date
    given_names: tuple[str, ...] = ()


class LaterDay(msgspec.Struct, frozen=True, kw_only=True):
    """A child whose visitor chose ``on``, where the rules say ``rule_on``, which is earlier. Every
    rule is told alike, so that the sheet does not tell whether something was seen."""

    given_name: str
    on: date
    rule_on: date


class WeekPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Monday to Sunday. ``to_fit_in``: children whose day is over already; ``to_finish``: those
    whose visit is still open; ``later``: whose rule's day is in this week or over, and the
    visitor's own is later."""

    language: str
    paper: Paper
    worker: str
    days: tuple[PlanDay, ...]
    to_fit_in: tuple[str, ...] = ()
    to_finish: tuple[str, ...] = ()
    later: tuple[LaterDay, ...] = ()
    demo: bool = False


def monday_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def week_days(monday: date, due: Iterable[tuple[date, str]]) -> tuple[PlanDay, ...]:
    """Return the seven days from a Monday with those who are due on each, in their order.

    Args:
        due: day and first name; days outside the week are left out.

    Raises:
        ValueError: the day is no Monday.
    """
    if monday.weekday():
        raise ValueError("a week begins on a Monday")
    wanted = list(due)
    days = (monday + timedelta(days=number) for number in range(DAYS))
    return tuple(
        PlanDay(on=day, given_names=tuple(name for on, name in wanted if on == day)) for day in days
    )
