"""What a family agreed to: in words, with what ends soon; written down and taken back from here."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from imh_desktop.flows.codes_said import consent_kinds
from imh_desktop.flows.consenting import WRITTEN_HERE
from imh_desktop.flows.consents_told import Agreed
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Card, Notice, PlainLabel, column, row
from imh_desktop.words import Words


class AgreedPage(ToldPage):
    """One card a kind. Emits ``write_asked`` with a kind, ``withdraw_asked`` with a consent's
    id."""

    write_asked = Signal(str)
    withdraw_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, found: Sequence[Agreed], to_ask: Sequence[str]
    ) -> None:
        """Show what there is of each kind, and what to ask about above all."""
        super().__init__(look, words, words.say("What the family agreed to"))
        for line in to_ask:
            self.cards.addWidget(Notice(look, line, tone="warn"))
        for kind, title in consent_kinds(words):
            of_kind = [each for each in found if each.kind == kind]
            self.cards.addWidget(self._kind(kind, title, of_kind))
        self.foot.hide()

    def _kind(self, kind: str, title: str, found: Sequence[Agreed]) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, title, gap=10)
        for each in found:
            card.items.addWidget(self._one(each, title))
        if not found:
            none = words.say("Nothing is written down yet.")
            card.items.addWidget(PlainLabel(look, none, size=15, colour="muted", wrap=True))
        if kind not in WRITTEN_HERE:
            how = words.say("It is agreed to with each referral: “New referral” under a visit.")
            card.items.addWidget(PlainLabel(look, how, size=14, colour="muted", wrap=True))
            return card
        if any(each.state == "valid" and not each.soon for each in found) and kind != "share":
            return card
        line = row(gap=look.px(10))
        write = Button(look, words.say("Write it down"), icon="plus")
        write.setAccessibleDescription(title)
        write.clicked.connect(lambda: self.write_asked.emit(kind))
        line.addWidget(write)
        line.addStretch(1)
        card.items.addLayout(line)
        return card

    def _one(self, each: Agreed, title: str) -> Card:
        look, words = self._look, self._words
        holds = each.state in ("valid", "not_yet")
        card = Card(look, tone="accent_soft" if holds else "ground", radius=8)
        sides = row(card, margins=look.px(12), gap=look.px(12))
        lines = column(gap=look.px(2))
        for said in filter(None, each.lines):
            colour = "text" if holds else "muted"
            lines.addWidget(PlainLabel(look, said, size=15, colour=colour, wrap=True))
        sides.addLayout(lines, 1)
        if holds:
            back = Button(look, words.say("Take it back"), kind="quiet")
            back.setAccessibleDescription(title)
            back.clicked.connect(lambda: self.withdraw_asked.emit(each.consent_id))
            sides.addWidget(back)
        return card
