"""Exports from the command line: what is written, what is said, and every slip."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from imh_desktop.content.library import Library
from imh_desktop.store.vault import Vault
from tests.flows.export_vault import child_of, visit_of

from .conftest import Run
from .lines import one_line

PASSPHRASE = b"four short plain words"
Do = Callable[..., tuple[int, str, str]]


@pytest.fixture
def do(run_with_passphrase: Run, tmp_path: Path) -> Do:
    """Run a command on a vault; paths stand in the test's folder."""

    def done(vault: str, *words: str | Path) -> tuple[int, str, str]:
        return run_with_passphrase(PASSPHRASE, *words, "--vault", tmp_path / vault)

    return done


@pytest.fixture
def desk(do: Do, tmp_path: Path) -> Path:
    """A coordinator's vault with one child and one visit."""
    assert do("desk", "vault", "create", "--worker", "Ana")[0] == 0
    cert = tmp_path / "desk.cert"
    assert do("desk", "device", "certify", "--self", "--name", "Desk", "--out", cert)[0] == 0
    with Vault.unlock(tmp_path / "desk", PASSPHRASE.decode()) as vault:
        visit_of(vault, Library(), child_of(vault, "Findable"))
    return tmp_path


def told(answer: tuple[int, str, str]) -> Any:
    code, out, err = answer
    assert (code, err) == (0, "")
    return json.loads(out)


def test_each_table_format_is_written_and_told(do: Do, desk: Path) -> None:
    seen = told(do("desk", "export", "csv", "--preview", "--json"))
    assert (seen["children"], seen["visits"], len(seen["rows"])) == (1, 1, 1)
    assert not (desk / "out").exists()
    for kind, name in (("csv", "out"), ("xlsx", "out.xlsx")):
        code, out, _ = do("desk", "export", kind, "--out", desk / name, "--purpose", "Report")
        assert code == 0
        assert "leaves the protection" in out
        assert "Findable" not in out
        assert (desk / name).exists()
    made = told(do("desk", "export", "csv", "--out", desk / "again", "--json", "--language", "es"))
    assert made["children"] == 1
    assert "protection" in made["leaves_protection"]


def test_progress_is_told_as_lines(do: Do, desk: Path) -> None:
    code, out, _ = do("desk", "export", "csv", "--out", desk / "out", "--json", "--progress")
    *steps, report = map(json.loads, out.splitlines())
    assert code == 0
    assert {step["progress"]["step"] for step in steps} == {"write"}
    assert report["children"] == 1


def test_every_slip_is_one_line(do: Do, desk: Path) -> None:
    (desk / "full").mkdir()
    (desk / "full" / "x").touch()
    before = (desk / "desk" / "vault.db").read_bytes()
    one_line(do("desk", "export", "csv"))
    one_line(do("desk", "export", "csv", "--out", desk / "full"))
    one_line(do("desk", "export", "csv", "--out", desk / "desk" / "new"))
    one_line(do("desk", "export", "csv", "--out", desk / "no" / "new"))
    one_line(do("desk", "export", "csv", "--out", desk / "a", "--language", "xx"))
    one_line(do("desk", "export", "csv", "--out", desk / "a", "--partner", "nobody"))
    one_line(do("desk", "export", "csv", "--out", desk / "a", "--with-private-g", desk / "full"))
    one_line(do("desk", "export", "xlsx", "--out", desk / "a.csv"))
    one_line(do("desk", "export", "nothing"))
    assert sorted(p.name for p in desk.iterdir()) == ["desk", "desk.cert", "full"]
    assert (desk / "desk" / "vault.db").read_bytes() == before


def test_a_visitors_laptop_is_told_what_to_do(do: Do, tmp_path: Path) -> None:
    assert do("laptop", "vault", "create", "--worker", "Ana")[0] == 0
    refused = do("laptop", "export", "csv", "--out", tmp_path / "out")
    assert "ask for the export there" in one_line(refused)
    assert not (tmp_path / "out").exists()
