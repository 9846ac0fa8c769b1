"""Whether a family needs an interpreter: of which language, and who it usually is."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from imh_desktop.core.languages import spoken_languages
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, Select, TextField, Tick, column
from imh_desktop.words import Words


class InterpreterFields(QWidget):
    """The tick, and below it what is asked once it is ticked. ``boxes``: the fields by place."""

    def __init__(self, look: Look, words: Words) -> None:
        """Build the fields, unticked."""
        super().__init__()
        self.needed = Tick(look, words.say("An interpreter is needed"))
        language = words.say("Language of the interpreter")
        self._language = Select(look, language, [("", words.say("Choose a language"))])
        for code, said in spoken_languages(words).items():
            self._language.addItem(said, code)
        self._name = TextField(look, words.say("Name of the interpreter"))
        name = words.say("Name of the interpreter, if it is mostly the same person")
        self.boxes = {
            "interpreter_language": LabelledField(look, language, self._language),
            "interpreter_name": LabelledField(look, name, self._name),
        }
        items = column(self, gap=look.px(8))
        items.addWidget(self.needed)
        for box in self.boxes.values():
            box.hide()
            self.needed.toggled.connect(box.setVisible)
            items.addWidget(box)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"needed": self.needed, "language": self._language, "name": self._name}

    def language(self) -> str:
        """Return the language's code; empty where none is chosen."""
        return self._language.code()

    def name(self) -> str:
        """Return the name that is written."""
        return self._name.text()

    def show_values(self, needed: bool, language: str, name: str) -> None:
        """Show what is known; a language this program has no name for shows its code."""
        if self._language.findData(language) < 0:
            self._language.addItem(language, language)
        self._language.choose(language)
        self._name.setText(name)
        self.needed.setChecked(needed)
