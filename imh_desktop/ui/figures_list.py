"""All figures of a period, one below the other."""

from PySide6.QtCore import Signal

from imh_desktop.core.indicators import Indicator
from imh_desktop.flows import figure_words
from imh_desktop.flows.programme_figures import ProgrammeFigures
from imh_desktop.ui.figure_cards import NUMERATOR, BreakdownCard, FigureTile, IndicatorCard
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel, ScrollColumn, Wrapping, row
from imh_desktop.words import Words

ON_TOP = ("visits", "children", "on_time", "open_loops", "drafts")
"""The counts of the line on top; ``on_time`` has a card too."""

_TABLE = 300
"""Pixels at 100 % of a table beside another."""


class FiguresList(ScrollColumn):
    """Emits ``cases_asked`` with an indicator's id and which of its numbers was pressed, and
    ``private_asked``."""

    cases_asked = Signal(str, str)
    private_asked = Signal()

    def __init__(self, look: Look, words: Words, of: ProgrammeFigures) -> None:
        """Show the figures."""
        super().__init__(look, margins=20, gap=12)
        self._look, self._words, self._of = look, words, of
        self.items.addWidget(self._top())
        told: list[IndicatorCard] = []
        untold: list[IndicatorCard] = []
        for definition, one in zip(of.definitions, of.indicators, strict=True):
            if one.indicator_id not in ON_TOP or one.share:
                card = IndicatorCard(look, words, definition, one)
                card.asked.connect(lambda which, id_=one.indicator_id: self._ask(id_, which))
                (untold if one.note else told).append(card)
        for card in told:
            self.items.addWidget(card)
        self._heading(words.say("Referrals to other services"))
        self.items.addWidget(self._breakdowns())
        self._heading(words.say("What this program cannot tell"))
        for card in untold:
            self.items.addWidget(card)
        self.items.addWidget(self._private())
        self.items.addStretch()

    def _ask(self, indicator_id: str, which: str) -> None:
        self.cases_asked.emit(indicator_id, which)

    def _heading(self, said: str) -> None:
        self.items.addSpacing(self._look.px(8))
        self.items.addWidget(PlainLabel(self._look, said, size=18, bold=True, wrap=True))

    def _top(self) -> Wrapping:
        line = Wrapping(gap=self._look.px(10))
        for definition, one in zip(self._of.definitions, self._of.indicators, strict=True):
            if one.indicator_id in ON_TOP:
                name = definition.in_language(self._words.language).name
                tile = FigureTile(self._look, _short(one, self._words), name)
                tile.clicked.connect(lambda _on, id_=one.indicator_id: self._ask(id_, NUMERATOR))
                tile.setEnabled(bool(one.numerator))
                line.add(tile)
        return line

    def _breakdowns(self) -> Wrapping:
        line = Wrapping(gap=self._look.px(12), least=self._look.px(_TABLE))
        for table in self._of.child_find:
            line.add(BreakdownCard(self._look, self._words, table))
        return line

    def _private(self) -> TitledCard:
        look, words = self._look, self._words
        card = TitledCard(
            look, words.say("Counts of private talks"), help_text=figure_words.private_means(words)
        )
        if self._of.private is None:
            show = Button(look, words.say("Show private counts"), icon="eye")
            show.clicked.connect(self.private_asked)
            line = row()
            line.addWidget(show)
            line.addStretch()
            card.items.addLayout(line)
        for one in self._of.private or ():
            line = row(gap=look.px(8))
            said = figure_words.private_said(one.count_id, words)
            line.addWidget(PlainLabel(look, said, size=14, wrap=True), 1)
            shown = figure_words.hidden_said(one.count, words)
            line.addWidget(PlainLabel(look, shown, size=14, bold=True))
            card.items.addLayout(line)
        hidden = figure_words.why_hidden(words)
        card.items.addWidget(PlainLabel(look, hidden, size=13, colour="muted", wrap=True))
        return card


def _short(one: Indicator, words: Words) -> str:
    """Return a value for a tile; a dash where there is none."""
    if one.value is None:
        return "–"
    return words.say("{n} %", n=round(one.value)) if one.share else f"{one.value:.0f}"
