"""An independent recount of the indicators, straight from a story: tallies and day numbers, and
nothing of the program."""

from collections import defaultdict
from datetime import date

from .programme_generator import Story

Tally = tuple[int, int, int]
"""Numerator, denominator (of a count: the same), missing."""


def recount(story: Story) -> dict[str, Tally]:
    """Return measure -> what a careful person with a pencil would count."""
    told: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    _visits(story, told)
    _children(story, told)
    _referrals(story, told)
    return {measure: (n[0], n[1], n[2]) for measure, n in told.items()}


def _put(told: dict[str, list[int]], measure: str, yes: bool | None) -> None:
    if yes is None:
        told[measure][2] += 1
    else:
        told[measure][1] += 1
        told[measure][0] += int(yes)


def _visits(story: Story, told: dict[str, list[int]]) -> None:
    births = {child[0]: child[1:3] for child in story.children}
    visited = set()
    for id_, child, on, closed, asked, due in story.visits:
        if on is None:
            for measure in ("visits", "worries_asked", "on_time") if closed else ("drafts",):
                _put(told, measure, None)
            continue
        if not closed:
            if story.today.toordinal() - on.toordinal() >= 8:
                _put(told, "drafts", True)
            continue
        if story.first <= on <= story.last:
            _put(told, "visits", True)
            visited.add(child)
            latest = births.get(child, (None, None))[1]
            _put(told, "worries_asked", None if latest is None or latest > on else asked)
        _on_time(story, told, births.get(child, (None, None))[0], (id_, child, on, due))
    for _child in visited & set(births):
        _put(told, "children", True)
        _put(told, "children_seen", True)


def _on_time(
    story: Story,
    told: dict[str, list[int]],
    earliest: date | None,
    visit: tuple[str, str, date, date | None],
) -> None:
    id_, child, on, due = visit
    if due is None or earliest is None:
        _put(told, "on_time", None)
        return
    if due < story.first or due > min(story.last, story.today):
        return
    if earliest <= due and _nth_month(earliest, 72) <= due:
        return
    after = [
        (o, i)
        for i, c, o, closed, _a, _d in story.visits
        if c == child and closed and o is not None and (o, i) > (on, id_)
    ]
    _put(told, "on_time", bool(after) and min(after)[0] <= due)


def _children(story: Story, told: dict[str, list[int]]) -> None:
    for _id, earliest, latest, gestation, enrolled in story.children:
        if enrolled is None:
            for measure in (
                "preterm", "enrolled_three_months", "enrolled_six_months", "screening_age",
            ):  # fmt: skip
                _put(told, measure, None)
            continue
        if story.first <= enrolled <= story.last:
            _put(told, "preterm", None if gestation is None else gestation // 7 < 37)
        for months, measure in ((3, "enrolled_three_months"), (6, "enrolled_six_months")):
            if story.first <= _nth_month(enrolled, months) <= min(story.last, story.today):
                _put(told, measure, False)
        if earliest is None or latest is None:
            _put(told, "screening_age", None)
            continue
        hit = [
            any(
                max(story.first, enrolled)
                <= _nth_month(born, months)
                <= min(story.last, story.today)
                for months in (9, 18, 30)
            )
            for born in (earliest, latest)
        ]
        if hit != [False, False]:
            _put(told, "screening_age", False if all(hit) else None)


def _referrals(story: Story, told: dict[str, list[int]]) -> None:
    births = {child[0]: child[1:3] for child in story.children}
    for _id, child, concern, state, reached in story.referrals:
        over = "declined cannot_reach closed service_started evaluated_not_eligible".split()
        if state not in over:
            _put(told, "open_loops", True)
        sent = reached.get("sent")
        if concern is None:
            _put(told, "referrals", None)
            _put(told, "sent_in_time", None)
        elif story.first <= concern <= story.last:
            _put(told, "referrals", True)
            _put(told, "sent_in_time", _clock(story, concern, sent, 7))
        if sent is None or not story.first <= sent <= story.last:
            continue
        evaluations = [day for name, day in reached.items() if name.startswith("evaluated")]
        evaluated = min(evaluations) if evaluations else None
        in_45 = _clock(story, sent, evaluated, 45)
        in_30 = _clock(story, sent, reached.get("service_started"), 30)
        if in_45 or in_30:
            _put(told, "referral_completed", True)
        else:
            _put(told, "referral_completed", False if in_45 is False and in_30 is False else None)
        earliest, latest = births.get(child, (None, None))
        if earliest is None or latest is None:
            _put(told, "evaluated_in_time", None)
            continue
        three = {_nth_month(earliest, 36) <= sent, _nth_month(latest, 36) <= sent}
        if len(three) == 2:
            _put(told, "evaluated_in_time", None)
        elif three == {False}:
            ends = [reached[name] for name in ("declined", "cannot_reach") if name in reached]
            if not ends or (evaluated is not None and evaluated <= min(ends)):
                _put(told, "evaluated_in_time", in_45)


def _clock(story: Story, start: date, end: date | None, days: int) -> bool | None:
    """Count days one by one on the calendar."""
    if end is None:
        return False if start.toordinal() + days < story.today.toordinal() else None
    passed = end.toordinal() - start.toordinal()
    return None if passed < 0 else passed in range(days + 1)


def _nth_month(day: date, months: int) -> date:
    """Go month by month, then back from a day the month does not have."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError
