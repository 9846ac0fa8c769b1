"""The note of one card: what is typed is on the disk before it can be lost."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.resting import resting
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import NoteField, column

DRAFT_AFTER_MS = 300
"""From the last key to the draft; with the commit it stays under 400 ms."""


class NoteBlock(QWidget):
    """A note field. Emits ``drafted`` shortly after the last key and ``left`` when the keyboard
    goes elsewhere; both carry the text."""

    drafted = Signal(str)
    left = Signal(str)

    def __init__(self, look: Look, name: str, hint: str, *, lines: int = 2) -> None:
        """Make the field; ``name`` is what assistive tools say."""
        super().__init__()
        self._changed = False
        self.field = NoteField(look, name, hint=hint, lines=lines)
        column(self).addWidget(self.field)
        self._timer = resting(self, DRAFT_AFTER_MS, self._on_resting)
        self.field.textChanged.connect(self._on_changed)
        self.field.left.connect(self.finish)

    @property
    def changed(self) -> bool:
        """Tell whether something was typed that has not been kept as the note."""
        return self._changed

    def show_text(self, text: str, *, draft: bool = False) -> None:
        """Show a text without emitting; a draft still has to be kept."""
        if text != self.field.toPlainText():
            with QSignalBlocker(self.field):
                self.field.setPlainText(text)
        self._timer.stop()
        self._changed = draft

    def finish(self) -> None:
        """Hand over what was typed, if anything was."""
        if self._changed:
            self._timer.stop()
            self._changed = False
            self.left.emit(self.field.toPlainText())

    def _on_resting(self) -> None:
        self.drafted.emit(self.field.toPlainText())

    def _on_changed(self) -> None:
        self._changed = True
        self._timer.start()
