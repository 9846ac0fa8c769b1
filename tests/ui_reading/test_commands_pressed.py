"""Every command does what it says, by its key and from the menu, and nothing behind a question."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from imh_desktop.ui.child_form import ChildFormPage
from imh_desktop.ui.commands import COMMANDS
from imh_desktop.ui.menu import CommandMenu
from imh_desktop.ui.review_page import ReviewPage
from imh_desktop.ui.view_panel import ViewPanel

from .pressing import (
    ARRIVALS,
    ELSEWHERE,
    LEAVING,
    PRESSED,
    WITHOUT_A_KEY,
    back_to_rest,  # noqa: F401 for every test
    entries,
    open_menu,
    prepare,
    press,
)
from .world import World, world


@pytest.mark.parametrize("code", sorted(COMMANDS.keys() - ELSEWHERE - WITHOUT_A_KEY - LEAVING))
def test_its_key_does_it_in_the_window(at: World, code: str) -> None:
    pressing = PRESSED[code]
    prepare(at, pressing.where)
    for each in pressing.first:
        press(at, each)
    assert not pressing.holds(at)
    press(at, code)
    assert pressing.holds(at)


@pytest.mark.parametrize("code", sorted(LEAVING))
def test_the_keys_that_leave(qapp: QApplication, tmp_path: Path, code: str) -> None:
    with world(qapp, tmp_path / "vault") as at:
        press(at, code)
        assert at.program._workspace is None
        assert (code == "lock") == at.program.window.isVisible()


def test_what_has_no_key_is_done_from_the_menu(at: World) -> None:
    ARRIVALS["review"].show(at)
    said: list[str] = []
    page = at.program.window.page
    assert isinstance(page, ReviewPage)
    page.close_button.clicked.connect(lambda: said.append("close"))
    menu = open_menu(at)
    entries(menu)["close-visit"].trigger()
    assert said == ["close"]


def test_keys_alone_open_the_menu_and_choose(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    window = at.program.window.windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    at.settle()
    (menu,) = [m for m in at.program.window.findChildren(CommandMenu) if m.isVisible()]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    under = QApplication.activePopupWidget()
    assert isinstance(under, QMenu)
    assert under.title() == "Children"
    QTest.keyClick(under, Qt.Key.Key_Down)  # from "Search" to "Add a child"
    QTest.keyClick(under, Qt.Key.Key_Return)
    at.settle()
    assert isinstance(at.program.window.page, ChildFormPage)


def test_alt_with_another_key_opens_no_menu(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    window = at.program.window.windowHandle()
    QTest.keyPress(window, Qt.Key.Key_Alt)
    QTest.keyClick(window, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    QTest.keyRelease(window, Qt.Key.Key_Alt)
    at.settle()
    assert [m for m in at.program.window.findChildren(CommandMenu) if m.isVisible()] == []


def test_nothing_behind_a_question_is_done(at: World) -> None:
    ARRIVALS["settings"].show(at)
    for code in ("add-child", "slip", "find", "week", "back"):
        press(at, code)
        assert isinstance(at.front, ViewPanel), code
