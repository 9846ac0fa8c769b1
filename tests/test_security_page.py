"""SECURITY.md names tests that are there, and leaves nothing of what must be said unsaid."""

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
PAGE = (TOP / "SECURITY.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`((?:tests|requirements|imh_desktop)/[\w./-]+)`", PAGE)))


def test_it_names_many_tests():
    assert len([name for name in NAMED if name.startswith("tests/")]) > 30


@pytest.mark.parametrize("name", NAMED)
def test_what_it_names_is_there_and_tests_something(name):
    file = TOP / name
    assert file.is_file()
    if name.startswith("tests/"):
        assert re.search(r"^\s*def test_", file.read_text("utf-8"), re.MULTILINE)


def test_every_promise_names_its_test():
    rows = [row for row in PAGE.split("## What is not promised")[0].splitlines() if row[:2] == "| "]
    promises = [row for row in rows if row.count("|") == 4 and not row.startswith("| Promise")]
    promises = [row for row in promises if not re.match(r"\| (T\d|\|)", row)]
    assert len(promises) > 12
    assert [row for row in promises if "tests/" not in row.rpartition("|")[0].split("|")[3]] == []


@pytest.mark.parametrize(
    "said",
    ["Roles are no wall", "Malware", "Swap and hibernation", "Old backups open with old pass",
     "Disks that lie", "Windows and macOS have not been run", "How to report"],
)  # fmt: skip
def test_it_says_what_is_not_promised(said):
    assert said in PAGE
