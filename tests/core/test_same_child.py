"""Groups of records against a walk over all links; likeness against what a person would say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imh_desktop.core.likeness import Alike, could_be, likeness, swapped
from imh_desktop.core.people import Birth, Child
from imh_desktop.core.same_child import Group, Link, groups

BORN = date(2025, 3, 8)


def child(number: str = "", born: Birth | None = None, **said: str) -> Child:
    name = said.get("name", "Ana López")
    given_name, _, family = name.partition(" ")
    return Child(
        child_id=said.get("id", "a"), given_name=given_name, family_name=family,
        birth=born or Birth.on(BORN), number=number, sex=said.get("sex", ""),  # type: ignore[arg-type]
    )  # fmt: skip


def alike(given: float = 1.0, whole: float = 1.0, caregiver: float | None = 1.0) -> Alike:
    return Alike(given=given, whole=whole, caregiver=caregiver, one_laptop=False)


def beside(given: float) -> Alike:
    return Alike(given=given, whole=1.0, caregiver=1.0, one_laptop=True)


def test_the_same_words_on_two_laptops_are_shown_with_what_speaks_for_them() -> None:
    said = likeness(child(), child(), alike())
    assert said is not None
    assert said.score == 100
    assert said.reasons == ("same_name", "same_birth", "same_caregiver")


@pytest.mark.parametrize(
    ("born", "why"),
    [
        (Birth.on(date(2025, 8, 3)), "swapped_birth"),
        (Birth(date(2025, 3, 1), date(2025, 3, 31)), "near_birth"),
        (Birth.on(date(2025, 4, 8)), "near_birth"),
    ],
)
def test_one_slip_in_the_birth_still_shows_the_pair(born: Birth, why: str) -> None:
    said = likeness(child(), child(born=born), alike())
    assert said is not None
    assert why in said.reasons


def test_another_name_or_another_year_is_another_child() -> None:
    assert likeness(child(), child(born=Birth.on(date(2024, 3, 8))), alike()) is None
    assert likeness(child(), child(name="Luz Mora"), alike(0.2, 0.2)) is None


def test_twins_enrolled_side_by_side_are_not_shown_unless_their_names_are_one() -> None:
    ana, eva = child(name="Ana López"), child(name="Eva López")
    assert likeness(ana, eva, beside(0.6)) is None
    assert likeness(ana, ana, beside(1.0)) is not None


def test_one_number_is_one_child_and_two_numbers_speak_against() -> None:
    same = likeness(child("17"), child("17", Birth.on(date(2023, 1, 1))), alike(0.3, 0.3, None))
    assert same is not None
    assert same.score >= 95
    other = likeness(child("17"), child("18"), alike())
    assert other is not None
    assert (other.score, other.reasons[-1]) == (85, "other_number")


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)))
def test_swapping_a_day_twice_gives_it_back(day: date) -> None:
    other = swapped(day)
    if other is not None:
        assert (other.year, other.month, other.day) == (day.year, day.day, day.month)
        assert swapped(other) == day
        assert could_be(Birth.on(day), Birth.on(other))
    else:
        assert day.day > 12 or day.day == day.month


IDS = "abcdefg"
LINKS = st.dictionaries(
    st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda two: two[0] < two[1]),
    st.sampled_from([True, True, False, None]),
)


@given(LINKS)
def test_a_group_is_whoever_a_walk_along_yes_links_reaches(
    said: dict[tuple[str, str], bool | None],
) -> None:
    expected = set()
    for start in IDS:
        reached, before = {start}, set[str]()
        while reached != before:
            before = set(reached)
            for (one, other), same in said.items():
                if same and (one in reached or other in reached):
                    reached |= {one, other}
        against = [two for two, same in said.items() if same is False and set(two) <= reached]
        if len(reached) > 1:
            expected.add(Group(children=tuple(sorted(reached)), against=tuple(sorted(against))))
    links = [
        Link(link_id=f"{one}{other}", first=one, second=other, same=same)
        for (one, other), same in said.items()
    ]
    assert set(groups(links)) == expected
    assert groups(reversed(links)) == groups(links)
