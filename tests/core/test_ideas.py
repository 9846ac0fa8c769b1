"""What a family is offered first: one thing for each construct, and not five about feeding."""

from hypothesis import given
from hypothesis import strategies as some

from imh_desktop.core.checklist import Strategy
from imh_desktop.core.ideas import in_order


def idea(name: str, *constructs: str, routine: str = "play") -> Strategy:
    return Strategy(strategy_id=name, constructs=constructs, routine=routine, bands=("B4",))  # type: ignore[arg-type]


def ids(found: tuple[Strategy, ...]) -> str:
    return "".join(each.strategy_id for each in found)


def test_what_is_growing_comes_first_once_for_each_construct() -> None:
    all_ideas = (
        idea("a", "R1"),
        idea("b", "R1"),
        idea("c", "E1"),
        idea("d", "E1"),
        idea("e", "X1"),
    )
    assert ids(in_order(all_ideas, ["E1"])) == "caebd"
    assert ids(in_order(all_ideas, []))[:3] == "ace"


def test_another_part_of_the_day_is_taken_where_there_is_a_choice() -> None:
    all_ideas = (idea("a", "R1"), idea("b", "E1"), idea("c", "E1", routine="sleep"))
    assert ids(in_order(all_ideas, ["R1", "E1"])) == "acb"


def test_an_idea_that_only_helps_a_construct_stands_in_where_none_is_made_for_it() -> None:
    all_ideas = (idea("a", "R1"), idea("b", "X1", "E2"))
    assert ids(in_order(all_ideas, ["E2"])) == "ba"


ideas = some.lists(
    some.builds(
        idea,
        some.uuids().map(str),
        some.sampled_from(["R1", "E1", "X1"]),
        some.sampled_from(["R1", "E1", "X1", "F1"]),
        routine=some.sampled_from(["feeding", "play", "sleep"]),
    ),
    max_size=20,
)


@given(ideas, some.lists(some.sampled_from(["R1", "E1", "X1", "F1", "E5"]), unique=True))
def test_nothing_is_lost_or_told_twice_and_each_growing_construct_is_served_in_front(
    all_ideas: list[Strategy], growing: list[str]
) -> None:
    found = in_order(all_ideas, growing)
    assert sorted(each.strategy_id for each in found) == sorted(s.strategy_id for s in all_ideas)
    front = found[: len(growing)]
    for construct in growing:
        if any(each.constructs[0] == construct for each in all_ideas):
            assert any(construct in each.constructs for each in front)
