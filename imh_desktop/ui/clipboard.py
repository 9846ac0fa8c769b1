"""What was copied out of the program, so that it does not outlive the open file."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication


class Copied(QObject):
    """Remembers what this program put into the clipboards, and takes it out again.

    The system alone cannot say: a clipboard manager makes what is copied its own at once.
    """

    def __init__(self, parent: QObject) -> None:
        """Begin to remember."""
        super().__init__(parent)
        self._ours: set[QClipboard.Mode] = set()
        QApplication.clipboard().changed.connect(self._on_changed)

    def forget(self) -> None:
        """Empty the clipboards this program filled; what others put there stays."""
        for mode in list(self._ours):
            QApplication.clipboard().clear(mode)
        self._ours.clear()

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        # whoever copies does it in the window that has the keyboard
        if QApplication.activeWindow() is not None:
            self._ours.add(mode)
        else:
            self._ours.discard(mode)
