"""What lies in the trash, and what of a child can be put there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.trash import DAYS, Candidate, Trashed
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Card, Notice, PlainLabel, column, row
from imh_desktop.words import Words


class TrashPage(ToldPage):
    """Emits ``put_asked`` and ``back_asked`` with a record's id."""

    put_asked = Signal(str)
    back_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, there: Sequence[Trashed],
        candidates: Sequence[Candidate], *, done: str = "",
    ) -> None:  # fmt: skip
        """Show both lists; ``done``: what was just done, in words."""
        super().__init__(look, words, words.say("Trash"))
        if done:
            self.cards.addWidget(Notice(look, done, tone="ok"))
        if candidates:
            self._title(words.say("Begun or added by mistake?"))
            for one in candidates:
                self.cards.addWidget(self._candidate(one))
        self._title(words.say("In the trash"))
        about = words.say(
            "What lies here is in no list, no count, no export and on no page. It is shown here for"
            " {days} days and can be put back. Nothing is erased, not after that time either: it"
            " stays in your file and in the archives that carried it.",
            days=DAYS,
        )
        self.cards.addWidget(PlainLabel(look, about, size=14, colour="muted", wrap=True))
        for each in there:
            self.cards.addWidget(self._trashed(each))
        if not there:
            none = words.say("The trash is empty.")
            self.cards.addWidget(PlainLabel(look, none, size=15, wrap=True))
        done_button = self.button(words.say("Done"), self.left, kind="primary")
        self.land_on(self.findChild(Button, "trash") or done_button)

    def _title(self, text: str) -> None:
        self.cards.addWidget(PlainLabel(self._look, text, size=17, bold=True, wrap=True))

    def _candidate(self, one: Candidate) -> QWidget:
        card = self._line(one.said, (one.refused,))
        if not one.refused:
            self._button(card, self._words.say("Put in the trash"), one.said, "trash").connect(
                lambda: self.put_asked.emit(one.record_id)
            )
        return card

    def _trashed(self, one: Trashed) -> QWidget:
        words = self._words
        said = words.abreast((one.said, one.child))
        by = words.say("{name}, {day}: {reason}", name=one.by, day=one.on, reason=one.reason)
        left = words.count("{n} day left in this list", "{n} days left in this list", one.days_left)
        card = self._line(said, (by, left))
        self._button(card, words.say("Put back"), said, "arrow-u-up-left").connect(
            lambda: self.back_asked.emit(one.record_id)
        )
        return card

    def _line(self, title: str, under: Sequence[str]) -> Card:
        look, card = self._look, Card(self._look)
        items = row(card, margins=look.px(14), gap=look.px(12))
        told = column(gap=look.px(2))
        told.addWidget(PlainLabel(look, title, size=15, bold=True, wrap=True))
        for text in filter(None, under):
            told.addWidget(PlainLabel(look, text, size=14, colour="muted", wrap=True))
        items.addLayout(told, 1)
        return card

    def _button(self, card: Card, text: str, about: str, icon: str) -> SignalInstance:
        button = Button(self._look, text, icon=icon)
        button.setObjectName("trash")
        button.setAccessibleDescription(about)
        layout = card.layout()
        if layout is not None:
            layout.addWidget(button)
        return button.clicked
