"""At the door: a disk that refuses is told, and the same page opens the file once it does not."""

import errno
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imh_desktop.store.key_file import KEYS
from imh_desktop.store.vault import Vault
from imh_desktop.ui.caseload_page import CaseloadPage
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program
from tests.faults.errors import Failing
from tests.faults.system import watched
from tests.store.key_steps import QUICK
from tests.ui_faults.pressing import SENTENCES
from tests.ui_faults.refusing import Cause, Refusing
from tests.ui_gather.seen import texts

ROSA = "river lamp quiet bread"
pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, folder: Path, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    """The program before its door; whatever leaves into Qt fails the test."""
    monkeypatch.setattr("imh_desktop.ui.last_resort.LastResort.install", lambda _self: None)
    settings = LaptopSettings(theme="light", language="en", cover_minutes=0)
    made = Program(qapp, settings, folder, lambda: None, backs_up=True)
    qtbot.addWidget(made.window)
    hands.begin(made.window)
    yield made
    made.close()
    for left in qapp.findChildren(QTranslator):
        qapp.removeTranslator(left)


def told(program: Program) -> int:
    """Return how many sentences about a refusal can be seen."""
    return sum(texts(program).replace("\n", " ").count(each) for each in SENTENCES)


def rest(program: Program) -> None:
    """Wait until the thread that finds the key is done, and what follows it."""
    while program._door._task is not None and program._door._task.isRunning():
        QTest.qWait(5)
    for _ in range(3):
        QTest.qWait(1)
        QApplication.processEvents()


def go_in(program: Program, hands: Hands) -> None:
    """Press what the window offers until the list is shown."""
    for name in ("Try again", "Open"):
        if hands.sees(name) and not isinstance(program.window.page, CaseloadPage):
            hands.click(name)
            rest(program)
    assert isinstance(program.window.page, CaseloadPage)


@pytest.mark.parametrize("cause", ["read", "full"])
def test_the_file_opens_on_the_same_page_when_the_disk_is_there_again(
    program: Program, hands: Hands, folder: Path, cause: Cause
) -> None:
    made, _code = Vault.create(folder, ROSA, "Rosa", cost=QUICK)
    made.close()
    keys = (folder / KEYS).read_bytes()
    disk = Refusing(folder)
    with watched(disk):
        program.begin()
        hands.write("Passphrase", ROSA)
        disk.begin(cause)
        hands.click("Open")
        rest(program)
        assert disk.refused
        shown = isinstance(program.window.page, CaseloadPage)
        assert shown or told(program) == 1
        disk.mend()
        go_in(program, hands)
    assert (folder / KEYS).read_bytes() == keys


@pytest.mark.parametrize("first", [1, 2, 4, 6])
def test_one_call_that_fails_on_the_way_in_needs_no_restart(
    program: Program, hands: Hands, folder: Path, first: int
) -> None:
    made, _code = Vault.create(folder, ROSA, "Rosa", cost=QUICK)
    made.close()
    failing = Failing(folder, 10**9, errno.EIO, sticky=False)
    with watched(failing):
        program.begin()
        hands.write("Passphrase", ROSA)
        failing.at = failing.seen + first * 12
        hands.click("Open")
        rest(program)
        assert told(program) <= 1
        failing.mended = True
        go_in(program, hands)


@pytest.mark.parametrize("cause", ["read", "full"])
def test_a_file_that_could_not_be_made_is_made_when_there_is_room(
    program: Program, hands: Hands, folder: Path, cause: Cause
) -> None:
    disk = Refusing(folder)
    with watched(disk):
        program.begin()
        hands.click("Set up this laptop")
        hands.write("Your name", "Rosa")
        hands.write("New passphrase", ROSA)
        hands.write("The passphrase once more", ROSA)
        disk.begin(cause)
        hands.click("Next")
        rest(program)
        assert disk.refused
        assert told(program) == 1
        disk.mend()
        hands.click("Next")
        rest(program)
        hands.wait_for("I have written it down")
