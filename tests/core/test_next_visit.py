"""When the next visit is due: the earliest of rhythm and rules, told by another way of counting."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from imh_desktop.core.care import proposes_aging_out
from imh_desktop.core.next_visit import LastVisit, Wanted, next_visit
from imh_desktop.core.people import Birth

ON = date(2026, 6, 10)
RHYTHM = dict(zip("123456789", (14, 28, 28, 42, 42, 60, 60, 90, 90), strict=True))


def oracle(last: LastVisit) -> tuple[int, str]:
    """Walk day by day from the visit until something rings; the gravest first on one day."""
    for n in range(-400, 91):
        if n == 7 and last.level in {"N2", "N3"}:
            return n, "start_in_a_week"
        if last.again_on and (n == 90 or last.on + timedelta(n) == last.again_on):
            return n, "look_again"
        if n == (RHYTHM[last.band[1]] if last.band else 90):
            return n, "rhythm"
    raise AssertionError


visits = st.builds(
    LastVisit,
    on=st.just(ON),
    band=st.sampled_from(["", *(f"B{n}" for n in range(1, 10))]),
    level=st.sampled_from(["", "N0", "N1", "N2", "N3"]),
    again_on=st.none() | st.integers(0, 120).map(lambda n: ON + timedelta(n)),
)


@given(visits)
def test_the_earliest_wins_and_says_why(last: LastVisit) -> None:
    due = next_visit(last)
    assert ((due.on - ON).days, due.why) == oracle(last)


@given(visits, st.integers(-60, 200))
def test_a_visitors_own_day_holds_until_a_visit_reaches_it(last: LastVisit, n: int) -> None:
    due = next_visit(last, Wanted(on=ON + timedelta(n), reason="Grandmother is here"))
    if n > 0:
        assert ((due.on - ON).days, due.why) == (n, "set_by_visitor")
    else:
        assert ((due.on - ON).days, due.why) == oracle(last)


def asked(last: LastVisit, until: int) -> tuple[int, str] | None:
    """Walk to the visitor's own day: the first that was seen, else the rhythm if it was there."""
    seen = [
        (n, why)
        for n in range(-400, until)
        for why, rings in (
            ("start_in_a_week", n == 7 and last.level in {"N2", "N3"}),
            ("look_again", last.again_on and n == min((last.again_on - ON).days, 90)),
        )
        if rings
    ]
    rhythm = RHYTHM[last.band[1]] if last.band else 90
    return seen[0] if seen else (rhythm, "rhythm") if rhythm < until else None


@given(visits, st.integers(1, 200))
def test_an_earlier_day_of_the_rules_stays_beside_the_visitors_own(last: LastVisit, n: int) -> None:
    due = next_visit(last, Wanted(on=ON + timedelta(n), reason="Grandmother is here"))
    assert (due.rule and ((due.rule.on - ON).days, due.rule.why)) == asked(last, n)
    goes_by = due.rule if due.rule and due.rule.why != "rhythm" else due
    assert due.first == goes_by
    assert next_visit(last).rule is None


def test_an_end_is_proposed_on_the_latest_possible_birthday_and_only_while_active() -> None:
    birth = Birth(date(2020, 6, 1), date(2020, 6, 10))
    assert not proposes_aging_out(birth, ("active",), date(2026, 6, 9))
    assert proposes_aging_out(birth, ("active",), date(2026, 6, 10))
    assert not proposes_aging_out(birth, ("moved",), date(2026, 6, 10))
    assert not proposes_aging_out(birth, ("active",), date(2023, 6, 9), 36)
    assert proposes_aging_out(birth, ("active",), date(2023, 6, 10), 36)
