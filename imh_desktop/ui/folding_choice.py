"""One of a few side by side where there is room, one below the other where there is not."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Choice


class FoldingChoice(Choice):
    """A ``Choice`` that gives way to a narrow place."""

    def __init__(self, look: Look, name: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offer ``(code, words)`` in this order."""
        super().__init__(look, name, choices)
        self._buttons = [self.button(code) for code, _words in choices]

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the longest answer."""
        widest = max(button.sizeHint().width() for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        items = self.layout()
        if isinstance(items, QBoxLayout):
            gaps = items.spacing() * (len(self._buttons) - 1)
            wanted = sum(button.sizeHint().width() for button in self._buttons) + gaps
            side = QBoxLayout.Direction.LeftToRight
            way = side if wanted <= event.size().width() else QBoxLayout.Direction.TopToBottom
            if items.direction() != way:
                items.setDirection(way)
                self.updateGeometry()
