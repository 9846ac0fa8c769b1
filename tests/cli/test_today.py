"""The board and the log of tries from the command line: the same rows as in the window."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows import unlocking
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.today import today_board
from imh_desktop.flows.visiting import start
from tests.flows.export_vault import ON, child_of

from .conftest import Run

PASSPHRASE = "four short plain words"
NAME = "<img src=x> =1+1 'é"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with unlocking.set_up(tmp_path / "vault", "Ana", PASSPHRASE).vault as vault:
        start(vault, Library(), child_of(vault, NAME), on=ON)
        child_of(vault, "Nobody waits")
    return tmp_path / "vault"


def test_what_waits_is_listed_for_a_person_and_for_a_program(
    run_with_passphrase: Run, folder: Path
) -> None:
    day = ON + timedelta(days=3)
    ask = ("today", "--vault", folder, "--day", day.isoformat())
    code, out, err = run_with_passphrase(PASSPHRASE.encode(), *ask)
    assert (code, err) == (0, "")
    assert out.strip() == (
        f"{NAME}  Visit open · 0 of 25  The visit of 10 June 2026 is not finished  Ana"
        "  Open for 3 days"
    )
    code, out, err = run_with_passphrase(PASSPHRASE.encode(), *ask, "--json")
    (row,) = json.loads(out)
    assert (row["what"], row["days_over"], row["owner"], row["answered"]) == ("draft", 3, "Ana", 0)
    with unlocking.unlock(folder, PASSPHRASE) as vault:
        shown = today_board(vault, Caseload(vault, day, Library()).every, day)
    assert [row["record_id"]] == [one.matter.record_id for one in shown]


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30"])
def test_a_day_that_is_none_is_refused(run_with_passphrase: Run, folder: Path, day: str) -> None:
    ask = ("today", "--vault", folder, "--day", day)
    code, out, err = run_with_passphrase(PASSPHRASE.encode(), *ask)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_a_day_before_everything_has_the_visit_all_the_same(
    run_with_passphrase: Run, folder: Path
) -> None:
    ask = ("today", "--vault", folder, "--json", "--day", date(2026, 6, 1).isoformat())
    assert [row["what"] for row in json.loads(run_with_passphrase(PASSPHRASE.encode(), *ask)[1])]


def test_a_try_is_written_listed_and_refused_when_it_will_not_do(
    run_with_passphrase: Run, folder: Path
) -> None:
    def child(*words: str) -> tuple[int, str, str]:
        return run_with_passphrase(PASSPHRASE.encode(), "child", *words, "--vault", folder)

    with unlocking.unlock(folder, PASSPHRASE) as vault:
        child_id = next(row.child.child_id for row in Caseload(vault, ON, Library()).rows("=1+1"))
    assert child("tries", child_id)[1].strip() == "nobody tried yet"
    came = "Door closed; <b>dog</b>"
    day = ("--on", ON.isoformat())
    assert child("tried", child_id, "--how", "visit", *day, "--came", came)[0] == 0
    assert child("tries", child_id)[1].splitlines() == [
        f"10 June 2026  ·  Not at home  ·  Ana  ·  {came}", "Tried once, on 10 June 2026",
    ]  # fmt: skip
    (kept,) = json.loads(child("tries", child_id, "--json")[1])
    assert (kept["how"], kept["on"], kept["came"]) == ("visit", ON.isoformat(), came)
    for wrong in (
        ("tried", "nobody", "--how", "visit"),
        ("tried", child_id, "--how", "shout"),
        ("tried", child_id, "--how", "visit", "--on", "2199-01-01"),
        ("tried", child_id, "--how", "visit", "--came", "x" * 2001),
        ("tries", "nobody"),
    ):
        code, out, err = child(*wrong)
        assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert len(json.loads(child("tries", child_id, "--json")[1])) == 1


def test_a_calendar_is_written_without_names_and_never_over_another_file(
    run_with_passphrase: Run, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "visits.ics"
    ask = ("export", "calendar", "--vault", folder, "--out", out)
    code, said, err = run_with_passphrase(PASSPHRASE.encode(), *ask, "--json")
    assert (code, err) == (0, "")
    assert json.loads(said) == {"path": str(out), "visits": 0, "over": 0}
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    code, said, err = run_with_passphrase(PASSPHRASE.encode(), *ask)
    assert (code, said, len(err.splitlines())) == (2, "", 1)
    code, said, err = run_with_passphrase(PASSPHRASE.encode(), *ask, "--label", "all")
    assert (code, said, len(err.splitlines())) == (2, "", 1)
