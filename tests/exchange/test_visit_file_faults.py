"""A fault in a visit file is told with its place, and is one to the schema too."""

import copy
import random
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from imh_desktop.core.checklist import Checklist
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_file import schema

from .spoilt_files import FAULTS, SHAPES, Spoil, put, read_file


def _refusal(plain: dict[str, Any], checklist: Checklist, folder: Path, spoil: Spoil) -> str:
    spoilt = copy.deepcopy(plain)
    spoil(spoilt)
    with pytest.raises(InputError) as caught:
        read_file(spoilt, checklist, folder)
    message = str(caught.value)
    assert "\n" not in message
    assert "v.json: " in message
    return message


@pytest.mark.parametrize(("spoil", "place"), SHAPES.values(), ids=SHAPES.keys())
def test_the_decoder_and_the_schema_refuse_the_same(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path, spoil: Spoil, place: str
) -> None:
    assert place in _refusal(plain, checklist, tmp_path, spoil)
    spoil(plain)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, schema())


@pytest.mark.parametrize(("spoil", "place"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_told_with_its_place(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path, spoil: Spoil, place: str
) -> None:
    assert f"{place}: " in _refusal(plain, checklist, tmp_path, spoil)


def test_the_right_key_is_named_among_many(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    """msgspec says only ``[...]``; whichever answer is at fault is found."""
    for item_id in plain["visit"]["answers"]:
        spoil = put({"code": 5}, "visit", "answers", item_id)
        said = _refusal(plain, checklist, tmp_path, spoil)
        assert f"visit.answers.{item_id}.code: " in said


def test_no_wild_value_anywhere_gets_a_traceback(
    plain: dict[str, Any], checklist: Checklist, tmp_path: Path
) -> None:
    """2,000 files with a wild value somewhere are read whole or refused."""
    chance = random.Random(5)
    wild = (None, [], {}, "", "x" * 2_001, -1, 10**17, True, 0.5, "2026-06-10", ["a"], {"a": 1})
    refused = 0
    for _ in range(2_000):
        spoilt = copy.deepcopy(plain)
        parent, key = chance.choice(_places(spoilt))
        parent[key] = copy.deepcopy(chance.choice(wild))
        try:
            read_file(spoilt, checklist, tmp_path)
        except InputError:
            refused += 1
    assert refused > 1_000


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Return every place in a JSON value as (parent, key or index)."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    found = [(value, key) for key in keys]
    for key in keys:
        if isinstance(value[key], dict | list):
            found += _places(value[key])
    return found
