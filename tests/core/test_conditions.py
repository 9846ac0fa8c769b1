"""What is asked follows what was said; nothing said is ever lost or counted while hidden."""

import random
from typing import Any

import pytest

from imh_desktop.core.checklist import Condition, VisitKind
from imh_desktop.core.conditions import Showing, effective_answers, holds, shown_items

from .builders import checklist, item, small


def is_(item_id: str, *codes: str) -> Condition:
    """Return the condition that an item has one of these codes."""
    return Condition(item=item_id, is_=codes)


YES, NO = is_("a", "often"), is_("a", "not_yet")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (YES, True),
        (NO, False),
        (is_("a", "not_yet", "often"), True),
        (is_("missing", "often"), False),
        (Condition(not_=NO), True),
        (Condition(not_=is_("missing", "often")), True),
        (Condition(all=(YES, YES)), True),
        (Condition(all=(YES, NO)), False),
        (Condition(any=(NO, YES)), True),
        (Condition(any=(NO, NO)), False),
        (Condition(not_=Condition(any=(NO, Condition(all=(YES, NO))))), True),
        (Condition(age_from=10), True),
        (Condition(age_from=11), False),
        (Condition(age_before=11), True),
        (Condition(age_before=10), False),
        (Condition(age_from=10, age_before=11), True),
        (Condition(visit_kind=("remote", "home")), True),
        (Condition(visit_kind=("elsewhere",)), False),
    ],
)
def test_a_condition_at_ten_months_at_home(condition: Condition, expected: bool) -> None:
    assert holds(condition, {"a": "often"}, 10, "home") is expected


def shown(
    form: Any, answers: dict[str, str], months: int = 10, kind: VisitKind = "home"
) -> set[str]:
    """Return what a visit in band B4 shows."""
    return set(shown_items(form, "B4", answers, months, kind))


def test_only_items_of_the_band_are_shown() -> None:
    form = checklist(item("a", "R1", bands=("B4",)), item("b", "R1", bands=("B5",)))
    assert shown(form, {"b": "often"}) == {"a"}


def test_a_hidden_answer_is_not_seen_by_conditions_and_comes_back() -> None:
    form = checklist(
        item("c", "R1", show_when=is_("b", "often")),
        item("b", "R1", show_when=is_("a", "often")),
        item("a", "R1"),
    )
    said = {"a": "often", "b": "often", "c": "often"}
    assert shown(form, said) == {"a", "b", "c"}
    assert shown(form, said | {"a": "not_yet"}) == {"a"}
    assert shown(form, said) == {"a", "b", "c"}


def test_conditions_in_a_circle_are_refused() -> None:
    form = checklist(
        item("a", "R1", show_when=is_("b", "often")), item("b", "R1", show_when=is_("a", "often"))
    )
    with pytest.raises(ValueError, match="cycle"):
        shown(form, {})


def test_an_open_item_never_depends_on_a_private_answer() -> None:
    form = checklist(
        item("k1", "K1", "risk"),
        item("a", "R1", show_when=is_("k1", "a_lot")),
        item("t1", "T1", "today", show_when=is_("k1", "a_lot")),
    )
    assert shown(form, {"k1": "a_lot"}) == {"k1", "t1"}


GROUP = checklist(
    item("sg1", "SG1", "sign_group", signs=("s1", "s2")),
    item("s1", "S1", "sign"),
    item("s2", "S2", "sign"),
)


@pytest.mark.parametrize(
    ("said", "signs"),
    [
        ({}, set()),
        ({"sg1": "no"}, set()),
        ({"sg1": "a_little"}, {"s1", "s2"}),
        ({"sg1": "a_lot"}, {"s1", "s2"}),
        ({"sg1": "not_sure"}, {"s1", "s2"}),
        ({"sg1": "prefers_not"}, {"s1", "s2"}),
        ({"s1": "no"}, {"s1", "s2"}),
        ({"sg1": "no", "s1": "a_lot"}, {"s1"}),
    ],
)
def test_a_group_opens_its_signs_unless_it_is_no(said: dict[str, str], signs: set[str]) -> None:
    assert shown(GROUP, said) == {"sg1"} | signs


def test_a_group_stands_for_its_signs_until_one_speaks_for_itself() -> None:
    assert effective_answers(GROUP, "B4", {}) == {}
    assert effective_answers(GROUP, "B4", {"sg1": "no"}) == {"sg1": "no", "s1": "no", "s2": "no"}
    assert effective_answers(GROUP, "B4", {"sg1": "a_lot"}) == {"sg1": "a_lot"}
    one = effective_answers(GROUP, "B4", {"sg1": "no", "s2": "a_lot"})
    assert one == {"sg1": "no", "s1": "no", "s2": "a_lot"}


def test_a_group_says_nothing_of_a_sign_its_band_does_not_ask() -> None:
    later = checklist(*GROUP.items[:2], item("s2", "S2", "sign", bands=("B5",)))
    assert effective_answers(later, "B4", {"sg1": "no"}) == {"sg1": "no", "s1": "no"}


def test_a_condition_sees_the_no_a_group_stands_for() -> None:
    form = checklist(*GROUP.items, item("a", "R1", show_when=is_("s1", "no")))
    assert "a" in shown(form, {"sg1": "no"})
    assert "a" not in shown(form, {"sg1": "a_little"})


def test_a_hidden_group_hides_its_signs() -> None:
    group = item("sg1", "SG1", "sign_group", signs=("s1",), show_when=Condition(age_from=12))
    form = checklist(group, item("s1", "S1", "sign"))
    assert shown(form, {"sg1": "a_lot", "s1": "a_lot"}) == set()
    assert shown(form, {"sg1": "a_lot", "s1": "a_lot"}, months=12) == {"sg1", "s1"}


def test_only_watched_answers_change_what_is_shown() -> None:
    form, chance = small(), random.Random(3)
    showing = Showing(form, "B4", 10, "home")
    changed = 0
    for _ in range(3_000):
        said = {
            i.item_id: chance.choice(i.codes)
            for i in form.items
            if i.codes and chance.random() < 0.5
        }
        other = chance.choice([i for i in form.items if i.codes])
        after = said | {other.item_id: chance.choice(other.codes)}
        differs = showing.shown(said) != showing.shown(after)
        changed += differs
        assert not differs or other.item_id in showing.watched
    assert changed > 100
    assert "r2" not in showing.watched
