"""Whether visits go on, and what is left to do, from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from imh_desktop.flows import enrolling
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import Run
from .handing import hand
from .lines import one_line


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vault]:
    with Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Rosa") as vault:
        hand(monkeypatch, lambda: vault)
        yield vault


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
