"""Before the file is open: damaged, gone or on a new laptop, a backup brings the work back."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imh_desktop.flows import backing_up
from imh_desktop.store import records, swapping
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.program import Program
from imh_desktop.ui.row_button import RowButton
from tests.ui_gather.seen import texts
from tests.ui_shell.conftest import enrol

PASSPHRASE = "four short plain words"
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def lived(tmp_path_factory) -> tuple[Path, str]:
    """A vault that was backed up, with a child; and its recovery code."""
    folder = tmp_path_factory.mktemp("lived") / "vault"
    vault, code = Vault.create(folder, PASSPHRASE, "Rosa Méndez")
    enrol(vault)
    backing_up.back_up(folder, vault.key(), NOW)
    vault.close()
    return folder, code


@pytest.fixture
def here(lived, folder: Path) -> Path:
    shutil.copytree(lived[0], folder)
    return folder


@pytest.fixture
def reads(program: Program, hands: Hands):
    return lambda words: hands.wait(lambda: words in texts(program), words)


def go_back(program: Program, hands: Hands, reads, secret: str, *, code: bool = False) -> None:
    reads("Choose one, and see what it holds")
    (row,) = program.window.page.findChildren(RowButton)
    hands.click(row.title)
    hands.write("Passphrase or recovery code", secret)
    if code:
        hands.click("This is the recovery code")
    hands.click("See what it holds")
    hands.wait_for("Go back to this backup")
    assert "1 child" in texts(program)
    hands.click("Go back to this backup")
    hands.wait_for("Welcome back")


def opens_with_the_child(folder: Path) -> None:
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert [child.given_name for child in records.children(vault)] == ["Amara"]
        assert vault.journal.verify() == ()


def test_a_damaged_file_leads_to_the_backups(here, program, hands, reads):
    (here / "vault.db").write_bytes(b"\0" * 8192)
    program.begin()
    hands.write("Passphrase", PASSPHRASE)
    hands.click("Open")
    reads("restore a backup")
    hands.click("Go back to a backup")
    reads("Choose one, and see what it holds")
    (row,) = program.window.page.findChildren(RowButton)
    hands.click(row.title)
    hands.write("Passphrase or recovery code", "four other plain words")
    hands.click("See what it holds")
    reads("That passphrase does not open your file")
    hands.click("Continue")
    go_back(program, hands, reads, PASSPHRASE)
    opens_with_the_child(here)
    (aside,) = swapping.set_aside(here)
    assert (aside / "vault.db").read_bytes() == b"\0" * 8192


def test_a_file_that_is_gone_is_no_fresh_laptop(here, lived, program, hands, reads):
    for name in ("vault.db", "keys.json", "keys.json.bak"):
        (here / name).unlink(missing_ok=True)
    program.begin()
    reads("Your file is not here any more, but backups of it are.")
    go_back(program, hands, reads, lived[1], code=True)
    opens_with_the_child(here)


def test_a_new_laptop_takes_the_backup_of_a_stick(lived, folder, program, hands, reads, tmp_path):
    shutil.copytree(lived[0] / "backups", tmp_path / "stick" / "imh-desktop-backups" / "v")
    program.begin()
    hands.click("I have a backup of my file")
    reads("No backup was found on this laptop")
    hands.click("Look in another folder")
    hands.name_file(tmp_path / "stick")
    go_back(program, hands, reads, PASSPHRASE)
    opens_with_the_child(folder)
