"""Linking children from the command line, and every slip."""

import json
from pathlib import Path
from typing import Any

import pytest

from imh_desktop.flows import enrolling, unlocking
from imh_desktop.flows.enrolling import ChildForm

from .conftest import Run
from .lines import one_line

PASSPHRASE = "four short plain words"


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    """Two records of one number in a vault."""
    with unlocking.set_up(tmp_path / "vault", "Ana", PASSPHRASE).vault as vault:
        first, second = (
            enrolling.add_child(vault, ChildForm(given_name=n, born_earliest=b, number="=17"))
            for n, b in (("Ana", "2025-03-08"), ("Anna", "2025-03-09"))
        )
    return first.child_id, second.child_id


def told(answer: tuple[int, str, str]) -> Any:
    assert (answer[0], answer[2]) == (0, "")
    return json.loads(answer[1])


def test_a_pair_is_linked_and_unlinked(
    run_with_passphrase: Run, tmp_path: Path, two: tuple[str, str]
) -> None:
    def child(*words: str) -> tuple[int, str, str]:
        where = ("--vault", tmp_path / "vault")
        return run_with_passphrase(PASSPHRASE.encode(), "child", *words, *where)

    (pair,) = told(child("pairs", "--json"))
    assert {pair["first"], pair["second"]} == set(two)
    assert pair["reasons"] == ["same_number", "near_name", "near_birth"]
    assert told(child("link", *two, "--json"))["same"] is True
    assert told(child("pairs", "--json")) == []
    (group,) = told(child("links", "--json"))["groups"]
    assert set(group["children"]) == set(two)
    assert told(child("unlink", *two, "--reason", "twins", "--json"))["same"] is False
    code, out, _ = child("links")
    assert (code, out.split()[-2:]) == (0, ["two", "children"])
    for slip in ((two[0], two[0]), (two[0], "nobody")):
        one_line(child("link", *slip))
