"""Undo and the trash from the command line."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from imh_desktop.flows import enrolling
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import Run
from .lines import one_line


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Vault]:
    with Vault.create_with_key(tmp_path / "vault", b"k" * 32, "Rosa") as vault:

        @contextmanager
        def opened(*_: object) -> Iterator[Vault]:
            yield vault

        for command in ("undo", "trash"):
            monkeypatch.setattr(f"imh_desktop.cli.{command}.opened", opened)
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
