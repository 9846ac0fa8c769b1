"""A pair of hands for the tour and the journeys: clicks and keys on what a person can see.

Widgets are found by their accessible names alone, as a screen reader would find them. One that is
missing, hidden, disabled or covered fails the step with its name.
"""

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLabel, QWidget

from imh_desktop.errors import ImhError
from imh_desktop.ui import sight

PATIENCE = 60.0
"""Seconds to wait for something to appear. A machine that is busy elsewhere may give this program
next to none of them: beside six others, deriving a key alone took more than 20."""
_OWN_SHARE = 1 / 30
"""The part of the patience that must have been this program's own work before a step fails."""


class StepFailed(ImhError):
    """A step of the tour could not be done; the message names the widget, and what the window
    itself says went wrong."""

    def __init__(self, what: str) -> None:
        """Look around once more before the window goes."""
        seen = sight.complaints()
        super().__init__(f"{what}. The window says: {' / '.join(seen)}" if seen else what)


class Hands:
    """Clicks, types and looks, as a person at the laptop would."""

    def __init__(self, pictures: Path) -> None:
        """Work on this application's windows; ``pictures`` is the folder for what was seen."""
        self._pictures = pictures
        self._count = 0

    def begin(self, window: QWidget) -> None:
        """Show a window and wait until the keyboard is on it."""
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window, round(PATIENCE * 1000))

    def click(self, name: str, *, about: str = "") -> None:
        """Click a widget. ``about``: a part of its accessible description, to tell twins apart."""
        widget = self.find(name, about=about)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=sight.live_spot(widget))
        QApplication.processEvents()

    def write(self, name: str, text: str) -> None:
        """Click into a field, empty it and type."""
        widget = self.find(name)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=sight.live_spot(widget))
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(widget, Qt.Key.Key_Delete)
        _type(widget, text)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type wherever the keyboard is."""
        for letter in text:
            _type(QApplication.focusWidget() or sight.front(), letter)
            QApplication.processEvents()

    def choose(self, name: str, option: str) -> None:
        """Choose an option of a drop-down list with the arrow keys."""
        box = self.find(name)
        if not isinstance(box, QComboBox):
            raise StepFailed(f"{name!r} is no drop-down list")
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Home)
        for _ in range(box.count()):
            if box.currentText() == option:
                return
            QTest.keyClick(box, Qt.Key.Key_Down)
        raise StepFailed(f"{name!r} does not offer {option!r}")

    def press(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key wherever the keyboard is."""
        target = QApplication.focusWidget() or sight.front()
        QTest.keyClick(target, key, modifier)
        QApplication.processEvents()

    def find(self, name: str, *, about: str = "") -> QWidget:
        """Return the widget of that name, brought into sight; wait for it if need be.

        Raises:
            StepFailed: no such widget can be seen and used.
        """
        reasons = ["is nowhere to be seen"]

        def ready() -> bool:
            found = self._candidate(name, about, reasons)
            return found is not None

        if not self._until(ready):
            raise StepFailed(f"{name!r} {reasons[-1]}")
        found = self._candidate(name, about, reasons)
        if found is None:
            raise StepFailed(f"{name!r} went away")
        return found

    def sees(self, name: str) -> bool:
        """Tell whether a widget of that name or text can be seen now."""
        QApplication.processEvents()
        return any(sight.named(widget, name) for widget in sight.visible())

    def wait_for(self, name: str) -> None:
        """Wait until a widget of that name can be seen."""
        if not self._until(lambda: self.sees(name)):
            raise StepFailed(f"{name!r} did not appear")

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until a condition holds; ``what`` names it if it never does."""
        if not self._until(condition):
            raise StepFailed(f"{what} did not happen")

    def picture(self, name: str) -> Path:
        """Keep what can be seen now as the next numbered picture."""
        self._count += 1
        target = self._pictures / f"{self._count:03d}-{name}.png"
        QApplication.processEvents()
        if not sight.front().grab().save(str(target)):
            raise StepFailed(f"the picture {target.name} could not be written")
        return target

    def name_file(self, file: Path) -> None:
        """Name a file in the system's dialog, which is open."""
        self.wait(lambda: self._dialog() is not None, "the dialog")
        if dialog := self._dialog():
            dialog.fileSelected.emit(str(file))
            dialog.reject()
        self.wait(lambda: self._dialog() is None, "the end of the dialog")

    @staticmethod
    def _dialog() -> QFileDialog | None:
        shown = (top.findChild(QFileDialog) for top in QApplication.topLevelWidgets())
        return next((dialog for dialog in shown if dialog is not None), None)

    def _candidate(self, name: str, about: str, reasons: list[str]) -> QWidget | None:
        for widget in sight.visible():
            if isinstance(widget, QLabel) or not sight.named(widget, name, about):
                continue
            if not widget.isEnabled():
                reasons.append("is disabled")
                continue
            sight.bring_into_sight(widget)
            if sight.reachable(widget):
                return widget
            reasons.append("is covered or out of sight")
        return None

    def _until(self, condition: Callable[[], bool]) -> bool:
        end, worked = time.monotonic() + PATIENCE, time.process_time() + PATIENCE * _OWN_SHARE
        while not condition():
            if time.monotonic() > end and time.process_time() > worked:
                return False
            QTest.qWait(10)
        return True


def _type(widget: QWidget, text: str) -> None:
    """Type any letters; QTest itself knows only those of an ASCII keyboard."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)
