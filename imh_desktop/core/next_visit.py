"""When the next visit is due, and why: the earliest of what the age band and the rules say."""

from datetime import date, timedelta
from typing import Final, Literal

import msgspec

Why = Literal["set_by_visitor", "start_in_a_week", "look_again", "rhythm"]

RHYTHM_DAYS: Final = {
    "B1": 14, "B2": 28, "B3": 28, "B4": 42, "B5": 42, "B6": 60, "B7": 60, "B8": 90, "B9": 90,
}  # fmt: skip
"""Days from one visit to the next by band: our own default [D]; denser while bands are short."""

START_DAYS: Final = 7
MOST_DAYS: Final = 90


class LastVisit(msgspec.Struct, frozen=True, kw_only=True):
    """What the latest closed visit leaves. ``band``: of the checklist, as B1-B9; ``level``: the
    open level N0-N3, empty when not known; ``again_on``: the day to look again."""

    on: date
    band: str
    level: str = ""
    again_on: date | None = None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """A day the visitor chose, and why."""

    on: date
    reason: str


class NextVisit(msgspec.Struct, frozen=True):
    """The day a visit is due and what says so. ``rule``: what the rules say of an earlier day than
    the visitor's own."""

    on: date
    why: Why
    rule: "NextVisit | None" = None

    @property
    def first(self) -> "NextVisit":
        """Return what a list goes by: what was seen is never hidden behind a later day of hers,
        while the usual rhythm gives way to it."""
        return self.rule if self.rule and self.rule.why != "rhythm" else self


def next_visit(last: LastVisit, wanted: Wanted | None = None) -> NextVisit:
    """Return when the next visit is due.

    The visitor's own day holds over the rules until a visit is made on that day or later; an
    earlier day of theirs stays beside it, what was seen before the usual rhythm.

    Source:
        clinical.md 3.3 (N1 at most 90 days, N2 and N3 begun within 7); the rhythm is ours.
    """
    found = _candidates(last)
    if wanted is None or wanted.on <= last.on:
        return min(found, key=lambda each: each.on)
    earlier = [each for each in found if each.on < wanted.on]
    rule = min(earlier, key=lambda each: (each.why == "rhythm", each.on), default=None)
    return NextVisit(wanted.on, "set_by_visitor", rule)


def _candidates(last: LastVisit) -> list[NextVisit]:
    """Return what may be due, the gravest reason first: ``min`` keeps the first of equal days."""
    found: list[NextVisit] = []
    if last.level in ("N2", "N3"):
        found.append(NextVisit(last.on + timedelta(days=START_DAYS), "start_in_a_week"))
    if last.again_on is not None:
        latest = last.on + timedelta(days=MOST_DAYS)
        found.append(NextVisit(min(last.again_on, latest), "look_again"))
    rhythm = timedelta(days=RHYTHM_DAYS.get(last.band, MOST_DAYS))
    return [*found, NextVisit(last.on + rhythm, "rhythm")]
