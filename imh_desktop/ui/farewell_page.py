"""Leaving: what is left to do when a family leaves, one tap each; nothing is forced or ticked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from imh_desktop.flows.farewell import ToDo, ways_said
from imh_desktop.ui.folding_choice import FoldingChoice
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import PlainLabel
from imh_desktop.words import Words

_LONGEST_NAME = 60


class FarewellPage(ToldPage):
    """Emits ``way_chosen``, and ``asked`` with the kind of a line and the first id that is left
    (empty where there is none)."""

    way_chosen = Signal(str)
    asked = Signal(str, str)

    def __init__(
        self, look: Look, words: Words, name: str, way: str, found: Sequence[ToDo]
    ) -> None:
        """Show the lines of a way of leaving; empty: none is chosen yet."""
        title = words.say("Leaving: {name}", name=name[:_LONGEST_NAME])
        super().__init__(look, words, title)
        self.cards.addWidget(self._ways(way))
        if way:
            self.cards.addWidget(self._lines(found))
        self.button(words.say("Done"), self.left, kind="primary")

    def _ways(self, way: str) -> TitledCard:
        look, words = self._look, self._words
        title = words.say("How does the family leave?")
        card = TitledCard(look, title, gap=10)
        self.choice = FoldingChoice(look, title, ways_said(words))
        self.choice.choose(way or None)
        self.choice.chosen.connect(self.way_chosen)
        card.items.addWidget(self.choice)
        about = words.say("Choosing here changes nothing. What is done is read from the record.")
        card.items.addWidget(PlainLabel(look, about, size=14, colour="muted", wrap=True))
        self.land_on(self.choice.button(way or ways_said(words)[0][0]))
        return card

    def _lines(self, found: Sequence[ToDo]) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("What to look at"), gap=8)
        for each in found:
            icon = "check-circle" if each.done else "circle"
            count = words.say("Done") if each.done else _left_said(words, len(each.left))
            button = RowButton(look, icon, each.title, each.said, count=count)
            first = next(iter(each.left), "")
            button.clicked.connect(
                lambda _=False, kind=each.kind, first=first: self.asked.emit(kind, first)
            )
            card.items.addWidget(button)
        return card


def _left_said(words: Words, left: int) -> str:
    return words.count("{n} left", "{n} left", left) if left else ""
