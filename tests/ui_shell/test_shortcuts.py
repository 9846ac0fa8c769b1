"""The page of keys opens over any page, gives the keyboard back, and stays under the cover."""

import pytest
from PySide6.QtCore import Qt

from imh_desktop.ui.shortcuts_panel import ShortcutsPanel

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


def test_nothing_opens_under_the_cover(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F12)
    qtbot.keyClick(window, Qt.Key.Key_Slash, CTRL)
    assert panels(window) == []
