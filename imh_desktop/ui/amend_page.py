"""A finished visit, item by item, each with the way to correct it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.amending import AmendDomain, AmendItem, AmendView
from imh_desktop.ui.amended_lines import AmendedLines
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Notice, PlainLabel, column, row
from imh_desktop.words import Words


class AmendPage(ToldPage):
    """Emits ``item_asked`` with an item's id, ``renew_asked`` for a new family page."""

    item_asked = Signal(str)
    renew_asked = Signal()

    def __init__(
        self, look: Look, words: Words, view: AmendView, child: str, *, done: bool = False
    ) -> None:
        """Show a visit; ``done``: something was just corrected."""
        day = words.date(view.visit.on)
        super().__init__(look, words, words.say("Correct the visit of {day}", day=day))
        about = words.say(
            "{child}: what you correct stands beside what was written, with your name, the day and"
            " your reason. What was said alone is not shown here.",
            child=child[:60],
        )
        self.cards.addWidget(PlainLabel(look, about, size=14, colour="muted", wrap=True))
        if done:
            self.cards.addWidget(Notice(look, words.say("It is corrected."), tone="ok"))
        if view.amended and view.pages:
            self._offer_new(view)
        if view.amended:
            card = TitledCard(look, words.say("Corrected so far"))
            card.items.addWidget(AmendedLines(look, words, view.amended))
            self.cards.addWidget(card)
        for domain in view.domains:
            self.cards.addWidget(self._domain(domain))
        self.land_on(self.button(words.say("Done"), self.left, kind="primary"))

    def _offer_new(self, view: AmendView) -> None:
        words = self._words
        codes = words.listed(dict.fromkeys(page.code for page in view.pages))
        said = words.say("The family has pages of this visit: {codes}.", codes=codes)
        notice = Notice(self._look, said, tone="warn", action=words.say("Make a new page"))
        notice.acted.connect(self.renew_asked)
        self.cards.addWidget(notice)

    def _domain(self, domain: AmendDomain) -> TitledCard:
        card = TitledCard(self._look, domain.title, gap=10)
        for item in domain.items:
            card.items.addWidget(self._item(item))
        return card

    def _item(self, item: AmendItem) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        sides, told = row(holder, gap=look.px(12)), column(gap=look.px(2))
        told.addWidget(PlainLabel(look, item.text, size=15, wrap=True))
        answer = item.answer or words.say("No answer")
        told.addWidget(PlainLabel(look, answer, size=14, bold=True, wrap=True))
        if item.note:
            told.addWidget(PlainLabel(look, item.note, size=14, colour="muted", wrap=True))
        sides.addLayout(told, 1)
        button = Button(look, words.say("Correct"), icon="pencil-simple")
        button.setAccessibleDescription(item.text)
        button.clicked.connect(lambda: self.item_asked.emit(item.item_id))
        sides.addWidget(button)
        return holder
