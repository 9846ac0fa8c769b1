"""Which languages a family speaks, and which one its page is written in."""

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from imh_desktop.core.languages import spoken_languages
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Select, column, row
from imh_desktop.words import Words

_ACROSS = 3


class LanguageAdder(QWidget):
    """A list of languages and a button that adds the chosen one. Emits ``added`` with its code."""

    added = Signal(str)

    def __init__(self, look: Look, words: Words, name: str, button: str) -> None:
        """Build it; ``name`` and ``button`` are what assistive tools say of list and button."""
        super().__init__()
        offered = [("", words.say("Choose a language")), *spoken_languages(words).items()]
        self._list = Select(look, name, offered)
        add = Button(look, words.say("Add this language"), icon="plus")
        add.setAccessibleName(button)
        add.clicked.connect(self._on_add)
        line = row(self, gap=look.px(8))
        line.addWidget(self._list, 1)
        line.addWidget(add)

    def take_focus(self) -> None:
        """Put the keyboard on the list."""
        self._list.setFocus()

    def _on_add(self) -> None:
        if code := self._list.code():
            self.added.emit(code)
        self._list.choose("")


class SpokenLanguages(QWidget):
    """The languages named so far, each with a way to take it off, and a list to add from."""

    def __init__(self, look: Look, words: Words, adding: str = "") -> None:
        """Build the field, empty. ``adding``: what assistive tools call the list to add from, where
        it is not a family that speaks."""
        super().__init__()
        self._look, self._words = look, words
        self._names = spoken_languages(words)
        self._codes: list[str] = []
        self._buttons: list[Button] = []
        self._adder = LanguageAdder(
            look, words, adding or words.say("Add a language the family speaks"),
            words.say("Add this language"),
        )  # fmt: skip
        self._adder.added.connect(self._on_add)
        self._grid = QGridLayout()
        self._grid.setSpacing(look.px(6))
        for place in range(_ACROSS):
            self._grid.setColumnStretch(place, 1)
        items = column(self, gap=look.px(6))
        items.addLayout(self._grid)
        items.addWidget(self._adder)

    def typed(self) -> object:
        """Return the languages, as ``codes``."""
        return list(self._codes)

    def show_typed(self, value: object) -> None:
        """Show what ``typed`` returned."""
        self.show_codes(msgspec.convert(value, tuple[str, ...]))

    def codes(self) -> tuple[str, ...]:
        """Return the languages, in the order they were named."""
        return tuple(self._codes)

    def show_codes(self, codes: tuple[str, ...]) -> None:
        """Show these languages; one this program has no name for shows its code."""
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._codes, self._buttons = [], []
        for code in codes:
            self._add(code)

    def _on_add(self, code: str) -> None:
        if code not in self._codes:
            self._add(code)

    def _add(self, code: str) -> None:
        name = self._names.get(code, code)
        self._codes.append(code)
        button = Button(self._look, name, after="x")
        button.setAccessibleName(self._words.say("Remove {language}", language=name))
        button.clicked.connect(lambda: self._take_off(code, button))
        self._buttons.append(button)
        self._arrange()

    def _take_off(self, code: str, button: Button) -> None:
        self._codes.remove(code)
        self._buttons.remove(button)
        button.hide()
        button.deleteLater()
        self._arrange()
        self._adder.take_focus()

    def _arrange(self) -> None:
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // _ACROSS, place % _ACROSS)
