"""Undo, the trash and corrections from the command line."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.flows import enrolling, visiting
from imh_desktop.flows.closing import close
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.page_choices import add_moment
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


def test_what_was_done_last_is_listed_taken_back_and_gone(run: Run, vault: Vault) -> None:
    enrolling.add_child(vault, ChildForm(given_name="=1+1", born_earliest="2026-01-10"))
    code, out, err = run("undo", "list", "--json")
    assert (code, err) == (0, "")
    (act,) = json.loads(out)
    code, out, _ = run("undo", "list")
    assert (code, out.count("\n")) == (0, 1)
    code, out, _ = run("undo", "take", act["act_id"])
    assert (code, out) == (0, f"act {act['act_id']}: taken back by 1 entries\n")
    assert records.children(vault) == []
    assert "undone already" in one_line(run("undo", "take", act["act_id"]))
    assert "undone already" in one_line(run("undo", "take", "nothing"))


def test_a_child_is_put_in_the_trash_and_back(run: Run, vault: Vault) -> None:
    child = enrolling.add_child(vault, ChildForm(given_name="Ana", born_earliest="2026-01-10"))
    assert "--reason" in one_line(run("trash", "put", child.child_id))
    code, out, _ = run("trash", "put", child.child_id, "--reason", "twice\nhere")
    assert (code, out) == (0, f"record {child.child_id}: in the trash\n")
    assert records.children(vault) == []
    code, out, _ = run("trash", "list")
    assert (code, out.count("\n")) == (0, 1)
    assert "twice here" in out
    code, out, _ = run("trash", "back", child.child_id)
    assert (code, out) == (0, f"record {child.child_id}: put back\n")
    assert records.children(vault) == [child]
    assert "not in the trash" in one_line(run("trash", "back", child.child_id))
    assert run("trash", "list")[1] == "the trash is empty\n"


def test_a_finished_visit_is_corrected_and_moved_and_a_birth_corrected(
    run: Run, vault: Vault
) -> None:
    library = Library()
    born = ChildForm(given_name="Ana", born_earliest="2026-01-10")
    wrong = enrolling.add_child(vault, born, (CaregiverForm(name="Ines"),))
    right = enrolling.add_child(vault, born, (CaregiverForm(name="Ines"),))
    visit = visiting.start(vault, library, wrong.child_id, on=date(2026, 11, 20))
    for what in ("sang", "laughed", "slept well"):
        add_moment(visit, f"She {what}.")
    close(visit)
    visit_id = visit.visit.visit_id
    said = ("correct", "answer", visit_id, "r1-more-and-enough", "--code", "often")
    assert "seen, told" in one_line(run(*said, "--reason", "forgotten"))
    said += ("--known", "seen", "--reason", "forgotten")
    assert "other child" in one_line(run(*said, "--also", "nobody"))
    code, out, _ = run(*said)
    assert (code, out) == (0, f"visit {visit_id}: corrected\n")
    assert one_line(run("correct", "move", visit_id, wrong.child_id, "--reason", "so"))
    code, _, _ = run("correct", "move", visit_id, right.child_id, "--reason", "so")
    assert code == 0
    assert [each.visit_id for each in records.visits(vault, right.child_id)] == [visit_id]
    moved = ("correct", "birth", right.child_id, "--born", "2026-01-20", "--weeks", "36w0d")
    code, out, _ = run(*moved, "--reason", "the paper")
    assert (code, out) == (0, f"child {right.child_id}: corrected\n")
    now = records.child(vault, right.child_id)
    assert now is not None
    assert (str(now.birth.earliest), now.gestation_days) == ("2026-01-20", 252)
    assert vault.journal.verify() == ()
