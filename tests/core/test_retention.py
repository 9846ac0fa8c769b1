"""The oracle steps from month to month and imports nothing the rules count with."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from imh_desktop.core.retention import RULES, Kept, over, over_since

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
MONTHS = st.integers(1, 300)
LONG = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def last_of(year: int, month: int) -> int:
    leap = month == 2 and ((year % 4 == 0 and year % 100 != 0) or year % 400 == 0)
    return LONG[month - 1] + leap


def kept_until(start: date, months: int) -> date:
    """Step month by month, then find the day: the same one, or the month's last."""
    year, month = start.year, start.month
    for _ in range(months):
        month += 1
        if month > 12:
            year, month = year + 1, 1
    return date(year, month, min(start.day, last_of(year, month)))


@settings(max_examples=300, deadline=None)
@given(start=DAYS, months=MONTHS)
def test_it_is_over_the_day_after_the_last_it_is_kept(start, months):
    since = over_since(start, months)
    assert since - timedelta(days=1) == kept_until(start, months)
    kept = Kept(born_on=date(1980, 1, 1), ended_on=start)
    for on in (since - timedelta(days=1), since, since + timedelta(days=1)):
        found = over(kept, {"after_end": months}, on)
        assert (found is not None) == (on > kept_until(start, months))


def test_days_that_some_months_have_not():
    for start, months, since in (
        ("2024-02-29", 12, "2025-03-01"),
        ("2024-02-29", 48, "2028-03-01"),
        ("2025-01-31", 1, "2025-03-01"),
        ("2024-01-31", 1, "2024-03-01"),
        ("2025-08-31", 6, "2026-03-01"),
        ("2025-12-31", 1, "2026-02-01"),
        ("2025-02-28", 12, "2026-03-01"),
    ):
        assert over_since(date.fromisoformat(start), months) == date.fromisoformat(since)


def test_it_is_never_over_earlier_for_whoever_ended_later():
    day = date(2024, 1, 1)
    since = [over_since(day + timedelta(days=n), 13) for n in range(800)]
    assert since == sorted(since)


@settings(max_examples=200, deadline=None)
@given(
    born=DAYS, ended=st.none() | DAYS, last=st.none() | DAYS, on=DAYS, way=st.booleans(),
    months=st.dictionaries(st.sampled_from(RULES[:3]), MONTHS),
)  # fmt: skip
def test_the_first_rule_that_holds_is_named(born, ended, last, on, way, months):
    kept = Kept(born_on=born, ended_on=ended, last_on=last, under_way=way)
    found = over(kept, months, on)
    holds = {}
    if "after_end" in months and ended:
        holds["after_end"] = kept_until(ended, months["after_end"])
    if "after_last" in months and last:
        holds["after_last"] = kept_until(last, months["after_last"])
    visited = ended is None and last is not None and kept_until(last, 12) >= on
    if "after_age" in months and not visited:
        holds["after_age"] = kept_until(born, months["after_age"])
    holds = {rule: day for rule, day in holds.items() if day < on}
    if way or not holds:
        assert found is None
    else:
        assert found.since == min(holds.values()) + timedelta(days=1)
        assert holds[found.rule] == min(holds.values())


def test_without_a_rule_everything_is_kept():
    assert over(Kept(born_on=date(1990, 1, 1), ended_on=date(1991, 1, 1)), {}, date.max) is None
