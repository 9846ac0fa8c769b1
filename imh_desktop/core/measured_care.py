"""The indicators about children and visits. A rule yields each case with its verdict.

True: it is in the numerator; False: in the denominator alone; None: an element is missing. A case
that does not belong to the measure is not yielded.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from imh_desktop.core.ages import add_months, age_between
from imh_desktop.core.people import Birth
from imh_desktop.core.programme_facts import ChildFact, Period, ProgrammeFacts, VisitFact

Case = tuple[str, bool | None]
PRETERM_DAYS = 259
"""37w0d, in days of gestation."""
SCREENING_MONTHS = (9, 18, 30)
"""Chronological ages of developmental screening (AAP), in months."""
LAST_MONTHS = 72
"""From this age on no visit starts."""


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule looks at. ``draft_days``: an open visit older than this many days is late."""

    facts: ProgrammeFacts
    period: Period
    today: date
    draft_days: int = 7


def visits(frame: Frame) -> Iterator[Case]:
    """Closed visits of the period; one whose day is not known is missing."""
    for visit in _closed(frame):
        if visit.on is None:
            yield visit.visit_id, None
        elif frame.period.holds(visit.on):
            yield visit.visit_id, True


def children_visited(frame: Frame) -> Iterator[Case]:
    """Children with a closed visit in the period."""
    seen = {v.child_id for v in _closed(frame) if frame.period.holds(v.on)}
    for child in frame.facts.children:
        if child.child_id in seen:
            yield child.child_id, True


def on_time(frame: Frame) -> Iterator[Case]:
    """Visits after which the next was due on a day of the period that has come: was it not later?
    Where care had ended by then, none was waited for."""
    children = frame.facts.by_child()
    for visits_of in _by_child(frame).values():
        for visit, following in pairwise([*visits_of, None]):
            assert visit is not None
            due, child = visit.due_on, children.get(visit.child_id)
            if visit.on is None or due is None or child is None or child.birth is None:
                yield visit.visit_id, None
            elif not visit.awaited and following is None:
                continue
            elif _has_come(frame, due) and not _too_old(child.birth, due):
                met = following is not None and following.on is not None and following.on <= due
                yield visit.visit_id, met


def drafts(frame: Frame) -> Iterator[Case]:
    """Visits left open for longer than ``draft_days``, today."""
    before = frame.today - timedelta(days=frame.draft_days)
    for visit in frame.facts.visits:
        if not visit.closed and visit.on is None:
            yield visit.visit_id, None
        elif not visit.closed and visit.on is not None and visit.on < before:
            yield visit.visit_id, True


def preterm(frame: Frame) -> Iterator[Case]:
    """Children enrolled in the period: born before 37 weeks?"""
    for child in frame.facts.children:
        if child.enrolled_on is None:
            yield child.child_id, None
        elif frame.period.holds(child.enrolled_on):
            days = child.gestation_days
            yield child.child_id, None if days is None else days < PRETERM_DAYS


def worries_asked(frame: Frame) -> Iterator[Case]:
    """Closed visits of the period after the birth: was the family asked about worries?"""
    children = frame.facts.by_child()
    for visit in _closed(frame):
        if visit.on is None:
            yield visit.visit_id, None
        elif frame.period.holds(visit.on):
            child = children.get(visit.child_id)
            born = child is not None and child.birth is not None and child.birth.latest <= visit.on
            yield visit.visit_id, visit.worry_asked if born else None


def enrolled_three_months(frame: Frame) -> Iterator[Case]:
    """Children whose third month with the programme ends in the period."""
    yield from _enrolled(frame, 3)


def enrolled_six_months(frame: Frame) -> Iterator[Case]:
    """Children whose sixth month with the programme ends in the period."""
    yield from _enrolled(frame, 6)


def screening_age(frame: Frame) -> Iterator[Case]:
    """Children who reach an age of screening in the period, after they were enrolled."""
    for child in frame.facts.children:
        if child.birth is None or child.enrolled_on is None:
            yield child.child_id, None
            continue
        youngest, oldest = (
            any(_reached(frame, child, born, months) for months in SCREENING_MONTHS)
            for born in (child.birth.latest, child.birth.earliest)
        )
        if youngest != oldest:
            yield child.child_id, None
        elif youngest:
            yield child.child_id, False


def _reached(frame: Frame, child: ChildFact, born: date, months: int) -> bool:
    day = add_months(born, months)
    return _has_come(frame, day) and child.enrolled_on is not None and child.enrolled_on <= day


def _enrolled(frame: Frame, months: int) -> Iterator[Case]:
    for child in frame.facts.children:
        if child.enrolled_on is None:
            yield child.child_id, None
        elif _has_come(frame, add_months(child.enrolled_on, months)):
            yield child.child_id, False


def _has_come(frame: Frame, day: date) -> bool:
    """Tell whether a day lies in the period and has come."""
    return frame.period.holds(day) and day <= frame.today


def _too_old(birth: Birth, day: date) -> bool:
    return birth.earliest <= day and age_between(birth.earliest, day).months >= LAST_MONTHS


def _closed(frame: Frame) -> Iterator[VisitFact]:
    return (visit for visit in frame.facts.visits if visit.closed)


def _by_child(frame: Frame) -> dict[str, list[VisitFact]]:
    """Return each child's closed visits by day; those without a day come first."""
    found: dict[str, list[VisitFact]] = {}
    for visit in _closed(frame):
        found.setdefault(visit.child_id, []).append(visit)
    for visits_of in found.values():
        visits_of.sort(key=lambda visit: (visit.on or date.min, visit.visit_id))
    return found
