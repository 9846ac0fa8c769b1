"""Deciding from the command line: what waits, what stands, and every slip."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.exchange.archive import padding
from tests.flows.parted import R1, Parted
from tests.flows.team import Team

from .conftest import Run
from .handing import hand
from .lines import one_line


@pytest.fixture
def parted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parted]:
    """Two laptops and a desk that know one family; commands are given the desk's vault, open."""
    monkeypatch.setattr(padding, "PRIVATE_FLOOR", 256)
    monkeypatch.setattr(padding, "OPEN_FLOOR", 256)
    team = Team(tmp_path)
    hand(monkeypatch, lambda: team.desk)
    yield Parted(team, Library(), name="=1+1 O'Brien")
    team.close()


@pytest.fixture
def differing(parted: Parted) -> Parted:
    parted.answered(parted.one, R1, "often")
    parted.answered(parted.other, R1, "not_yet")
    parted.at(parted.one).keep_note(R1, "first\nquestion")
    parted.at(parted.other).keep_note(R1, "second")
    parted.gather()
    return parted


def _by_label(out: str) -> dict[bool, dict[str, object]]:
    return {each["joinable"]: each for each in json.loads(out)}


def test_what_waits_is_listed_kept_and_gone(run: Run, differing: Parted) -> None:
    code, out, err = run("decision", "list", "--json")
    assert (code, err) == (1, "")
    asked = _by_label(out)
    answer, note = asked[False], asked[True]
    assert answer["child"] == "=1+1 O'Brien"

    code, out, _ = run("decision", "keep", answer["question_id"], "b", "--reason", "asked")
    assert (code, out) == (0, f"question {answer['question_id']}: kept b; 1 left\n")
    code, out, _ = run("decision", "keep-both", note["question_id"], "--reason", "both", "--json")
    assert code == 0
    assert json.loads(out)["left"] == 0
    assert run("decision", "list")[:2] == (0, "nothing waits for a decision\n")


def test_lines_for_a_person_are_one_fact_each(run: Run, differing: Parted) -> None:
    code, out, _ = run("decision", "list")
    lines = out.splitlines()
    assert code == 1
    assert len(lines) == 2 * 3
    assert any("first question" in line for line in lines)
    shown = run("decision", "show", lines[0].split()[0], "--language", "es")
    assert shown[0] == 0
    assert len(shown[1].splitlines()) == 3


def test_late_answers_are_listed_taken_and_left(run: Run, parted: Parted) -> None:
    parted.close(parted.one)
    parted.answered(parted.other, R1, "not_yet")
    parted.at(parted.other).keep_note(R1, "later")
    parted.gather()
    code, out, _ = run("late", "list", "--json")
    assert code == 1
    first = json.loads(out)[0]["question_id"]
    assert run("late", "take", first, "--reason", "true") == (0, "taken in: 1\n", "")
    left = run("late", "leave", "--all", parted.visit_id, "--reason", "agreed", "--json")
    assert (left[0], json.loads(left[1])) == (0, {"left_out": 1})
    assert run("late", "list")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("decision", "keep", "0" * 12, "a", "--reason", "asked"),
        ("decision", "keep-both", "nothing", "--reason", "asked"),
        ("decision", "show", "nothing"),
        ("decision", "keep", "0" * 12, "a"),
        ("late", "take", "nothing", "--reason", "asked"),
        ("late", "take", "--reason", "asked"),
        ("late", "leave", "one", "--all", "other", "--reason", "asked"),
        ("late", "leave", "--all", "nobody", "--reason", "asked"),
    ],
)
def test_a_slip_is_one_line_and_changes_nothing(
    run: Run, differing: Parted, words: tuple[str, ...]
) -> None:
    before = differing.team.desk.journal.dump()
    one_line(run(*words))
    assert differing.team.desk.journal.dump() == before
