"""What is told of a value that is not of its type: where, what is wrong, what was expected."""

from datetime import date
from enum import StrEnum
from typing import Any, Literal

import msgspec
import pytest

from imh_desktop.core.decoding import DAY, NotOfShape, ShapeFault, decode


class Colour(StrEnum):
    RED = "r"
    BLUE = "b"


class Leaf(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    on: date
    kind: Literal["home", "remote"] = "home"
    colour: Colour | None = None
    days: int | None = None
    three: tuple[int, int, int] = (1, 2, 3)


class Tree(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leaf: Leaf
    named: dict[str, Leaf] = {}
    listed: tuple[Leaf, ...] = ()
    perhaps: Leaf | None = None


GOOD: dict[str, Any] = {"on": "2026-03-04"}


@pytest.mark.parametrize(
    ("value", "place", "said", "expected"),
    [
        ({"leaf": GOOD, "x": 1}, "", "unknown field `x`", "one of leaf, named, listed, perhaps"),
        ({}, "", "the field `leaf` is missing", "a group of named fields"),
        ({"leaf": {}}, "leaf", "the field `on` is missing", DAY),
        ({"leaf": {"on": "4 March"}}, "leaf.on", "is no day", DAY),
        ({"leaf": {"on": 3}}, "leaf.on", "is a whole number", DAY),
        (
            {"leaf": GOOD, "named": {"a": GOOD, "b": GOOD | {"kind": "zoo"}}},
            "named.b.kind",
            "'zoo' is not allowed",
            "one of 'home', 'remote'",
        ),
        (
            {"leaf": GOOD, "listed": [GOOD, GOOD | {"colour": "g"}]},
            "listed[1].colour",
            "'g' is not allowed",
            "one of 'r', 'b' or null",
        ),
        (
            {"leaf": GOOD, "perhaps": GOOD | {"days": 1.5}},
            "perhaps.days",
            "is a number with a decimal point",
            "a whole number or null",
        ),
        ({"leaf": GOOD | {"three": [1]}}, "leaf.three", "holds 1", "a list of 3"),
        ({"leaf": GOOD | {"mood": 1}}, "leaf", "unknown field `mood`",
         "one of on, kind, colour, days, three"),
        ([], "", "is a list", "a group of named fields"),
    ],
)  # fmt: skip
def test_a_fault_names_place_and_expectation(
    value: Any, place: str, said: str, expected: str
) -> None:
    with pytest.raises(NotOfShape) as caught:
        decode(value, Tree)
    assert caught.value.fault == ShapeFault(place, said, expected)


def test_what_is_of_its_type_is_returned() -> None:
    assert decode({"leaf": GOOD}, Tree) == Tree(Leaf(date(2026, 3, 4)))


def test_a_long_value_is_cut_short() -> None:
    with pytest.raises(NotOfShape) as caught:
        decode({"leaf": GOOD | {"kind": "x" * 5_000}}, Tree)
    assert len(caught.value.fault.said) < 100
