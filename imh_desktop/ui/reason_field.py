"""The field that asks why something is done, wherever a panel asks it."""

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, LabelledField, TextField
from imh_desktop.words import Words


class ReasonField(LabelledField):
    """One line under "Why". ``line``: the field itself, for the keyboard and its signals."""

    def __init__(self, look: Look, words: Words) -> None:
        """Begin empty."""
        self.line = TextField(look, words.say("Why"))
        super().__init__(look, words.say("Why"), self.line)

    def text(self) -> str:
        """Return what is written."""
        return self.line.text()

    @property
    def given(self) -> bool:
        """Tell whether a reason is written."""
        return bool(self.text().strip())

    def unlock(self, button: Button) -> None:
        """Let a button be pressed only while a reason is written."""
        button.setEnabled(self.given)
        self.line.textChanged.connect(lambda _text: button.setEnabled(self.given))
