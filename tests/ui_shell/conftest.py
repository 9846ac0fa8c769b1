"""The real window over a real vault; only key derivation is left out where nothing turns on it."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.flows import enrolling, programme
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.programme import ProgrammeForm, SupportForm
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program
from imh_desktop.words import Words

KEY = b"k" * 32
OpenProgram = Callable[[], Program]


@pytest.fixture
def words() -> Words:
    return Words("en")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


@pytest.fixture
def vault(folder: Path) -> Vault:
    """A vault the program closes."""
    return Vault.create_with_key(folder, KEY, "Rosa Méndez")


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, folder: Path, words: Words, hands: Hands,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:  # fmt: skip
    """The program before its door, at the size of a small laptop; bugs fail the test."""
    monkeypatch.setattr("imh_desktop.ui.last_resort.LastResort.install", lambda _self: None)
    settings = LaptopSettings(theme="light", language=words.language, cover_minutes=0)
    program = Program(qapp, settings, folder, lambda: None)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 768)
    hands.begin(program.window)
    yield program
    program.close()
    for left in qapp.findChildren(QTranslator):  # the next test begins in its own language
        qapp.removeTranslator(left)


@pytest.fixture
def opened(program: Program, vault: Vault) -> OpenProgram:
    """Unlock what the test has put into the vault by then."""

    def open_now() -> Program:
        program._on_opened(vault)
        QApplication.processEvents()
        return program

    return open_now


def enrol(vault: Vault, given_name: str = "Amara", family_name: str = "Jallow") -> Child:
    """A child whose age calls for band B4 today."""
    born = date.today() - timedelta(days=300)  # noqa: DTZ011 the program asks the local clock too
    form = ChildForm(
        given_name=given_name, family_name=family_name, born_earliest=born.isoformat(),
        gestation="39w0d",
    )  # fmt: skip
    people = (CaregiverForm(name="Fatou Jallow", relation="mother", phone="555-0142"),)
    return enrolling.add_child(vault, form, people)


def give_numbers(vault: Vault) -> None:
    """The programme's numbers, plainly invented."""
    form = ProgrammeForm(
        name="First Steps",
        phone="555-0100",
        contact="Elena",
        support=(
            SupportForm(kind="emergency", number="555-0111"),
            SupportForm(kind="day_and_night", number="555-0124"),
        ),
    )
    programme.save(vault, form)


@pytest.fixture
def library() -> Library:
    return Library()


def focus_stops(program: Program) -> list[object]:
    """Every visible widget the Tab key stops at."""
    from PySide6.QtWidgets import QWidget

    by_tab = Qt.FocusPolicy.TabFocus.value
    return [
        widget
        for widget in program.window.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy().value & by_tab
    ]
