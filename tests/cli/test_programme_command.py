"""`programme` in the terminal: its settings, and the passphrase that is asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from imh_desktop.flows.unlocking import set_up

from .conftest import Run
from .lines import json_of, one_line

PASSPHRASE = "four short plain words"


@pytest.fixture
def vault_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    set_up(folder, "Visitor", PASSPHRASE).vault.close()
    return folder


def test_programme(run_with_passphrase: Run, vault_folder: Path) -> None:
    word = f"{PASSPHRASE}\n".encode()
    at = ("--vault", vault_folder)
    changed = json_of(
        run_with_passphrase(
            word,
            "programme",
            "set",
            *at,
            "--name",
            "Valle",
            "--emergency",
            "555-0101",
            "--day-and-night",
            "555-0102",
            "--reporting",
            "555-0148",
            "--other",
            "Food bank=555-0103",
            "--paper",
            "letter",
            "--checked-on",
            "2026-01-02",
            "--reobserve",
            "30,45,90",
            "--age-policy",
            "swyc",
        )
    )
    shown = json_of(run_with_passphrase(word, "programme", "show", *at))
    assert shown == changed
    assert shown["name"] == "Valle"
    assert shown["reobserve_days"] == [30, 45, 90]
    said = ["555-0101", "555-0102", "555-0148", "555-0103"]
    assert [line["number"] for line in shown["support"]] == said
    kept = json_of(run_with_passphrase(word, "programme", "set", *at, "--emergency", "555-0109"))
    assert [line["number"] for line in kept["support"]] == ["555-0109", *said[1:]]
    assert kept["support"][1]["checked_on"] == "2026-01-02"
    assert kept["support"][0].get("checked_on") is None


@pytest.mark.parametrize(
    "arguments",
    [
        ("--reobserve", "30,45,91"),
        ("--reobserve", "a,b,c"),
        ("--age-policy", "mine"),
        ("--emergency", "call me"),
        ("--other", "555"),
        ("--checked-on", "2999-01-01", "--emergency", "555-0101"),
        ("--name", "x" * 300),
    ],
)
def test_a_setting_that_will_not_do_changes_nothing(
    run_with_passphrase: Run, vault_folder: Path, arguments: tuple[str, ...]
) -> None:
    word = PASSPHRASE.encode()
    before = json_of(run_with_passphrase(word, "programme", "show", "--vault", vault_folder))
    assert one_line(
        run_with_passphrase(word, "programme", "set", "--vault", vault_folder, *arguments)
    )
    after = json_of(run_with_passphrase(word, "programme", "show", "--vault", vault_folder))
    assert before == after


@pytest.mark.parametrize("text", [b"wrong\n", b"", b"\xff\xfe\n"])
def test_a_wrong_passphrase_changes_no_byte(
    run_with_passphrase: Run, vault_folder: Path, text: bytes
) -> None:
    before = (vault_folder / "vault.db").read_bytes()
    assert one_line(run_with_passphrase(text, "programme", "show", "--vault", vault_folder))
    assert (vault_folder / "vault.db").read_bytes() == before


def test_no_terminal_and_no_descriptor(vault_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "imh_desktop", "programme", "show", "--vault", str(vault_folder)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "There is no terminal to ask for the passphrase: give it by --passphrase-fd N.\n"
    )
