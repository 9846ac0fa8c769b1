"""Keys are written as on the keyboard, and a search leaves the choice where it was."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from imh_desktop.ui import caseload_page, key_names
from imh_desktop.ui.commands import key_said
from imh_desktop.ui.laptop_settings import LaptopSettings

from .conftest import enrol


def test_in_spanish_keys_are_named_as_they_are_printed(opened):
    program = opened()
    program.use(LaptopSettings(language="es", cover_minutes=0))
    native = QKeySequence.SequenceFormat.NativeText
    assert QKeySequence("Ctrl+Shift+F").toString(native) == "Ctrl+Mayús+F"
    assert key_said("page-down") == "Av Pág"
    assert key_names.native("Ctrl+Return") == "Ctrl+Intro"
    program.use(LaptopSettings(language="en", cover_minutes=0))
    assert QKeySequence("Ctrl+Shift+F").toString(native) == "Ctrl+Shift+F"


def test_what_is_no_key_stands_as_it_is(qapp: QApplication):
    assert [key_names.native(text) for text in ("1–5", "Tab", "Esc", "F12", "")] == [
        "1–5", "Tab", "Esc", "F12", "",
    ]  # fmt: skip


def test_the_hint_of_the_search_names_the_key_of_this_system(vault, opened, monkeypatch):
    monkeypatch.setattr(caseload_page, "key_said", lambda code: {"find": "⌘F"}[code])
    enrol(vault)
    program = opened()
    QApplication.processEvents()
    assert program.window.page._search.placeholderText().endswith("(⌘F)")


def test_escape_in_the_search_brings_back_who_was_chosen(vault, opened, hands):
    for name in ("Amara", "Mateo", "Noah"):
        enrol(vault, name, "Jallow")
    program = opened()
    page = program.window.page
    third = page._model.child_id(page._model.index(2))
    page.choose(third)
    hands.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    first = page._model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).partition(" ")[0]
    hands.type(first)
    assert page._chosen != third
    hands.press(Qt.Key.Key_Escape)
    assert page._chosen == third
    hands.type("Jallow")
    hands.wait(lambda: page._model.rowCount() == 3, "three found")
    page._list.setCurrentIndex(page._model.index(1))
    second = page._chosen
    hands.press(Qt.Key.Key_Escape)
    assert page._chosen == second, "she chose it herself"
