"""What the visit screen consists of: header, domains, cards, footer, and where faults are said."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget

from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.waiting import undecided
from imh_desktop.ui.cover import CoverablePage
from imh_desktop.ui.domain_list import BADGE_WIDTH, DomainList
from imh_desktop.ui.domain_stack import DomainStack
from imh_desktop.ui.how_known import HowKnown
from imh_desktop.ui.keeper import Keeper
from imh_desktop.ui.review_badge import ReviewBadge
from imh_desktop.ui.style import Look
from imh_desktop.ui.urgent_actions import UrgentActions
from imh_desktop.ui.visit_footer import VisitFooter
from imh_desktop.ui.visit_header import VisitHeader
from imh_desktop.ui.visit_route import VisitRoute
from imh_desktop.ui.widgets import Notice, column, row
from imh_desktop.words import Words

_NARROWEST = 480
"""Pixels at 100 %: five answers beside each other."""


class VisitFrame(CoverablePage):
    """The parts of the screen in their places; ``VisitPage`` says what they do. Emits
    ``decide_wanted`` where something in the visit waits to be decided, ``own_referral_wanted``
    with the adult the visitor is alone with."""

    decide_wanted = Signal()
    own_referral_wanted = Signal(str)

    def __init__(self, look: Look, words: Words, visit: OpenVisit) -> None:
        """Put the parts in their places."""
        super().__init__(look, words)
        self._look, self._compact = look, False
        self.route = VisitRoute(visit.checklist)
        self.header = VisitHeader(look, words, visit.child, visit.reading, visit.visit, visit.day)
        self.trouble = Notice(look, "", tone="warn", action=words.say("Try again"))
        self.trouble.hide()
        self.keeper = Keeper(words, self.header.saved, self.trouble)
        self.domains = DomainList(look, words, apart=self.route.apart)
        self.badge = ReviewBadge(look, words, self.content, width=BADGE_WIDTH)
        self.domains.show_at_foot(self.badge)
        self.badge.show_review(visit.texts.review)
        self.how_known = HowKnown(look, words, visit, self.content, self.keeper)
        self.known_bar = self.how_known.bar
        self.urgent = UrgentActions(look, words, visit, self.content, self.keeper)
        self.stack = DomainStack(look, words, visit)
        self.footer = VisitFooter(look, words)
        if (layout := self.layout()) is not None:  # the least size is told below
            layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        page = column(self.content)
        page.addWidget(self.header)
        page.addWidget(self.trouble)
        if undecided(visit.vault, [visit.visit.visit_id]):
            notice = Notice(look, _undecided_said(words), action=words.say("Decide"))
            notice.acted.connect(self.decide_wanted)
            page.addWidget(notice)
        middle = row()
        middle.addWidget(self.domains)
        self._centre = self._make_centre()
        middle.addWidget(self._centre, 1)
        page.addLayout(middle, 1)
        page.addWidget(self.footer)

    @property
    def compact(self) -> bool:
        """Tell whether there is no room for the domains beside the cards."""
        return self._compact

    def show_cards(self) -> None:
        """Where the domains take the whole page, show the cards again."""
        self.show_list(False)

    def minimumSizeHint(self) -> QSize:
        """Give way to the narrow arrangement, which only a narrow page can have."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._look.px(_NARROWEST)), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the width there is."""
        super().resizeEvent(event)
        compact = self._look.compact(self.width())
        if compact != self._compact:
            self._compact = compact
            for part in (self.header, self.domains, self.footer):
                part.show_compact(compact)
            self.domains.setVisible(not compact)
            self._centre.show()

    def show_list(self, shown: bool) -> None:
        """Where there is no room for both, show the domains or the cards."""
        if self._compact:
            self.domains.setVisible(shown)
            self._centre.setVisible(not shown)

    def _make_centre(self) -> QWidget:
        box = QWidget()
        centre = column(box)
        centre.addWidget(self.known_bar)
        centre.addWidget(self.urgent.notice)
        centre.addWidget(self.stack, 1)
        return box


def _undecided_said(words: Words) -> str:
    return words.say(
        "Two people wrote different things in this visit. Until one of you decides, those cards"
        " stay empty."
    )
