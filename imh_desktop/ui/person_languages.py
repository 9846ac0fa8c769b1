"""Which languages an adult speaks, and which of them that adult reads."""

import msgspec
from PySide6.QtWidgets import QWidget

from imh_desktop.core.languages import spoken_languages
from imh_desktop.ui.language_fields import LanguageAdder
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import IconButton, PlainLabel, Tick, column, row
from imh_desktop.words import Words


class _Line(QWidget):
    """One language with its two ticks and a way to take it off."""

    def __init__(self, look: Look, words: Words, number: int, code: str, name: str) -> None:
        super().__init__()
        self.code = code
        self.speaks, self.reads = (
            Tick(look, words.say_for("language", "Speaks")),
            Tick(look, words.say_for("language", "Reads")),
        )
        self.speaks.setAccessibleName(
            words.say("Caregiver {n}: speaks {language}", n=number, language=name)
        )
        self.reads.setAccessibleName(
            words.say("Caregiver {n}: reads {language}", n=number, language=name)
        )
        said = words.say("Caregiver {n}: remove {language}", n=number, language=name)
        self.remove = IconButton(look, "x", said)
        items = row(self, gap=look.px(8))
        items.addWidget(PlainLabel(look, name, size=15, wrap=True), 1)
        for part in (self.speaks, self.reads, self.remove):
            items.addWidget(part)


class PersonLanguages(QWidget):
    """The languages of one adult. Added ones are spoken; that somebody reads is never assumed."""

    def __init__(self, look: Look, words: Words, number: int) -> None:
        """Build the field, empty; ``number`` from 1 is the adult's."""
        super().__init__()
        self._look, self._words, self._number = look, words, number
        self._names = spoken_languages(words)
        self._lines: list[_Line] = []
        self._stack = column(gap=look.px(2))
        self._adder = LanguageAdder(
            look, words, words.say("Caregiver {n}: language", n=number),
            words.say("Caregiver {n}: add this language", n=number),
        )  # fmt: skip
        self._adder.added.connect(self._on_added)
        items = column(self, gap=look.px(4))
        items.addLayout(self._stack)
        items.addWidget(self._adder)

    def typed(self) -> object:
        """Return each language with whether it is spoken and read."""
        return [[one.code, one.speaks.isChecked(), one.reads.isChecked()] for one in self._lines]

    def show_typed(self, value: object) -> None:
        """Show what ``typed`` returned, in place of what is shown."""
        lines = msgspec.convert(value, list[tuple[str, bool, bool]])
        while self._lines:
            self._drop(self._lines[-1])
        for code, speaks, reads in lines:
            self._add(code, speaks=speaks, reads=reads)

    def speaks(self) -> tuple[str, ...]:
        """Return what is spoken, in the order it was named."""
        return tuple(line.code for line in self._lines if line.speaks.isChecked())

    def reads(self) -> tuple[str, ...]:
        """Return what is read."""
        return tuple(line.code for line in self._lines if line.reads.isChecked())

    def show_codes(self, speaks: tuple[str, ...], reads: tuple[str, ...]) -> None:
        """Show these languages; one this program has no name for shows its code."""
        for code in dict.fromkeys((*speaks, *reads)):
            self._add(code, speaks=code in speaks, reads=code in reads)

    def _on_added(self, code: str) -> None:
        line = next((each for each in self._lines if each.code == code), None)
        (line or self._add(code, speaks=True, reads=False)).reads.setFocus()

    def _add(self, code: str, *, speaks: bool, reads: bool) -> _Line:
        line = _Line(self._look, self._words, self._number, code, self._names.get(code, code))
        line.speaks.setChecked(speaks)
        line.reads.setChecked(reads)
        line.remove.clicked.connect(lambda: self._take_off(line))
        self._lines.append(line)
        self._stack.addWidget(line)
        return line

    def _take_off(self, line: _Line) -> None:
        self._drop(line)
        self._adder.take_focus()

    def _drop(self, line: _Line) -> None:
        self._lines.remove(line)
        line.hide()
        line.deleteLater()
