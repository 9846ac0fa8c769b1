"""Asks who received a page."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, Panel, TextField
from imh_desktop.words import Words


class HandedPanel(Panel):
    """Emits ``answered`` with who it was."""

    answered = Signal(str)

    def __init__(self, look: Look, parent: QWidget, words: Words) -> None:
        """Ask."""
        super().__init__(look, parent, words.say("Who received the page?"))
        label = words.say("Such as the mother, or the visitor who takes it along")
        self._field = TextField(look, label)
        self.body.addWidget(LabelledField(look, label, self._field))
        self.cancel = self.add_button(words.say("Cancel"))
        self.cancel.clicked.connect(self.put_away)
        self._done = self.add_button(words.say("Handed over"), kind="primary")
        self._done.setEnabled(False)
        self._done.clicked.connect(self._answer)
        self._field.textChanged.connect(lambda text: self._done.setEnabled(bool(text.strip())))
        self._field.returnPressed.connect(self._answer)
        self.dismissed.connect(self.put_away)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"whom": self._field}

    def show_panel(self) -> None:
        """Show it, with the keyboard in the field."""
        self.open(self._field)

    def _answer(self) -> None:
        if whom := self._field.text().strip():
            self.put_away()
            self.answered.emit(whom)
