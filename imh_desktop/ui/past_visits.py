"""A child's visits on its page, the newest first, with what came between them."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.visit import Visit
from imh_desktop.flows.journey import Journey
from imh_desktop.ui.child_view import ChildView
from imh_desktop.ui.journey_card import JourneyCard
from imh_desktop.ui.past_visit_card import PastVisitCard, VisitTold, VisitWays
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Card, PlainLabel, column
from imh_desktop.words import Words

_AT_ONCE = 5
"""Visits whose cards stand there at once; earlier ones come when asked for."""


class PastVisits(QWidget):
    """The cards of the visits. ``cards``: those that stand here, by visit id; ``shown``: one more
    does."""

    shown = Signal(str)

    def __init__(
        self, look: Look, words: Words, view: ChildView, told: Mapping[str, VisitTold],
        ways: VisitWays, journey: Journey | None,
    ) -> None:  # fmt: skip
        """Show the newest visits, with ``told`` by visit id; the way they make below the first."""
        super().__init__()
        self._look, self._words, self._view = look, words, view
        self._told, self._ways = told, ways
        self._story = story = column(self, gap=look.px(16))
        self.cards: dict[str, PastVisitCard] = {}
        for visit in view.visits[:_AT_ONCE]:
            story.addWidget(self._card(visit))
        if earlier := view.visits[_AT_ONCE:]:
            story.addWidget(self._earlier(earlier))
        if journey and len(journey.stops) > 1:
            story.insertWidget(1, JourneyCard(look, words, journey))
        if not view.visits:
            story.addWidget(self._none_yet())
        story.addStretch()

    def say_between(self, cards: Mapping[str, Card]) -> None:
        """Put cards above the visits they came after, by visit id; "": they came before all."""
        oldest = self._view.visits[-1].visit_id if self._view.visits else ""

        def place(visit_id: str) -> None:
            if visit_id and (card := cards.get(visit_id)):
                self._story.insertWidget(self._story.indexOf(self.cards[visit_id]), card)
            if visit_id == oldest and (first := cards.get("")):
                self._story.insertWidget(self._story.count() - 1, first)

        for visit_id in self.cards or ("",):
            place(visit_id)
        self.shown.connect(place)

    def _card(self, visit: Visit) -> PastVisitCard:
        told = self._told.get(visit.visit_id, VisitTold())
        latest = visit is self._view.last_closed
        card = PastVisitCard(self._look, self._words, visit, told, self._ways, latest=latest)
        self.cards[visit.visit_id] = card
        return card

    def _earlier(self, visits: Sequence[Visit]) -> Button:
        """Return what adds the cards of earlier visits: a long history must not slow the page."""
        said = self._words.count("Show {n} earlier visit", "Show {n} earlier visits", len(visits))
        button = Button(self._look, said, kind="quiet", icon="clock-counter-clockwise")

        def show() -> None:
            button.hide()
            for place, visit in enumerate(visits, start=self._story.indexOf(button)):
                self._story.insertWidget(place, self._card(visit))
                self.shown.emit(visit.visit_id)

        button.clicked.connect(show)
        return button

    def _none_yet(self) -> TitledCard:
        card = TitledCard(self._look, self._words.say("No visit yet"))
        what = self._words.say("After the first visit you find it here, with its pages.")
        card.items.addWidget(PlainLabel(self._look, what, size=15, wrap=True))
        return card
