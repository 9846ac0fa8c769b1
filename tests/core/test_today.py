"""The order of the board: told once more, pair by pair, in the words of the rule."""

from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from imh_desktop.core.contact_log import tries_since
from imh_desktop.core.referral_loop import Attempt
from imh_desktop.core.today import Matter, board, overdue

TODAY = date(2026, 11, 26)
FIRST = {"send", "evaluate", "third_birthday", "start_in_a_week"}
LAST = {"receive", "service", "rhythm"}
WHATS = sorted(FIRST | LAST | {"draft", "look_again", "set_by_visitor"})
VISITS = {"set_by_visitor", "start_in_a_week", "look_again", "rhythm"}

near = st.integers(-3, 9) | st.integers(-400, 60)
days = near.map(lambda n: TODAY + timedelta(days=n))
matters = st.lists(
    st.builds(
        Matter, what=st.sampled_from(WHATS), child_id=st.sampled_from("ab"),
        record_id=st.sampled_from(list("klmnopqrst")), on=days, tried_on=st.none() | days,
    ),
    max_size=12, unique_by=lambda one: (one.what, one.record_id),
)  # fmt: skip


def stands(one: Matter) -> bool:
    """Walk from the first day it may stand there to the day itself."""
    if one.what in {"draft", "third_birthday"}:
        return True
    day = one.on if one.what in VISITS else one.on - timedelta(days=7)
    return day <= TODAY


def grade(one: Matter) -> str:
    return "a" if one.what in FIRST else "c" if one.what in LAST else "b"


def silent(one: Matter) -> int:
    """Count the days nobody did anything, one by one."""
    n, day = 0, TODAY
    while day > one.on and day != one.tried_on and (one.tried_on or one.on) < day:
        n, day = n + 1, day - timedelta(days=1)
    return n


def before(one: Matter, other: Matter) -> bool:
    """Tell whether one goes before the other, question by question."""
    come, came = one.on <= TODAY, other.on <= TODAY
    if come != came:
        return come
    if come:
        if grade(one) != grade(other):
            return grade(one) < grade(other)
        if silent(one) != silent(other):
            return silent(one) > silent(other)
    else:
        if one.on != other.on:
            return one.on < other.on
        if grade(one) != grade(other):
            return grade(one) < grade(other)
    return (one.what, one.record_id) < (other.what, other.record_id)


def settled(one: Matter) -> Matter:
    """A try lies behind us."""
    return replace(one, tried_on=min(one.tried_on, TODAY) if one.tried_on else None)


@given(matters)
def test_every_two_stand_as_the_rule_says(found: list[Matter]) -> None:
    found = [settled(one) for one in found]
    said = board(found, TODAY)
    assert sorted(map(id, said)) == sorted(id(one) for one in found if stands(one))
    for one, other in combinations(said, 2):
        assert before(one, other)
    assert said == board(found[::-1], TODAY)


@given(matters, st.data())
def test_who_was_tried_today_is_never_higher_than_before(
    found: list[Matter], data: st.DataObject
) -> None:
    found = [settled(one) for one in found if one.on <= TODAY]
    if not found:
        return
    at = data.draw(st.integers(0, len(found) - 1))
    was = board(found, TODAY).index(found[at])
    found[at] = replace(found[at], tried_on=TODAY)
    assert board(found, TODAY).index(found[at]) >= was


@given(matters, st.integers(1, 30))
def test_nothing_leaves_the_board_by_itself(found: list[Matter], n: int) -> None:
    later = TODAY + timedelta(days=n)
    assert set(board(found, TODAY)) <= set(board(found, later))
    assert {one for one in found if overdue(one, TODAY)} <= set(board(found, TODAY))


def tried(n: int, how: str) -> Attempt:
    return Attempt(attempt_id=f"{n}{how}", on=TODAY - timedelta(days=n), who="", how=how)


contacts = st.lists(
    st.tuples(
        st.integers(0, 3) | st.integers(0, 12),
        st.sampled_from(["talked", "visit", "phone", "message", "missed", "x"]),
    ).map(lambda one: tried(*one)),
    max_size=8,
)


@given(contacts, st.none() | st.integers(0, 12))
def test_tries_are_counted_day_by_day_until_a_visit_or_a_talk_ends_them(
    said: list[Attempt], ago: int | None
) -> None:
    last = TODAY - timedelta(days=ago) if ago is not None else None
    kept: list[date] = []
    for n in range(12, -1, -1):
        day = TODAY - timedelta(days=n)
        kept += [day for one in said if one.on == day and one.how != "talked"]
        if day == last or any(one.on == day and one.how == "talked" for one in said):
            kept = []
    found = tries_since(said, last)
    assert (found and tuple(found)) == ((len(kept), kept[0], kept[-1]) if kept else None)


def test_a_try_on_the_day_of_a_talk_is_over_with_it() -> None:
    said = [tried(3, "visit"), tried(3, "talked"), tried(2, "phone")]
    day = TODAY - timedelta(days=2)
    assert tries_since(said, None) == (1, day, day)
    assert tries_since(said[:2], None) is None


def test_a_clock_comes_onto_the_board_seven_days_before_its_day() -> None:
    def clock(n: int) -> Matter:
        on = TODAY + timedelta(days=n)
        return Matter(what="send", child_id="a", record_id="k", on=on)

    assert board([clock(7)], TODAY) == (clock(7),)
    assert board([clock(8)], TODAY) == ()
