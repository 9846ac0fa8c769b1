"""Every page: nothing clipped at 1366x768, nothing without a name, no target too small."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QRadioButton,
    QScrollArea,
    QWidget,
)

from imh_desktop.flows.demo import fill
from imh_desktop.store import records
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.program import Program
from imh_desktop.ui.review_badge import unreviewed_said
from imh_desktop.ui.sight import accessible_name
from imh_desktop.ui.widgets.panels import Panel
from imh_desktop.words import Words

from .conftest import enrol, focus_stops, give_numbers


def _form(program: Program, hands: Hands) -> None:
    hands.click(program.words.say("Add a child"))


def _start(program: Program, hands: Hands) -> None:
    hands.click(program.words.say("Add a child"))
    program._workspace.show_caseload(_child_id(program, "Amara Jallow"))
    hands.click(program.words.say("Start a visit"))


def _programme(program: Program, hands: Hands) -> None:
    hands.click(program.words.say("Programme"))


def _learn(program: Program, hands: Hands) -> None:
    hands.click(program.words.say("Learn"))


def _explained(program: Program, hands: Hands) -> None:
    hands.click(program.words.say("Learn"))
    hands.click(unreviewed_said(program.words))


def _family_page(program: Program, hands: Hands) -> None:
    hands.click(program.words.say("Family page"))


def _consent(program: Program, hands: Hands) -> None:
    program._workspace.show_child(_child_id(program, "Amara Example"))
    hands.click(program.words.say("New referral"))


def _agreed(program: Program, hands: Hands) -> None:
    say = program.words.say
    program._workspace._papers.show_agreed(_child_id(program, "Amara Example"))
    hands.click(say("Write it down"), about=say("Giving the record to another organisation"))


def _child_id(program: Program, name: str) -> str:
    children = records.children(program._workspace._bench.vault)
    return next(child.child_id for child in children if child.name == name)


CODE = "-".join(["WWWWW"] * 7)
PAGES: dict[str, Callable[[Program, Hands], object]] = {
    "welcome": lambda program, _hands: program._door.show_welcome(),
    "set_up": lambda program, _hands: program._door.show_set_up(),
    "code": lambda program, _hands: program._door.show_code(CODE),
    "code_back": lambda program, _hands: program._door.ask_code_back(CODE),
    "unlock": lambda program, _hands: program._door.show_unlock(),
    "by_code": lambda program, _hands: program._door.show_unlock(way="code"),
    "caseload": lambda program, _hands: program._workspace.show_caseload(),
    "child": lambda program, _hands: program._workspace.show_child(
        _child_id(program, "Amara Example")
    ),
    "form": _form,
    "start": _start,
    "programme": _programme,
    "learn": _learn,
    "explained": _explained,
    "family_page": _family_page,
    "consent": _consent,
    "agreed": _agreed,
}


@pytest.fixture(params=("en", "es"))
def words(request) -> Words:
    return Words(request.param)


@pytest.fixture(params=PAGES.values(), ids=PAGES)
def page(request, vault, opened, hands, library) -> Program:
    """A page of a vault with the demo family, which has a closed and an open visit."""
    fill(vault, library, date.today())  # noqa: DTZ011 as the program
    enrol(vault)
    give_numbers(vault)
    program = opened()
    request.param(program, hands)
    QApplication.processEvents()
    return program


def test_everything_to_press_has_a_name_and_room_for_a_finger(page):
    stops = focus_stops(page)
    assert stops
    assert [stop for stop in stops if not accessible_name(stop).strip()] == []
    small = [
        (accessible_name(button), button.size())
        for button in page.window.findChildren(QAbstractButton)
        if button.isVisible() and min(button.width(), button.height()) < 44
    ]
    assert small == []


def test_no_page_is_blank_and_nothing_on_it_is_clipped(page):
    assert (page.window.width(), page.window.height()) == (1366, 768)
    labels = [w for w in page.window.findChildren(QLabel) if w.isVisible() and w.text()]
    assert labels
    assert [(each.text(), each.size()) for each in labels if _clipped(each)] == []
    for area in page.window.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width()


def _clipped(label: QLabel) -> bool:
    """A cut line keeps its whole text as its accessible name; that is no clipping."""
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width() and not label.accessibleName()


def test_tab_reaches_everything_there_is_to_press(page):
    """Of answers side by side Tab reaches one, and the arrows the others."""
    front = _front(page)
    wanted = {
        stop
        for stop in focus_stops(page)
        if front.isAncestorOf(stop) and not isinstance(stop, QRadioButton)
    }
    reached = set()
    for _ in range(2 * len(focus_stops(page))):
        QTest.keyClick(page.window.focusWidget() or page.window, Qt.Key.Key_Tab)
        reached.add(page.window.focusWidget())
    assert [accessible_name(stop) for stop in wanted - reached] == []


def _front(program: Program) -> QWidget:
    """What lies in front: a panel with what it asks, else the window."""
    panels = [p for p in program.window.findChildren(Panel) if p.isVisible()]
    return panels[-1] if panels else program.window
