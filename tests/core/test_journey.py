"""The journey tells what each visit was closed with: no sum, no line, and a gap is never low."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh_desktop.core.journey import APART, Mark, Path, Stop, changes, in_order, paths, turns
from imh_desktop.core.profile import ConstructProfile, Counts, DomainProfile, Profile, Status
from imh_desktop.core.visit import Answer, Visit
from tests.core.builders import ON, checklist, item

CHECKLIST = checklist(
    item("r1", "R1"),
    item("r2", "R2", bands=("B5",)),
    item("sg", "SG1", "sign_group", signs=("s1",)),
    item("s1", "S1", "sign"),
)


def stop(
    days: int, *said: tuple[str, Status, Counts], band: str = "B4", basis: str = "corrected",
    answers: dict[str, Answer] | None = None,
) -> Stop:  # fmt: skip
    found = tuple(ConstructProfile(construct=c, status=s, counts=n) for c, s, n in said)
    domain = DomainProfile(
        domain="relationships", answered=0, asked=0, shown=0, counts=Counts(), constructs=found
    )
    profile = Profile(domains=(domain,), answered=0, shown=0, completeness="complete")
    visit = Visit(
        visit_id=f"v{days:03}", child_id="c", on=ON + timedelta(days=days), band=band,
        answers=answers or {},
    )  # fmt: skip
    return Stop(visit, basis, profile, CHECKLIST)


def seen(stops: list[Stop], construct: str) -> list[list[str]]:
    (path,) = (one for one in paths(stops) if one.construct == construct)
    return [[mark.seen for mark in marks] for marks in path.marks]


@pytest.mark.parametrize(
    ("status", "counts", "expected"),
    [
        ("strength", Counts(often=1), "often"),
        ("strength", Counts(often=1, sometimes=1), "often"),
        ("emerging", Counts(sometimes=2), "sometimes"),
        ("emerging", Counts(often=1, not_yet=3), "sometimes"),
        ("emerging", Counts(not_yet=3), "not_yet"),
        ("unknown", Counts(unknown=2, often=1), "unknown"),
        ("concern", Counts(concern=1, often=4), "concern"),
    ],
)
def test_a_construct_stands_where_it_was_closed(
    status: Status, counts: Counts, expected: str
) -> None:
    assert seen([stop(0, ("R1", status, counts))], "R1") == [[expected]]


@pytest.mark.check(19)
def test_what_was_not_asked_is_a_gap() -> None:
    stops = [stop(0), stop(30, ("R1", "strength", Counts(often=1)))]

    assert seen(stops, "R1") == [["not_asked"], ["often"]]
    assert [path.construct for path in paths([stop(0)])] == []


def test_signs_without_a_worry_are_told_only_beside_one_that_worried() -> None:
    calm = stop(0, answers={"sg": Answer(code="no")})
    worried = stop(30, ("S1", "concern", Counts(concern=1)))

    assert [path.construct for path in paths([calm])] == []
    assert seen([calm, worried], "S1") == [["quiet"], ["concern"]]


def test_two_who_tell_are_two_marks_and_no_mean() -> None:
    both = checklist(item("r1", "R1"), item("r9", "R1"))
    told = {
        "r1": Answer(code="often", known="told", informant="mother"),
        "r9": Answer(code="not_yet", known="told", informant="father"),
    }
    one = stop(0, ("R1", "emerging", Counts(often=1, not_yet=1)), answers=told)
    (path,) = paths([one._replace(checklist=both)])

    assert path.marks == ((Mark("often", "mother"), Mark("not_yet", "father")),)


def test_another_band_and_another_age_are_marked_where_they_begin() -> None:
    stops = [stop(0), stop(30, band="B5"), stop(60, band="B5", basis="chronological")]

    assert [tuple(turn) for turn in turns(stops)] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert turns([]) == ()


def test_stops_are_told_by_day() -> None:
    stops = [stop(60), stop(0), stop(30)]

    assert [one.visit.visit_id for one in in_order(stops)] == ["v000", "v030", "v060"]


SEEN = st.sampled_from(["often", "sometimes", "not_yet", "concern", "unknown", "not_asked"])


@given(st.lists(st.tuples(SEEN, st.integers(0, 40)), max_size=12))
def test_only_visits_two_weeks_apart_are_compared(drawn: list[tuple[str, int]]) -> None:
    """Against a slow reading: walk back to the last one told that was itself compared or first."""
    days, day = [], date(2024, 1, 1)
    for _, gap in drawn:
        day += timedelta(days=gap)
        days.append(day)
    path = Path("R1", tuple((Mark(seen),) for seen, _ in drawn))  # type: ignore[arg-type]
    kept: list[int] = []
    for at, (seen, _) in enumerate(drawn):
        told = seen not in ("unknown", "not_asked")
        if told and (not kept or days[at] - days[kept[-1]] >= APART):
            kept.append(at)
    wanted = [(a, b) for a, b in zip(kept, kept[1:]) if drawn[a][0] != drawn[b][0]]  # noqa: B905, RUF007

    found = changes(path, days)

    assert [(each.before, each.after) for each in found] == wanted
    assert all(days[each.after] - days[each.before] >= APART for each in found)
