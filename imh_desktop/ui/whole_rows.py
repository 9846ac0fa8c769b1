"""A list that ends between two rows, never within one: the others are scrolled to."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.widgets import ScrollColumn


class WholeRows(QWidget):
    """Holds a list at the top of its room. ``fit`` takes the height there is, and returns what the
    list uses of it and how far it is scrolled, all in pixels."""

    def __init__(self, inside: ScrollColumn, fit: Callable[[int], tuple[int, int]]) -> None:
        """Take a list in."""
        super().__init__()
        self._inside, self._fit = inside, fit
        inside.setParent(self)

    def refit(self) -> None:
        """Fit the list to the room there is now."""
        used, scrolled = self._fit(self.height())
        self._inside.setGeometry(0, 0, self.width(), used)
        self._inside.items.activate()
        self._inside.verticalScrollBar().setValue(scrolled)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the list anew."""
        super().resizeEvent(event)
        self.refit()

    def sizeHint(self) -> QSize:
        """Ask for what the list asks for."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Give way as far as the list does."""
        return self._inside.minimumSizeHint()
