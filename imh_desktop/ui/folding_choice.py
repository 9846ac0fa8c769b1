"""One of a few, in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Choice


class FoldingChoice(Choice):
    """A ``Choice`` that gives way to a narrow place: all in a row, else in even columns, down to
    one below the other."""

    def __init__(self, look: Look, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer ``(code, words)`` in this order."""
        super().__init__(look, name, choices)
        self._buttons = [self.button(code) for code, _words in choices]
        aside = QWidget()  # a widget gives its layout away only to another widget
        if (row := self.layout()) is not None:
            aside.setLayout(row)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(6))
        self._columns = 0
        self._arrange(len(self._buttons))

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the longest answer."""
        return QSize(self._widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the width there is."""
        super().resizeEvent(event)
        width, gap, number = event.size().width(), self._grid.spacing(), len(self._buttons)
        all_of_them = sum(b.sizeHint().width() for b in self._buttons) + gap * (number - 1)
        fitting = max(1, (width + gap) // (self._widest + gap))
        lines = 1 if all_of_them <= width else -(-number // fitting)
        self._arrange(-(-number // lines))  # as many in each line as there can be: no odd one left

    @property
    def _widest(self) -> int:
        return max(button.sizeHint().width() for button in self._buttons)

    def _arrange(self, columns: int) -> None:
        if columns != self._columns:
            self._columns = columns
            for at, button in enumerate(self._buttons):
                self._grid.addWidget(button, at // columns, at % columns)
            self.updateGeometry()
