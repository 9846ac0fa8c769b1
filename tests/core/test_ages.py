"""What a visitor may rely on: the age shown is right on every day, under every policy."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imh_desktop.core.ages import (
    BANDS,
    POLICIES,
    BeforeBirth,
    add_months,
    band_at,
    bands_touched,
    due_on,
    read_age,
)
from imh_desktop.core.people import Birth
from imh_desktop.errors import InputError

from . import age_oracle

DAY = timedelta(days=1)


def days(weeks: str) -> int:
    """Return a gestation such as 32w0d in days."""
    whole, rest = weeks.removesuffix("d").split("w")
    return int(whole) * 7 + int(rest)


# born, gestation, visit, due date, chronological, working age, band (clinical.md 2.2)
BY_HAND = """
2024-02-29 40w0d 2025-02-28 2024-02-29 12m0d 12m0d B5
2023-01-31 40w0d 2023-02-28 2023-01-31 1m0d 1m0d B1
2024-01-05 32w0d 2024-07-05 2024-03-01 6m0d 4m4d B2
2023-12-25 28w0d 2024-02-29 2024-03-18 2m4d -18d B1
2023-12-25 28w0d 2024-03-18 2024-03-18 2m22d 0m0d B1
2024-03-10 36w6d 2024-09-10 2024-04-01 6m0d 5m9d B2
2024-03-10 37w0d 2024-09-10 2024-03-31 6m0d 6m0d B3
2022-06-15 30w0d 2024-06-14 2022-08-24 23m30d 21m21d B6
2022-06-15 30w0d 2024-06-15 2022-08-24 24m0d 24m0d B7
2023-12-31 34w3d 2024-12-31 2024-02-08 12m0d 10m23d B4
2024-08-31 24w0d 2025-02-28 2024-12-21 6m0d 2m7d B1
2020-02-29 40w0d 2025-02-28 2020-02-29 60m0d 60m0d B9
2024-05-01 41w5d 2024-06-01 2024-04-19 1m0d 1m0d B1
"""


@pytest.mark.parametrize("row", BY_HAND.strip().splitlines())
def test_the_rows_worked_by_hand(row: str) -> None:
    born, weeks, on, due, chronological, working, band = row.split()
    reading = read_age(
        date.fromisoformat(born), days(weeks), date.fromisoformat(on), POLICIES["default"]
    )
    assert str(reading.due_on) == due
    assert str(reading.chronological) == chronological
    assert reading.working_text == working
    assert reading.band == band


def test_a_policy_decides_whether_three_weeks_are_early() -> None:
    def working(weeks: str, policy: str) -> str:
        born, on = date(2024, 3, 10), date(2024, 9, 10)
        return read_age(born, days(weeks), on, POLICIES[policy]).working_text

    assert working("37w0d", "swyc") == "5m10d"
    assert {working("37w0d", p) for p in ("default", "aap", "asq", "none")} == {"6m0d"}
    assert {working("36w6d", p) for p in ("default", "aap", "swyc")} == {"5m9d"}
    # counted from 39 weeks, in whole weeks: 35w4d is 36 weeks, 35w3d is 35, 36w4d is 37
    assert working("36w4d", "asq") == "6m0d"
    assert working("36w3d", "asq") == working("35w4d", "asq") == "5m10d"
    assert working("35w3d", "asq") == "5m3d"


# The first day in B2, B3 ... and the first day past B9, by hand.
_CHRONOLOGICAL = "2020-04-15 2020-07-15 2020-10-15 2021-01-15 2021-07-15".split()
_FROM_DUE = "2020-06-11 2020-09-11 2020-12-11 2021-03-11 2021-09-11".split()
_FROM_39_WEEKS = "2020-06-04 2020-09-04 2020-12-04 2021-03-04 2021-09-04".split()
_FROM_TWO_YEARS = "2022-01-15 2023-01-15 2024-01-15 2026-01-15".split()
_FIRST_DAYS = {
    ("40w0d", "default"): _CHRONOLOGICAL,
    ("40w0d", "swyc"): _CHRONOLOGICAL,
    ("40w0d", "asq"): _CHRONOLOGICAL,
    ("40w0d", "aap"): _CHRONOLOGICAL,
    ("40w0d", "none"): _CHRONOLOGICAL,
    ("32w0d", "default"): _FROM_DUE,
    ("32w0d", "swyc"): _FROM_DUE,
    ("32w0d", "asq"): _FROM_39_WEEKS,
    ("32w0d", "aap"): _FROM_DUE,
    ("32w0d", "none"): _CHRONOLOGICAL,
}


@pytest.mark.parametrize(("weeks", "policy"), _FIRST_DAYS)
def test_a_band_starts_on_its_first_day(weeks: str, policy: str) -> None:
    def band(on: date) -> str | None:
        return read_age(date(2020, 1, 15), days(weeks), on, POLICIES[policy]).band

    names = [*(f"B{number}" for number in range(1, 10)), None]
    first_days = [*_FIRST_DAYS[weeks, policy], *_FROM_TWO_YEARS]
    assert len(first_days) == len(BANDS)
    for before, after, first in zip(names, names[1:], first_days, strict=False):
        day = date.fromisoformat(first)
        assert [band(day - DAY), band(day), band(day + DAY)] == [before, after, after]


def test_bands_are_nine_without_a_gap() -> None:
    assert [band.band_id for band in BANDS] == [f"B{number}" for number in range(1, 10)]
    assert all(a.before_months == b.from_months for a, b in pairwise(BANDS))
    assert (band_at(0), band_at(71), band_at(72)) == ("B1", "B9", None)


def test_why_an_age_is_or_is_not_corrected() -> None:
    def basis(weeks: str | None, on: date, policy: str = "default") -> str:
        gestation = days(weeks) if weeks else None
        return read_age(date(2022, 6, 15), gestation, on, POLICIES[policy]).basis

    eve, birthday = date(2024, 6, 14), date(2024, 6, 15)
    assert basis("30w0d", eve) == "corrected"
    assert basis("30w0d", birthday) == "chronological"
    assert basis("39w0d", eve) == "chronological"
    assert basis(None, eve) == "unknown_gestation"
    assert basis(None, birthday) == "chronological"
    assert basis(None, eve, "none") == "chronological"


def test_a_day_before_the_birth_is_refused_without_naming_it() -> None:
    with pytest.raises(BeforeBirth) as refused:
        read_age(date(2024, 1, 2), None, date(2024, 1, 1), POLICIES["default"])
    assert isinstance(refused.value, ValueError)
    assert isinstance(refused.value, InputError)
    assert "2024" not in str(refused.value)


def test_the_end_of_the_calendar_is_an_input_error() -> None:
    with pytest.raises(InputError):
        due_on(date(9999, 12, 30), 224)


def test_a_month_ends_early_in_a_short_month_and_may_count_backwards() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2023, 1, 31), 13) == date(2024, 2, 29)
    assert add_months(date(2024, 1, 31), -2) == date(2023, 11, 30)


@settings(max_examples=300, deadline=None)
@given(
    st.dates(date(2019, 1, 1), date(2025, 12, 31)),
    st.integers(0, 400),
    st.one_of(st.none(), st.integers(154, 314)),
    st.integers(0, 2_500),
    st.sampled_from(sorted(POLICIES)),
)
def test_an_inexact_birth_offers_every_band_it_touches(
    earliest: date, span: int, gestation: int | None, age: int, policy: str
) -> None:
    birth, on = Birth(earliest, earliest + span * DAY), earliest + age * DAY
    births = (earliest + n * DAY for n in range(span + 1))
    touched = {
        read_age(born, gestation, on, POLICIES[policy]).band for born in births if born <= on
    }
    offered = bands_touched(birth, gestation, on, POLICIES[policy])
    assert list(offered) == sorted(touched - {None})


def test_an_inexact_birth_may_be_too_young_or_too_old() -> None:
    birth = Birth(date(2024, 1, 1), date(2024, 12, 31))
    policy = POLICIES["default"]
    assert bands_touched(birth, None, date(2024, 5, 1), policy) == ("B1", "B2")
    assert bands_touched(birth, None, date(2030, 6, 1), policy) == ("B9",)
    assert bands_touched(birth, None, date(2031, 1, 1), policy) == ()
    with pytest.raises(BeforeBirth):
        bands_touched(birth, None, date(2023, 12, 31), policy)


def plain(day: date) -> age_oracle.Day:
    """Return a day as the oracle takes it."""
    return day.year, day.month, day.day


LEAP_DAYS_AND_MONTH_ENDS = [
    date(year, month, age_oracle.length(year, month))
    for year in (2019, 2020, 2023, 2024)
    for month in range(1, 13)
]


def test_ages_agree_with_a_walk_through_the_calendar() -> None:
    compared = 0
    before_due = on_second_birthday = 0

    @settings(max_examples=900, deadline=None)
    @given(
        st.one_of(
            st.sampled_from(LEAP_DAYS_AND_MONTH_ENDS),
            st.dates(date(2019, 1, 1), date(2025, 1, 1)),
        ),
        st.one_of(st.none(), st.sampled_from((258, 259, 280)), st.integers(154, 314)),
        st.sampled_from(sorted(POLICIES)),
        st.lists(st.integers(0, 2_300), min_size=2, max_size=2),
        st.integers(0, 75),
    )
    def compare(
        born: date, gestation: int | None, policy: str, ages: list[int], months: int
    ) -> None:
        nonlocal compared, before_due, on_second_birthday
        due = born + (280 - (gestation or 280)) * DAY
        second, full = add_months(born, 24), add_months(born, months)
        visits = {born, due - DAY, due, second - DAY, second, second + DAY, full - DAY, full}
        visits |= {born + age * DAY for age in ages}
        for on in visits:
            if on < born:
                continue
            reading = read_age(born, gestation, on, POLICIES[policy])
            due_said = plain(reading.due_on) if reading.due_on else None
            found = (str(reading.chronological), reading.working_text, reading.band, due_said)
            assert found == age_oracle.read(plain(born), gestation, plain(on), policy)
            compared += 1
            before_due += reading.working is None
            on_second_birthday += on == second

    compare()
    assert compared >= 5_000
    assert before_due >= 100
    assert on_second_birthday >= 500
