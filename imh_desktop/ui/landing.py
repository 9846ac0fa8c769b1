"""A page that hands the keyboard to the widget a person wants first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.widgets import Ground


class Landing(Ground):
    """Takes the keyboard only to pass it on. A focus proxy would do that too, and would leave the
    widgets before it out of the round of Tab."""

    may_leave = False
    """Whether nothing is being written on the page, so that dropped files may take its place."""

    _first: QWidget | None = None

    def land_on(self, widget: QWidget) -> None:
        """Say which widget gets the keyboard when the page does."""
        self._first = widget

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Pass the keyboard on."""
        super().focusInEvent(event)
        if self._first is not None:
            self._first.setFocus(event.reason())


class WayBack(Landing):
    """A page with a way back, by Escape too. Emits ``left``."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
