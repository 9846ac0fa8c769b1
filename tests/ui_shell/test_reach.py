"""Every page: nothing clipped at 1366x768, nothing without a name, no target too small."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from imh_desktop.app import Program
from imh_desktop.ui.driver import Hands, accessible_name
from tests.ui_shell.conftest import enrol, focus_stops, give_numbers


def _welcome(program: Program, hands: Hands) -> None:
    program._door.show_welcome()


def _set_up(program: Program, hands: Hands) -> None:
    program._door.show_set_up()


def _code(program: Program, hands: Hands) -> None:
    program._door.show_code("-".join(["WWWWW"] * 7))


def _code_back(program: Program, hands: Hands) -> None:
    program._door.ask_code_back("-".join(["WWWWW"] * 7))


def _unlock(program: Program, hands: Hands) -> None:
    program._door.show_unlock()


def _unlock_by_code(program: Program, hands: Hands) -> None:
    program._door.show_unlock(by_code=True)


def _caseload(program: Program, hands: Hands) -> None:
    program._workspace.show_caseload()


def _form(program: Program, hands: Hands) -> None:
    hands.click("Add a child")


def _child(program: Program, hands: Hands) -> None:
    hands.click("Child’s page")


def _start(program: Program, hands: Hands) -> None:
    hands.click("Start a visit")


def _programme(program: Program, hands: Hands) -> None:
    hands.click("Programme")


PAGES: tuple[Callable[[Program, Hands], None], ...] = (
    _welcome, _set_up, _code, _code_back, _unlock, _unlock_by_code,
    _caseload, _form, _child, _start, _programme,
)  # fmt: skip


@pytest.fixture(params=PAGES, ids=lambda page: page.__name__.strip("_"))
def page(request, vault, opened, hands) -> QWidget:
    enrol(vault)
    give_numbers(vault)
    program = opened()
    request.param(program, hands)
    hands.wait(lambda: program.window.page is not None, "a page")
    return program


def test_every_stop_of_the_tab_key_has_a_name(page):
    stops = focus_stops(page)
    assert stops
    unnamed = [stop for stop in stops if not accessible_name(stop).strip()]
    assert unnamed == []


def test_no_words_are_clipped(page):
    clipped = [
        (label.text(), label.size(), label.sizeHint())
        for label in page.window.findChildren(QLabel)
        if label.isVisible() and label.text() and _clipped(label)
    ]
    assert clipped == []


def _clipped(label: QLabel) -> bool:
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width() and not label.accessibleName()


def test_no_page_is_blank_and_none_is_wider_than_the_window(page):
    assert page.window.width() == 1366
    assert page.window.height() == 768
    words = [w for w in page.window.findChildren(QLabel) if w.isVisible() and w.text()]
    assert words
    for area in page.window.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width()


def test_every_button_is_large_enough_for_a_finger(page):
    small = [
        (accessible_name(button), button.size())
        for button in page.window.findChildren(QAbstractButton)
        if button.isVisible() and min(button.width(), button.height()) < 44
    ]
    assert small == []
