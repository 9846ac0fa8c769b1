"""The archives that were taken in here; each can be taken back, and brought back again."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.undoing import Merge, TakenIn
from imh_desktop.ui.sayings import local_time
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Card, Notice, PlainLabel, column, row
from imh_desktop.words import Words

SHOWN = 40
"""How many merges stand on the page; older ones are in the terminal's list."""


class MergesPage(ToldPage):
    """Emits ``undo_asked`` and ``bring_back_asked`` with an archive's id."""

    undo_asked = Signal(str)
    bring_back_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, merges: Sequence[Merge], names: dict[str, str], *,
        done: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Show the merges, the latest first; ``done``: what was just done, line by line."""
        super().__init__(look, words, words.say("Archives taken in"))
        self._names = names
        if done:
            self.cards.addWidget(Notice(look, "\n".join(done), tone="ok"))
        if not merges:
            none = words.say("No archive was taken in here yet.")
            self.cards.addWidget(Notice(look, none))
        for merge in merges[:SHOWN]:
            day = words.date(local_time(merge.merged_at).date())
            title = words.say("Taken in on {day}", day=day)
            self.cards.addWidget(PlainLabel(look, title, size=17, bold=True, wrap=True))
            for one in merge.archives:
                self.cards.addWidget(self._archive(one))
        self.foot.hide()
        if first := self.findChild(Button):
            self.land_on(first)

    def _archive(self, one: TakenIn) -> QWidget:
        look, words = self._look, self._words
        card = Card(look)
        items = row(card, margins=look.px(14), gap=look.px(12))
        told = column(gap=look.px(2))
        name = self._names.get(one.sender) or words.say("Laptop {end}", end=one.sender[-6:])
        made = words.date(local_time(one.made_at).date())
        title = words.say("From {device}, made on {date}.", device=name, date=made)
        told.addWidget(PlainLabel(look, title, size=16, bold=True, wrap=True))
        brought = words.count("{n} change came", "{n} changes came", one.new)
        told.addWidget(PlainLabel(look, brought, size=14, colour="muted", wrap=True))
        if one.taken_back or one.disputed:
            said = words.say("Taken back: {reason}", reason=one.reason)
            if one.disputed:
                said = words.say("One person took it back, another brought it back: it counts.")
            told.addWidget(PlainLabel(look, said, size=14, colour="warn", wrap=True))
        items.addLayout(told, 1)
        said = words.say("Bring back") if one.taken_back else words.say("Take back")
        button = Button(look, said)
        button.setAccessibleDescription(title)
        asked = self.bring_back_asked if one.taken_back else self.undo_asked
        button.clicked.connect(lambda: asked.emit(one.archive_id))
        items.addWidget(button)
        return card
