"""The coordinator's part of the day, by hand, on the real window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from imh_desktop.flows import deciding, same_child
from imh_desktop.flows.unlocking import unlock
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from tests.ui_gather.test_gathering import drop
from tests.ui_shell.conftest import hands, library, opened, program, words  # noqa: F401

from .morning import LAPTOPS, carry, first_work, join_all
from .programme import PASSPHRASE, Programme
from .report import Report

pytestmark = [pytest.mark.release, pytest.mark.timeout(900)]


@pytest.fixture
def day(tmp_path: Path) -> Programme:
    """A programme of seven, whose laptops have carried; two of them disagree."""
    made = Programme(tmp_path, Report())
    join_all(made)
    children = first_work(made)
    for name in LAPTOPS:
        carry(made, name, f"{name}-1.imha", "desk", "second")
    made.told("desk", "archive", "merge", "ana-1.imha")
    for name in ("desk", "second"):
        made.run("ben", "device", "accept", f"{name}.cert")
    carry(made, "desk", "to-ben.imha", "ben", "second")
    made.told("ben", "archive", "merge", "to-ben.imha")
    for name, said in (("ana", "2026-01-15"), ("ben", "2026-01-16")):
        changes = {"born_earliest": said, "born_latest": said}
        made.within(name, lambda v, c=changes: v.journal.write("child", children["ana"], c))
    for name in ("ana", "ben"):
        carry(made, name, f"{name}-2.imha", "desk")
    return made


@pytest.fixture
def folder(day: Programme) -> Path:
    return day.place / "desk"


@pytest.fixture
def vault(folder: Path) -> Vault:
    return unlock(folder, PASSPHRASE)


def texts(program) -> str:  # noqa: F811
    labels = program.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_coordinators_day_by_hand(opened, hands, day, vault, tmp_path):  # noqa: F811
    program = opened()  # noqa: F811
    names = ("ana-2", "ben-1", "ben-2", "carla-1", "dov-1", "eva-1", "ana-1")
    assert drop(program.window, *(day.place / f"{name}.imha" for name in names))
    hands.wait_for("7 archives")
    hands.picture("preview")
    hands.click("Take in")
    hands.wait_for("Done. All of it is in your file.")
    hands.picture("report")
    assert len(records.children(vault)) == 11
    hands.click("See what waits")
    hands.picture("hub")
    waiting = deciding.count(vault)
    assert waiting
    hands.click(f"To decide. {waiting} to decide")
    hands.wait_for("Birth date")
    hands.picture("decide")
    hands.press(Qt.Key.Key_Escape)
    hands.click("Same child?. 1 to look at")
    hands.picture("same")
    hands.click("One child", about="Amara")
    assert same_child.pairs(vault) == ()
    hands.press(Qt.Key.Key_Escape)
    hands.click("How the programme is doing")
    hands.picture("figures")
    hands.press(Qt.Key.Key_Escape)
    hands.click("Export")
    hands.picture("export")
    hands.press(Qt.Key.Key_Escape)
    hands.click("Carry my work")
    hands.picture("carry")
    assert not program.window.findChildren(QFileDialog)
