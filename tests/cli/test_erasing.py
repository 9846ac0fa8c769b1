"""Erasing from the terminal: shown first, confirmed by --yes, ids and no names for programs."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from imh_desktop.flows import devices, retention
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from tests.store.raw_pages import clear_pages

KEY = b"k" * 32
TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Vault.create_with_key(tmp_path / "vault", KEY, "Ana") as vault:
        for name in ("Zyxqmarked", "Stays"):
            born = (TODAY - timedelta(days=300)).isoformat()
            add_child(
                vault, ChildForm(given_name=name, born_earliest=born), (CaregiverForm(name="Ines"),)
            )
        devices.certify_self(vault, "Desk", TODAY)
    return tmp_path / "vault"


def child_id(home: Path, name: str) -> str:
    with Vault.open_with_key(home, KEY) as vault:
        return next(c.child_id for c in records.children(vault) if c.given_name == name)


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run a command on the vault, opened without a passphrase."""
    from imh_desktop.cli import main
    from imh_desktop.flows import unlocking

    monkeypatch.setattr(unlocking, "unlock", lambda folder, _said: Vault.open_with_key(folder, KEY))
    monkeypatch.setattr("imh_desktop.cli.vaults.passphrase", lambda _handle: "")

    def answer(*words: str) -> tuple[int, str, str]:
        code = main([*words, "--vault", str(home)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return answer


def test_without_yes_a_child_is_only_shown(run, home: Path):
    code, out, _ = run("erase", "child", child_id(home, "Zyxqmarked"), "--reason", "family")
    assert code == 0
    assert "The child Zyxqmarked" in out
    assert "nothing was erased: add --yes" in out
    assert b"Zyxqmarked" in clear_pages(home, KEY)


def test_with_yes_it_is_gone_and_json_names_nobody(run, home: Path):
    gone = child_id(home, "Zyxqmarked")
    code, out, err = run("erase", "child", gone, "--reason", "law", "--yes", "--json")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert (told["record_id"], told["erased"]) == (gone, True)
    assert "Zyxq" not in out
    pages = clear_pages(home, KEY)
    assert (b"Zyxqmarked" in pages, b"Stays" in pages) == (False, True)
    assert run("erase", "child", gone, "--reason", "law", "--yes")[0] == 2


def test_a_file_put_back_is_said_on_standard_error(run, home: Path, tmp_path: Path):
    kept = (home / "vault.db").read_bytes()
    assert run("erase", "rules", "--set", "after_end=24")[0] == 0
    (home / "vault.db").write_bytes(kept)
    code, out, err = run("erase", "rules", "--json")
    assert (code, json.loads(out)) == (0, {})
    assert err.startswith("Your file is an older one: ")
    assert "1 entry is missing." in err
    assert len(err.splitlines()) == 1
    assert run("erase", "rules")[2] == ""


@pytest.mark.parametrize(
    "words",
    [
        ("child", "nobody", "--reason", "family", "--yes"),
        ("visit", "../..", "--reason", "family", "--yes"),
        ("answer", "x", "<img src=x>", "--reason", "family", "--yes"),
        ("child", "CHILD", "--yes"),
        ("child", "CHILD", "--reason", "because", "--yes"),
        ("rules", "--set", "after_end=soon"),
        ("rules", "--set", "never=12"),
        ("rules", "--set", "after_end=99999"),
    ],
)
def test_a_slip_is_one_line_and_changes_nothing(run, home: Path, words):
    before = clear_pages(home, KEY)
    named = [child_id(home, "Zyxqmarked") if word == "CHILD" else word for word in words]
    code, out, err = run("erase", *named)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    with Vault.open_with_key(home, KEY) as vault:
        assert len(records.children(vault)) == 2
        assert retention.rules(vault) == {}
    assert before.count(b"Zyxqmarked") == clear_pages(home, KEY).count(b"Zyxqmarked")


def test_what_is_over_is_listed_and_erased_when_it_is_confirmed(run, home: Path, monkeypatch):
    assert run("erase", "rules", "--set", "after_last=1")[0] == 0
    assert "nothing is over" in run("erase", "due")[1]
    monkeypatch.setattr("imh_desktop.flows.clock.local_today", lambda: TODAY + timedelta(days=40))
    code, out, _ = run("erase", "due")
    assert (code, "Zyxqmarked" in out, "add --yes" in out) == (0, True, True)
    told = json.loads(run("erase", "due", "--json")[1])
    assert {each["rule"] for each in told["children"]} == {"after_last"}
    assert "Zyxq" not in repr(told)
    one = child_id(home, "Zyxqmarked")
    assert run("erase", "due", "--child", one, "--yes")[0] == 0
    with Vault.open_with_key(home, KEY) as vault:
        assert [child.given_name for child in records.children(vault)] == ["Stays"]
        assert retention.due(vault, TODAY).nothing
