"""A stolen laptop and a full disk, each played through the window from beginning to end.

The shared laptop and the forgotten passphrase: ``test_people``.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from imh_desktop.flows import unlocking
from imh_desktop.store import records
from imh_desktop.store.backups import back_up
from imh_desktop.store.vault import Vault
from imh_desktop.ui.row_button import RowButton
from tests.faults.vfs import Watch, watching
from tests.ui_gather.seen import texts
from tests.ui_shell.conftest import KEY, enrol

ROSA = "river lamp quiet bread"
_FULL = 13


@pytest.fixture
def stick(tmp_path: Path, folder: Path) -> Path:
    """Rosa's laptop with a child, and a backup of it on a stick."""
    made, _code = Vault.create(folder, ROSA, "Rosa")
    with made as vault:
        enrol(vault)
        backup = back_up(vault, datetime.now(UTC))
        shutil.copytree(backup, tmp_path / "stick" / backup.name)
    return tmp_path / "stick"


def test_a_stolen_laptop_tells_nothing_and_its_owner_goes_on_from_the_stick(
    program, hands, folder, stick, monkeypatch
):
    # The thief guesses, and starts the program anew to guess again.
    program.begin()
    for _ in range(2):
        hands.wait(lambda: hands.sees("Open"), "the end of the wait")
        hands.write("Passphrase", "password password")
        hands.click("Open")
        hands.wait(lambda: unlocking.wait_left(folder) > 0, "a wait")
    program.close()
    program.begin()
    assert unlocking.wait_left(folder) > 0
    assert not hands.sees("Open")
    written = b"".join(each.read_bytes() for each in folder.rglob("*") if each.is_file())
    for secret in (b"Amara", b"Jallow", b"Rosa", b"Fatou"):
        assert secret not in written
        assert secret.decode().encode("utf-16-le") not in written
    assert not any("Amara" in each.name for each in folder.rglob("*"))
    program.close()

    # The owner has a new laptop and her stick.
    shutil.rmtree(folder)
    program.begin()
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(stick)))
    hands.click("I have a backup of my file")
    hands.click("Look in another folder")
    (row,) = program.window.page.findChildren(RowButton)
    row.click()
    hands.write("Passphrase or recovery code", ROSA)
    hands.click("See what it holds")
    hands.wait_for("Go back to this backup")
    hands.click("Go back to this backup")
    hands.wait_for("Welcome back")
    hands.wait(lambda: hands.sees("Open"), "the way in")
    hands.write("Passphrase", ROSA)
    hands.click("Open")
    hands.wait_for("Amara Jallow")


class _Filling(Watch):
    """A disk that is full while ``full`` is set."""

    full = False

    def before(self, call: str, path: str, *facts: Any) -> int:
        return _FULL if self.full and call == "xWrite" else 0


def test_a_full_disk_stops_nothing_for_good(program, hands, folder, monkeypatch, qtbot):
    monkeypatch.setattr("imh_desktop.ui.keeper._AGAIN_MS", 50)
    disk = _Filling()
    with watching(disk):
        vault = Vault.create_with_key(folder, KEY, "Rosa")
        child = enrol(vault)
        program._on_opened(vault)
        QApplication.processEvents()
        hands.click("Start a visit")
        hands.click("Begin the visit")
        hands.wait_for("How do you know?")
        hands.click("I saw it")
        hands.type("1")
        hands.wait_for("Saved on this laptop")

        disk.full = True
        hands.type("2")
        hands.wait(lambda: hands.sees("Not saved"), "what was not saved")
        told = texts(program)
        assert "The disk is full. Nothing was changed, and what was saved before is safe." in told
        (visit,) = records.visits(vault, child.child_id)
        assert len(visit.answers) == 1

        disk.full = False
        hands.wait_for("Saved on this laptop")
        (visit,) = records.visits(vault, child.child_id)
        assert visit.answers["r1-more-and-enough"].code == "sometimes"
        hands.type("1")  # she is on the same card, and thinks again
        hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    with Vault.open_with_key(folder, KEY) as again:
        (visit,) = records.visits(again, child.child_id)
        assert visit.answers["r1-more-and-enough"].code == "often"
        assert again.journal.verify() == ()
