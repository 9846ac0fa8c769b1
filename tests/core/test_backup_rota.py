"""Which backups are kept, against a reckoning of its own: by looking back from every hour."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from imh_desktop.core.backup_rota import GUARD_DAYS, Copy, to_remove

NOW = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
PLENTY = 1 << 60

minutes_back = st.integers(min_value=-3_000, max_value=800 * 24 * 60)


@st.composite
def rotas(draw) -> list[Copy]:
    at = draw(st.lists(minutes_back, min_size=1, max_size=80))
    why = st.sampled_from(["", "hourly", "quit", "asked", "merge", "rekey", "restore", "upgrade"])
    return [
        Copy(f"c{n}", NOW - timedelta(minutes=back), draw(st.integers(1, 90)), draw(why))
        for n, back in enumerate(at)
    ]


def reckoned(copies: list[Copy]) -> set[str]:
    """Walk back over the calendar: the last copy of each of the 24, 30 and 12 spans that have
    one, spans told apart by how their beginning is written."""
    past = sorted((c for c in copies if c.made_at <= NOW), key=lambda c: (c.made_at, c.name))
    told_of = (c for c in past if c.why in ("asked", "merge"))
    kept = {c.name for c in told_of if (NOW - c.made_at).total_seconds() < 86_400}
    for letters, most in ((13, 24), (10, 30), (7, 12)):
        seen: list[str] = []
        for copy in reversed(past):
            span = copy.made_at.isoformat()[:letters]
            if span not in seen:
                seen.append(span)
                if len(seen) <= most:
                    kept.add(copy.name)
    return kept


def guarded(copies: list[Copy]) -> set[str]:
    return {
        c.name
        for c in copies
        if c.why in ("rekey", "restore", "upgrade")
        and NOW - timedelta(days=GUARD_DAYS) < c.made_at <= NOW
    }


@given(rotas(), st.data())
def test_with_room_exactly_the_hours_days_and_months_are_kept(copies, data):
    newest = data.draw(st.sampled_from(copies)).name
    gone = set(to_remove(copies, newest, NOW, PLENTY))
    assert {c.name for c in copies} - gone == reckoned(copies) | guarded(copies) | {newest}


@given(rotas(), st.data(), st.integers(0, 3_000))
def test_over_the_budget_the_newest_and_the_guarded_still_stand(copies, data, budget):
    newest = data.draw(st.sampled_from(copies)).name
    kept = {c.name for c in copies} - set(to_remove(copies, newest, NOW, budget))
    safe = guarded(copies) | {newest}
    assert safe <= kept <= reckoned(copies) | safe
    assert sum(c.size for c in copies if c.name in kept - safe) <= max(
        0, budget - sum(c.size for c in copies if c.name in safe)
    )


@given(rotas(), st.data(), st.integers(0, 3_000), st.integers(0, 3_000))
def test_more_room_never_costs_a_backup_and_a_second_look_removes_no_more(copies, data, less, more):
    newest = data.draw(st.sampled_from(copies)).name
    small, large = (
        {c.name for c in copies} - set(to_remove(copies, newest, NOW, room))
        for room in sorted((less, more))
    )
    assert small <= large
    left = [c for c in copies if c.name in large]
    assert to_remove(left, newest, NOW, max(less, more)) == ()


def test_a_year_of_use_thins_out_to_hours_days_and_months():
    held: list[Copy] = []
    for hour in range(400 * 24):
        at = NOW - timedelta(days=400) + timedelta(hours=hour)
        if 8 <= at.hour < 18:
            held.append(Copy(f"{hour:05}", at, 1))
            gone = set(to_remove(held, held[-1].name, at, PLENTY))
            held = [c for c in held if c.name not in gone]
    ages = [NOW - c.made_at for c in held]
    assert 50 <= len(held) <= 24 + 30 + 12
    assert sum(age <= timedelta(days=3) for age in ages) >= 24
    assert max(ages) > timedelta(days=300)


def test_where_few_fit_yesterday_and_last_month_stand_beside_today():
    held = [Copy(f"{n:04}", NOW - timedelta(hours=n), 100) for n in range(24 * 90)]
    gone = set(to_remove(held, "0000", NOW, 800))
    ages = sorted((NOW - c.made_at).days for c in held if c.name not in gone)
    assert len(ages) == 8
    assert ages[0] == 0
    assert 1 in ages
    assert ages[-1] > 20


def test_backups_of_a_clock_that_ran_ahead_crowd_out_nothing():
    ahead = [Copy(f"a{n:02}", NOW + timedelta(days=3650, hours=n), 1) for n in range(40)]
    sound = [Copy(f"s{n:02}", NOW - timedelta(hours=n), 1) for n in range(24)]
    gone = set(to_remove([*ahead, *sound], "s00", NOW, PLENTY))
    assert gone == {c.name for c in ahead}
