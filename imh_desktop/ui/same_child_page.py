"""Same child? Records that may tell of one child, side by side; a person says which they are."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.landing import WayBack
from imh_desktop.ui.pair_card import PairCard, PairView
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Ground,
    Notice,
    PlainLabel,
    ScrollColumn,
    column,
    in_the_middle,
)
from imh_desktop.words import Words


class SameChildPage(WayBack):
    """Cards of pairs nobody has judged, and below them those that were.

    ``judged`` asks the owner to keep an answer: first id, second id, one child or two.
    ``asked_again`` takes one back; ``child_asked`` wants a record's own page.
    """

    judged = Signal(str, str, bool)
    asked_again = Signal(str, str)
    child_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, waiting: Sequence[PairView],
        answered: Sequence[PairView], *, more: int = 0,
    ) -> None:  # fmt: skip
        """Show pairs; ``more``: how many others wait until these are answered."""
        super().__init__(look)
        self._look, self._words = look, words
        header = Header(look, words.say("Same child?"), back=words.say("Back"))
        header.back_asked.connect(self.left)
        self._scroll = ScrollColumn(look, margins=24)
        holder = Ground(look)
        self._stack = column(holder, gap=look.px(14))
        self._fill(waiting, answered, more)
        self._scroll.items.addLayout(in_the_middle(holder, look.px(980)))
        self._scroll.items.addStretch(1)
        page = column(self)
        page.addWidget(header)
        page.addWidget(self._scroll, 1)
        if first := holder.findChild(Button) or header.findChild(Button):
            self.land_on(first)

    def _fill(self, waiting: Sequence[PairView], answered: Sequence[PairView], more: int) -> None:
        look, words = self._look, self._words
        if waiting:
            said = words.say(
                "Two laptops may have written about one child. Nothing is joined by itself: both"
                " records stay as they are, and you can change your answer at any time."
            )
            self._stack.addWidget(PlainLabel(look, said, size=15, colour="muted", wrap=True))
        else:
            none = words.say("No child seems to stand here twice. There is nothing to do here.")
            self._stack.addWidget(Notice(look, none, tone="ok"))
        for view in waiting:
            self._stack.addWidget(self._card(view))
        if more:
            left = words.count("{n} more after these", "{n} more after these", more)
            self._stack.addWidget(PlainLabel(look, left, size=14, colour="muted", wrap=True))
        if answered:
            title = words.say("Answered before")
            self._stack.addWidget(PlainLabel(look, title, size=17, bold=True, wrap=True))
        for view in answered:
            self._stack.addWidget(self._line(view))

    def _card(self, view: PairView) -> QWidget:
        card = PairCard(self._look, self._words, view)
        card.judged.connect(lambda same: self.judged.emit(view.first, view.second, same))
        card.child_asked.connect(self.child_asked)
        return card

    def _line(self, view: PairView) -> QWidget:
        words = self._words
        if view.same:
            said = words.say("One child: {names}", names=view.names)
        else:
            said = words.say("Two children: {names}", names=view.names)
        notice = Notice(self._look, said, action=words.say("Ask again"))
        notice.acted.connect(lambda: self.asked_again.emit(view.first, view.second))
        if notice.button:
            notice.button.setAccessibleDescription(view.names)
        return notice
