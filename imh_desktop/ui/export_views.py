"""What an export would hold, before; and where it is, after."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.export_preview import Preview
from imh_desktop.flows.export_tables import left_out
from imh_desktop.flows.exporting import leaves_protection
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Notice, PlainLabel, Wrapping, column
from imh_desktop.words import Words

_CELL = 120
"""Pixels at 100 % of one value beside another."""


class ExportPreviewPage(ToldPage):
    """How many leave, what is left out and why, and the first rows. Emits ``placed``."""

    placed = Signal()

    def __init__(self, look: Look, words: Words, seen: Preview, *, nameless: bool) -> None:
        """Show it. ``nameless``: the rows are not those that will be written."""
        super().__init__(look, words, words.say("What would leave"), width=1240)
        self._look, self._words = look, words
        self.cards.addWidget(Notice(look, leaves_protection(words), tone="warn"))
        self.cards.addWidget(self._counts(seen))
        if nameless:
            said = words.say(
                "Names, words and days are taken out as it is written, and small counts are hidden."
                " Read the list of rows to check before you give it away."
            )
            self.cards.addWidget(Notice(look, said))
        elif seen.rows:
            self.cards.addWidget(self._first_rows(seen))
        place = Button(look, words.say("Choose where to save it"), kind="primary", icon="export")
        place.setEnabled(seen.children > 0)
        place.clicked.connect(self.placed)
        self.foot.buttons.add(place)
        self.land_on(place)

    def _counts(self, seen: Preview) -> TitledCard:
        words = self._words
        card = TitledCard(self._look, words.say("What would leave"), gap=6)
        lines = [
            words.count("{n} child", "{n} children", seen.children),
            words.count("{n} visit", "{n} visits", seen.visits),
            *left_out(seen.left_out, words),
            words.say("What adults told in private is not in here."),
        ]
        if seen.made_up:
            said = words.say("Everything here is made up. None of it is about real people.")
            lines.insert(0, said)
        if not seen.children:
            lines.append(words.say("There is nothing to export. Go back and choose differently."))
        for line in lines:
            card.items.addWidget(PlainLabel(self._look, line, size=15, wrap=True))
        return card

    def _first_rows(self, seen: Preview) -> TitledCard:
        card = TitledCard(self._look, self._words.say("The first visits"), gap=6)
        for cells in seen.rows:
            line = Wrapping(gap=self._look.px(10), least=self._look.px(_CELL), even=True)
            for title, cell in zip(seen.heading, cells, strict=True):
                line.add(self._cell(title, cell))
            card.items.addWidget(line)
            card.items.addSpacing(self._look.px(8))
        return card

    def _cell(self, title: str, said: str) -> QWidget:
        """Return one value under its title, so that both are whole on a narrow screen too."""
        holder = QWidget()
        items = column(holder)
        items.addWidget(PlainLabel(self._look, title, size=12, colour="muted", wrap=True))
        items.addWidget(PlainLabel(self._look, said or "–", size=14, wrap=True))
        items.addStretch(1)
        return holder


class ExportDonePage(ToldPage):
    """Where it is, and what is in it. Emits ``left`` on Done too."""

    def __init__(self, look: Look, words: Words, place: str, lines: Sequence[str]) -> None:
        """Show the place and what is told of it."""
        super().__init__(look, words, words.say("Export"), width=620)
        card = TitledCard(look, words.say("It is saved here:"), gap=8)
        card.items.addWidget(PlainLabel(look, place, size=15, bold=True, wrap=True))
        for line in lines:
            card.items.addWidget(PlainLabel(look, line, size=15, wrap=True))
        self.cards.addWidget(card)
        self.cards.addWidget(Notice(look, leaves_protection(words), tone="warn"))
        done = Button(look, words.say("Done"), kind="primary")
        done.clicked.connect(self.left)
        self.foot.buttons.add(done)
        self.land_on(done)
