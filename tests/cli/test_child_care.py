"""Whether visits go on, and what is left to do, from the command line."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows import enrolling
from imh_desktop.flows.care import set_next_visit
from imh_desktop.flows.closing import close
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.flows.export_vault import ON, child_of, visit_of

from .conftest import Run
from .handing import hand
from .lines import one_line


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vault]:
    with Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Rosa") as vault:
        hand(monkeypatch, lambda: vault)
        yield vault


def test_the_next_visit_is_told_with_her_own_day_and_the_rules(run: Run, vault: Vault) -> None:
    child_id = child_of(vault, "=1+1")
    assert json.loads(run("child", "care", child_id, "--json")[1])["next"] is None
    close(visit_of(vault, Library(), child_id))
    seen = ["Next visit by 22 July 2026", "What was seen is looked at again"]
    assert run("child", "care", child_id)[1].splitlines() == ["active", *seen]
    set_next_visit(vault, child_id, date(2026, 8, 11), "Away\nuntil", Words("en"), today=ON)
    code, out, _ = run("child", "care", child_id)
    both = "Your day: 11 August 2026. The rule says by 22 July 2026."
    assert (code, out.splitlines()) == (0, ["active", both, seen[1], "Away until"])
    told = json.loads(run("child", "care", child_id, "--json")[1])["next"]
    assert (told["on"], told["rule"]["on"]) == ("2026-08-11", "2026-07-22")
    assert run("child", "end", child_id, "moved", "--reason", "To the coast")[0] == 0
    assert run("child", "care", child_id)[1].splitlines()[1:] == []


def test_visits_end_papers_are_asked_for_and_what_is_left_is_listed(run: Run, vault: Vault) -> None:
    form = ChildForm(given_name="=1+1", born_earliest="2026-01-10")
    child_id = enrolling.add_child(vault, form).child_id
    assert run("child", "care", child_id)[:2] == (0, "active\n")
    kinds = [kind for _, kind, _ in records.events(vault)]
    assert kinds == ["child_opened"]  # who looked is written down, in the terminal too
    assert "Say how the family leaves" in one_line(run("child", "leaving", child_id))
    assert "Say why" in one_line(run("child", "end", child_id, "moved"))
    assert "list" in one_line(run("child", "end", child_id, "gone", "--reason", "why"))
    code, out, _ = run("child", "end", child_id, "moved", "--reason", "To the\ncoast")
    assert (code, out) == (0, f"{child_id}  moved\n")
    code, out, _ = run("child", "leaving", child_id, "--json")
    told = json.loads(out)
    assert code == 0
    assert told["way"] == "moved"
    assert {line["kind"]: line["done"] for line in told["lines"]}["end"]
    code, out, _ = run("child", "leaving", child_id, "--way", "handed_over")
    assert (code, out.splitlines()[-1]) == (0, "open  handover")
    assert "Say why" in one_line(run("child", "paper", child_id))
    assert run("child", "paper", child_id, "--reason", "The clinic asked")[0] == 0
    found = json.loads(run("child", "care", child_id, "--json")[1])
    assert (found["statuses"], found["page_reason"]) == (["moved"], "The clinic asked")
