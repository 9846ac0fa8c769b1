"""The clocks of a referral, to the day (clinical.md RF1, RF5), against days counted one by one."""

import random
from datetime import date, timedelta

import pytest

from imh_desktop.core.people import Birth
from imh_desktop.core.referral_clocks import Track, dues, where_to
from imh_desktop.core.referral_loop import (
    ENDS,
    EVALUATED,
    KINDS,
    SAID,
    LoopStep,
    Pause,
    state_of,
)

D = date.fromisoformat
LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def count_on(day: str, days: int) -> str:
    """Walk a calendar written out by hand, a day at a time."""
    year, month, at = (int(part) for part in day.split("-"))
    for _ in range(days):
        leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        at += 1
        if at > LENGTHS[month - 1] + leap:
            month, at = month + 1, 1
        if month > 12:
            year, month = year + 1, 1
    return f"{year:04}-{month:02}-{at:02}"


def third_of(born: str) -> str:
    year, month, day = born.split("-")
    if (month, day) == ("02", "29"):
        day = "28"  # three years after a leap year there is no 29 February
    return f"{int(year) + 3:04}-{month}-{day}"


def step(state: str, on: str, number: int = 1) -> LoopStep:
    return LoopStep(step_id=f"s{number}", state=state, on=D(on), who="Rosa")


HAND = [
    # kind, concern, steps, clock, due day
    ("part_c", "2024-02-22", (), "send", "2024-02-29"),
    ("part_c", "2023-02-22", (), "send", "2023-03-01"),
    ("part_c", "2025-12-28", (), "send", "2026-01-04"),
    ("part_c", "2025-12-28", (("sent", "2026-01-17"),), "evaluate", "2026-03-03"),
    ("part_c", "2023-12-28", (("sent", "2024-01-17"),), "evaluate", "2024-03-02"),
    ("", "2023-12-28", (("sent", "2024-01-17"),), "evaluate", "2024-03-02"),
    ("school_district", "2026-01-01", (("sent", "2026-01-01"),), "evaluate", "2026-02-15"),
    ("part_c", "2026-01-31", (("sent", "2026-01-31"),), "receive", "2026-02-14"),
    ("health", "2026-01-31", (("sent", "2026-01-31"),), "service", "2026-03-02"),
    ("mental_health", "2024-01-31", (("sent", "2024-01-31"),), "service", "2024-03-01"),
    ("community", "2026-12-31", (("sent", "2026-12-31"),), "service", "2027-01-30"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "concern", "said", "clock", "due"), HAND)
def test_hand_written_days(kind: str, concern: str, said, clock: str, due: str) -> None:
    steps = tuple(step(state, on, at) for at, (state, on) in enumerate(said))
    track = Track(concern_on=D(concern), kind=kind, steps=steps)
    for off, left, rings in ((-1, 1, False), (0, 0, True), (1, -1, True)):
        found = {one.clock: one for one in dues(track, D(due) + timedelta(days=off))}
        assert (found[clock].due_on.isoformat(), found[clock].days_left) == (due, left)
        assert found[clock].rings is rings


THIRD = [
    # born, day, who evaluates
    ("2023-06-15", "2026-04-30", "part_c"),
    ("2023-06-15", "2026-05-01", "both"),  # 45 days before
    ("2023-06-15", "2026-06-14", "both"),
    ("2023-06-15", "2026-06-15", "school_district"),
    ("2024-02-29", "2027-01-13", "part_c"),
    ("2024-02-29", "2027-01-14", "both"),  # 45 days before 28 February
    ("2024-02-29", "2027-02-27", "both"),
    ("2024-02-29", "2027-02-28", "school_district"),
    ("2021-01-31", "2023-12-16", "part_c"),
    ("2021-01-31", "2023-12-17", "both"),
    ("2021-03-01", "2024-01-15", "part_c"),
    ("2021-03-01", "2024-01-16", "both"),  # over a leap day
]  # fmt: skip


@pytest.mark.parametrize(("born", "on", "place"), THIRD)
def test_the_third_birthday_by_hand(born: str, on: str, place: str) -> None:
    assert where_to(Birth.on(D(born)), D(on)) == place


def test_a_span_of_birth_says_both_where_it_leaves_it_open() -> None:
    span = Birth(D("2023-06-01"), D("2023-06-30"))
    said = {on: where_to(span, D(on)) for on in (
        "2026-04-16", "2026-04-17", "2026-05-16", "2026-06-01", "2026-06-29", "2026-06-30"
    )}  # fmt: skip
    assert said == {
        "2026-04-16": "part_c", "2026-04-17": "both", "2026-05-16": "both",
        "2026-06-01": "both", "2026-06-29": "both", "2026-06-30": "school_district",
    }  # fmt: skip


def expected(kind: str, concern: str, said, births: tuple[str, str], today: str) -> dict[str, str]:
    """Say again, in other words and with a calendar of its own, which clocks run until when."""
    order = ["consented", *SAID]
    ordered = sorted(said, key=lambda one: (one[1], order.index(one[0])))
    if ordered and ordered[-1][0] in ENDS:
        return {}
    states = {state for state, _ in said}
    sent = min((on for state, on in said if state == "sent"), default=None)
    silent = not (states - {"sent"})
    evaluated = bool(states & set(EVALUATED))
    found: dict[str, str] = {}
    if sent is None and silent:
        found["send"] = count_on(concern, 7)
    if sent and silent:
        found["receive"] = count_on(sent, 14)
    if sent and kind in ("health", "mental_health", "community"):
        if "service_started" not in states:
            found["service"] = count_on(sent, 30)
    elif sent and not evaluated:
        found["evaluate"] = count_on(sent, 45)
    first = third_of(births[0])
    near = today >= first or count_on(today, 45) >= first
    if kind in ("part_c", "") and near and not evaluated:
        found["third_birthday"] = first
    return found


def test_generated_referrals_agree_with_days_counted_one_by_one() -> None:
    chance = random.Random(45)
    seen: set[str] = set()
    for _ in range(600):
        concern = D("2023-11-01") + timedelta(days=chance.randrange(900))
        said, on = [], concern
        for state in chance.sample(SAID, chance.randrange(4)):
            on += timedelta(days=chance.randrange(20))
            said.append((state, on.isoformat()))
        if chance.random() < 0.6:
            said.append(("sent", (concern + timedelta(days=chance.randrange(9))).isoformat()))
        born = concern - timedelta(days=chance.randrange(1000, 1140))
        if chance.random() < 0.2:
            born = chance.choice((D("2020-02-29"), D("2024-02-29"), D("2021-01-31")))
        wide = chance.choice((0, 0, 30))
        birth = Birth(born, born + timedelta(days=wide))
        today = on + timedelta(days=chance.choice((0, 1, 7, 13, 14, 15, 30, 44, 45, 46, 90)))
        kind = chance.choice((*KINDS, ""))
        track = Track(
            concern_on=concern, kind=kind, birth=birth,
            steps=tuple(step(*one, at) for at, one in enumerate(said)),
        )  # fmt: skip
        told = {one.clock: one.due_on.isoformat() for one in dues(track, today)}
        births = (birth.earliest.isoformat(), birth.latest.isoformat())
        assert told == expected(kind, concern.isoformat(), said, births, today.isoformat())
        seen |= set(told)
    assert seen == {"send", "receive", "evaluate", "service", "third_birthday"}


@pytest.mark.parametrize("end", ENDS)
def test_after_an_end_nothing_rings(end: str) -> None:
    steps = (step("sent", "2026-01-02"), step(end, "2026-01-09", 2))
    track = Track(concern_on=D("2026-01-01"), kind="part_c", steps=steps)
    assert state_of("consented", steps) == end
    assert dues(track, D("2027-01-01")) == ()


def test_a_pause_keeps_the_clocks_silent_on_its_days_alone() -> None:
    pause = Pause(pause_id="p", since=D("2026-02-10"), until=D("2026-02-20"), reason="In hospital")
    track = Track(
        concern_on=D("2026-01-01"), kind="part_c", steps=(step("sent", "2026-01-02"),),
        pauses=(pause,),
    )  # fmt: skip
    rings = {on: any(due.rings for due in dues(track, D(on))) for on in (
        "2026-02-09", "2026-02-10", "2026-02-20", "2026-02-21"
    )}  # fmt: skip
    assert rings == {
        "2026-02-09": True, "2026-02-10": False, "2026-02-20": False, "2026-02-21": True
    }  # fmt: skip


def test_who_is_told_already_rings_no_birthday() -> None:
    track = Track(
        concern_on=D("2026-06-01"), kind="part_c", birth=Birth.on(D("2023-06-15")),
        school_told=True,
    )  # fmt: skip
    assert [due.clock for due in dues(track, D("2026-06-02"))] == ["send"]
