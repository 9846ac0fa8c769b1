"""Carry my work: what waits, for whom, since when, and one button."""

from PySide6.QtCore import Signal

from imh_desktop.flows.carrying import Reader, WorkWaiting
from imh_desktop.ui import carry_words
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Notice, PlainLabel
from imh_desktop.words import Words


class CarryPage(ToldPage):
    """Emits ``carry_asked``, ``readers_asked`` (choose who gets it) and ``laptops_asked``."""

    carry_asked = Signal()
    readers_asked = Signal()
    laptops_asked = Signal()
    pages_asked = Signal()

    def __init__(self, look: Look, words: Words, work: WorkWaiting, *, done: str = "") -> None:
        """Show what waits; ``done``: what was just carried, in a sentence."""
        super().__init__(look, words, words.say("Carry my work"))
        if done:
            self.cards.addWidget(Notice(look, done, tone="ok"))
        self._add_what(work)
        self._add_for_whom(work)
        self._add_buttons(work)

    def offer_pages(self) -> None:
        """Offer to carry family pages, and nothing else, to the print desk."""
        said = self._words.say("Carry pages to the print desk")
        button = Button(self._look, said)
        button.clicked.connect(self.pages_asked)
        self.foot.buttons.put_first(button)

    def _add_what(self, work: WorkWaiting) -> None:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("What waits"), gap=8)
        for line in carry_words.what(words, work):
            card.items.addWidget(PlainLabel(look, line, size=16, wrap=True))
        stays = words.say(
            "Everything stays on this laptop. It goes along each time until those who get it"
            " have said that they have it, so a lost stick loses nothing."
        )
        card.items.addWidget(PlainLabel(look, stays, size=14, colour="muted", wrap=True))
        self.cards.addWidget(card)

    def _add_for_whom(self, work: WorkWaiting) -> None:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("Who gets it"), gap=8)
        for reader in work.readers:
            card.items.addWidget(self._reader(reader))
        if said := carry_words.lack(words, work.lacks):
            card.items.addWidget(Notice(look, said, tone="warn"))
        self.cards.addWidget(card)

    def _reader(self, reader: Reader) -> PlainLabel:
        return PlainLabel(self._look, carry_words.reader(self._words, reader), size=15, wrap=True)

    def _add_buttons(self, work: WorkWaiting) -> None:
        words, lacks = self._words, work.lacks
        first = {
            "certificate": (words.say("Laptops of the programme"), self.laptops_asked),
            "readers": (words.say("Choose who gets it"), self.readers_asked),
            "second": (words.say("Choose who gets it"), self.readers_asked),
        }.get(lacks, (words.say("Carry my work"), self.carry_asked))
        if not lacks:
            self.button(words.say("Choose who gets it"), self.readers_asked)
        self.land_on(self.button(*first, kind="primary"))
