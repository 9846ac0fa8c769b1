"""The page of keys opens over any page, gives the keyboard back, and stays under the cover."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from imh_desktop.ui.shortcuts_panel import ShortcutsPanel
from imh_desktop.ui.widgets import PlainLabel

CTRL = Qt.KeyboardModifier.ControlModifier


def panels(window):
    return [panel for panel in window.findChildren(ShortcutsPanel) if panel.isVisible()]


@pytest.fixture
def window(opened):
    window = opened().window
    window.show()
    return window


def test_the_keys_open_by_a_key_and_close_by_escape(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Slash, CTRL)
    (panel,) = panels(window)
    assert panel.done.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_Slash, CTRL)
    assert panels(window) == [panel]
    qtbot.keyClick(panel.done, Qt.Key.Key_Escape)
    assert panels(window) == []


def test_every_key_of_the_window_is_on_the_page(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_Slash, CTRL)
    said = " ".join(label.whole_text() for label in panels(window)[0].findChildren(PlainLabel))
    named = QKeySequence.SequenceFormat.PortableText
    keys = {s.key().toString(named) for s in window.findChildren(QShortcut)}
    assert {"F12", "Ctrl+L", "Ctrl+,", "Ctrl+/", "Ctrl+0"} <= keys
    for key in keys - {"Ctrl+="}:  # the same as Ctrl++ without Shift
        assert key in said, key


def test_nothing_opens_under_the_cover(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F12)
    qtbot.keyClick(window, Qt.Key.Key_Slash, CTRL)
    assert panels(window) == []
