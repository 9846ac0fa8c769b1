"""A word typed by hand before something is done that nothing can bring back."""

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, LabelledField, TextField
from imh_desktop.words import Words


class TypedWord(LabelledField):
    """One line that asks for the word "erase"."""

    def __init__(self, look: Look, words: Words) -> None:
        """Begin empty."""
        self._word = words.say("erase")
        label = words.say("Type “{word}” to confirm", word=self._word)
        self.line = TextField(look, label)
        super().__init__(look, label, self.line)

    @property
    def given(self) -> bool:
        """Tell whether the word is written, in small or great letters."""
        return self.line.text().strip().casefold() == self._word.casefold()

    def unlock(self, button: Button, *, given: bool = True) -> None:
        """Let a button be pressed only while the word is written, and never without ``given``."""
        button.setEnabled(False)
        self.line.textChanged.connect(lambda _text: button.setEnabled(given and self.given))
