"""One list of commands makes the menu, the page of keys and the keys."""

from collections import Counter

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from imh_desktop.ui.commands import COMMANDS, PLACES, key_said, sequences
from imh_desktop.ui.menu import CommandMenu
from imh_desktop.ui.widgets import IconButton, PlainLabel

from .pressing import (
    ARRIVALS,
    WITHOUT_A_KEY,
    back_to_rest,  # noqa: F401 for every test
    entries,
    open_menu,
    press,
)
from .world import World


def test_no_two_commands_share_a_key(qapp: QApplication) -> None:
    keys = [key.toString() for each in COMMANDS.values() for key in sequences(each)]
    assert [key for key, n in Counter(keys).items() if n > 1] == []
    assert {code for code, each in COMMANDS.items() if not sequences(each)} == WITHOUT_A_KEY


def test_the_window_takes_the_keys_of_the_list_and_no_other(at: World) -> None:
    taken = {s.key().toString() for s in at.program.window.findChildren(QShortcut)}
    listed = {
        key.toString() for each in COMMANDS.values() if not each.plain for key in sequences(each)
    }
    assert taken == listed


def test_letters_and_digits_alone_belong_to_no_window(at: World) -> None:
    for shortcut in at.program.window.findChildren(QShortcut):
        key = shortcut.key()[0]
        held = key.keyboardModifiers() & ~Qt.KeyboardModifier.ShiftModifier
        assert held.value or key.key() >= Qt.Key.Key_F1, shortcut.key().toString()


def test_every_command_is_in_the_menu_with_its_key(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    menu = open_menu(at)
    found = entries(menu)
    assert list(found) == list(COMMANDS)
    for code, act in found.items():
        said, key = COMMANDS[code].said(at.words), act.shortcut().toString()
        assert act.text() == said
        assert (key == "") == (code in WITHOUT_A_KEY), code
        assert act.shortcut().toString(QKeySequence.SequenceFormat.NativeText) == key_said(code)
    titles = [sub.title() for sub in menu.findChildren(QMenu)]
    assert titles == [place.said(at.words) for place in PLACES]


def test_what_else_a_page_offers_is_in_the_menu_too(at: World) -> None:
    ARRIVALS["child"].show(at)
    menu = open_menu(at)
    first = menu.findChildren(QMenu)[0]
    assert first.title() == "On this page"
    assert {"Hand over", "New referral", "Add a brother or sister"} <= {
        act.text() for act in first.actions()
    }


def test_what_does_not_apply_is_greyed_in_its_place(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    menu = open_menu(at)
    here = {code: act.isEnabled() for code, act in entries(menu).items()}
    menu.shut()
    ARRIVALS["feelings"].show(at)
    menu = open_menu(at)
    in_visit = {code: act.isEnabled() for code, act in entries(menu).items()}
    menu.shut()
    assert (here["add-child"], in_visit["add-child"]) == (True, False)
    assert (here["note"], in_visit["note"]) == (False, True)
    assert here["lock"]
    assert in_visit["lock"]
    assert here.keys() == in_visit.keys()


def test_the_page_of_keys_names_every_key(at: World) -> None:
    ARRIVALS["keys"].show(at)
    lines = [label.whole_text() for label in at.front.findChildren(PlainLabel)]
    for code, command in COMMANDS.items():
        if code.startswith("answer-"):
            continue
        key = command.written(at.words) if command.written else key_said(code)
        assert not key or key in lines, code
    assert "1–5" in lines
    assert "F10, or Alt" in lines


@pytest.mark.parametrize(("language", "width"), [("en", 520), ("ar", 520), ("ar", 780)])
def test_the_menu_opens_under_its_button_inside_the_window(
    at: World, language: str, width: int
) -> None:
    ARRIVALS["feelings"].show(at)
    usual = at.program._settings
    at.program.use(replace(usual, language=language))
    at.program.window.resize(width, 700)
    at.settle()
    window = at.program.window
    button = next(b for b in window.findChildren(IconButton, "menu-button") if b.isVisible())
    menu = open_menu(at)
    there = QRect(window.mapFromGlobal(menu.pos()), menu.size())
    place = QRect(button.mapTo(window, QPoint(0, 0)), button.size())
    menu.shut()
    at.program.use(usual)
    window.resize(1366, 768)
    assert window.rect().contains(place)
    assert place.width() >= 44
    assert there.left() >= 0
    assert there.right() <= window.width()
    assert abs(there.top() - place.bottom()) <= 2
    side = (there.right(), place.right()) if language == "ar" else (there.left(), place.left())
    assert abs(side[0] - side[1]) <= 2


def test_somebody_comes_in_while_the_menu_is_open(at: World) -> None:
    ARRIVALS["caseload"].show(at)
    menu = open_menu(at)
    QTest.keyClick(menu, Qt.Key.Key_F12)
    at.settle()
    assert at.program.window._cover.is_covered
    assert not any(m.isVisible() for m in at.program.window.findChildren(CommandMenu))
    at.program.window.activateWindow()
    press(at, "menu")
    assert not any(m.isVisible() for m in at.program.window.findChildren(CommandMenu))
    press(at, "cover")
    assert not at.program.window._cover.is_covered
