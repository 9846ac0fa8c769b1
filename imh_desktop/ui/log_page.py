"""The log for the curious: who did what, and when."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.answer_candidates import when_said
from imh_desktop.flows.log_book import LogLine
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import (
    Card,
    LabelledField,
    PlainLabel,
    Select,
    Wrapping,
    column,
    row,
)
from imh_desktop.words import Words

Choices = Sequence[tuple[str, str]]
DAYS = ("", "1", "7", "31")


class LogPage(ToldPage):
    """The latest acts first, with filters above. ``filtered``: kind, person, child and days were
    chosen (empty = all); ``earlier_asked``: what comes before; ``table_asked``: as a file."""

    filtered = Signal(str, str, str, str)
    earlier_asked = Signal()
    table_asked = Signal()

    def __init__(
        self, look: Look, words: Words, people: Choices, children: Choices, chosen: Sequence[str],
        *, exports: bool,
    ) -> None:  # fmt: skip
        """Make the page. ``chosen``: kind, person, child and days; ``exports``: it may leave."""
        super().__init__(look, words, words.say("Who did what, and when"), width=980)
        about = words.say(
            "Each thing written on this laptop or taken in from another. What was said alone is"
            " told without whom and what."
        )
        self.cards.addWidget(PlainLabel(look, about, size=14, colour="muted", wrap=True))
        self.cards.addWidget(self._filters(people, children, chosen))
        self._lines = column(gap=look.px(4))
        self.cards.addLayout(self._lines)
        if exports:
            self.button(words.say("Save as a table"), self.table_asked)
        self._earlier = self.button(words.say("Show earlier ones"), self.earlier_asked)
        self.land_on(self._kind)

    def add(self, found: Sequence[LogLine], *, more: bool) -> None:
        """Show further lines. ``more``: there are earlier ones still."""
        for line in found:
            self._lines.addWidget(self._line(line))
        if not self._lines.count():
            none = self._words.say("Nothing of this kind was written.")
            self._lines.addWidget(PlainLabel(self._look, none, size=15, wrap=True))
        self._earlier.setEnabled(more)

    def _filters(self, people: Choices, children: Choices, chosen: Sequence[str]) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        items = Wrapping(holder, gap=look.px(10), least=look.px(170))
        self._kind = Select(look, words.say("What"), kinds(words))
        self._who = Select(look, words.say("Who"), [("", words.say("everybody")), *people])
        self._child = Select(look, words.say("Child"), [("", words.say("every child")), *children])
        self._days = Select(look, words.say("Since"), days(words))
        titles = (words.say("What"), words.say("Who"), words.say("Child"), words.say("Since"))
        fields = (self._kind, self._who, self._child, self._days)
        for title, field, code in zip(titles, fields, chosen, strict=True):
            field.choose(code)
            field.picked.connect(lambda _code: self._on_picked())
            items.add(LabelledField(look, title, field), 1)
        return holder

    def _on_picked(self) -> None:
        fields = (self._kind, self._who, self._child, self._days)
        self.filtered.emit(*(field.code() for field in fields))

    def _line(self, line: LogLine) -> QWidget:
        look, card = self._look, Card(self._look, radius=8)
        items = row(card, margins=look.px(10), gap=look.px(14))
        beside = self._words.abreast((when_said(line.at, self._words), line.who))
        told = column(gap=look.px(1))
        told.addWidget(PlainLabel(look, line.said, size=15, wrap=True))
        below = self._words.abreast((beside, line.where))
        told.addWidget(PlainLabel(look, below, size=13, colour="muted", wrap=True))
        items.addLayout(told, 1)
        kind = PlainLabel(look, dict(kinds(self._words))[line.kind], size=13, colour="muted")
        items.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
        return card


def kinds(words: Words) -> list[tuple[str, str]]:
    """Return the kinds of acts by code."""
    return [
        ("", words.say("everything")),
        ("opened", words.say("opened, locked")),
        ("changed", words.say("written, changed")),
        ("printed", words.say("printed")),
        ("exported", words.say("exported")),
        ("people", words.say("people and keys")),
        ("file", words.say("the file itself")),
        ("private", words.say("said alone")),
    ]


def days(words: Words) -> list[tuple[str, str]]:
    """Return since when, by how many days ago."""
    return [
        ("", words.say("the beginning")),
        ("1", words.say("yesterday")),
        ("7", words.say("a week ago")),
        ("31", words.say("a month ago")),
    ]
