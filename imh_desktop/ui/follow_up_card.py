"""In the review: how it went with what was agreed, and what of it the family's page may tell."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from imh_desktop.core.follow_up import EFFORT
from imh_desktop.flows import following_up
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.ui.follow_up_rows import FollowUpRows
from imh_desktop.ui.keeper import Keeper
from imh_desktop.ui.review_reasons import Keep
from imh_desktop.ui.shell_widgets import TitledCard, empty
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel, column
from imh_desktop.words import Words


class FollowUpCard(TitledCard):
    """What was answered, in lines; the rows to answer unfold; what was tried can be told as a
    moment."""

    def __init__(
        self, look: Look, words: Words, visit: OpenVisit, keeper: Keeper, keep: Keep,
        told: Callable[[], object],
    ) -> None:  # fmt: skip
        """Show the lines; ``keep`` keeps a moment, ``told`` is called once there is one."""
        super().__init__(look, words.say("Since the last visit"), gap=8)
        self._look, self._words, self._visit = look, words, visit
        self._keep_moment, self._told = keep, told
        self._lines = column(gap=look.px(6))
        self.items.addLayout(self._lines)
        self.fault = PlainLabel(look, size=13, colour="warn", wrap=True)
        self.fault.hide()
        self.items.addWidget(self.fault)
        self.follow_ups = FollowUpRows(look, words, visit, keeper, self._refresh)
        self._rows = QWidget()
        items = column(self._rows, gap=look.px(8))
        for each in self.follow_ups.rows.values():
            items.addWidget(each)
        self._rows.hide()
        self.unfold = Button(look, words.say("See and change"), kind="quiet", after="caret-down")
        self.unfold.setAccessibleDescription(words.say("Since the last visit"))
        self.unfold.clicked.connect(self._on_unfold)
        self.items.addWidget(self.unfold)
        self.items.addWidget(self._rows)
        self._refresh()

    def finish(self) -> None:
        """Keep what was being typed."""
        self.follow_ups.finish()

    def _on_unfold(self) -> None:
        self.unfold.hide()
        self._rows.show()

    def _refresh(self) -> None:
        """Say what was answered, and offer to tell what was tried."""
        look, words = self._look, self._words
        empty(self._lines)
        found = following_up.follow_ups(self._visit)
        lines = following_up.lines_said(found, words)
        for line in lines or (words.say("Nothing is written down yet."),):
            colour = "text" if lines else "muted"
            self._lines.addWidget(PlainLabel(look, line, size=15, colour=colour, wrap=True))
        for one in found:
            if one.idea and one.code in EFFORT:
                button = Button(look, words.say("Tell it on the family's page"), kind="quiet")
                button.setAccessibleDescription(one.what)
                button.clicked.connect(lambda _=False, key=one.key: self._tell(key))
                self._lines.addWidget(button)

    def _tell(self, key: str) -> None:
        self.fault.hide()
        kept = self._keep_moment(
            lambda: following_up.tell_on_page(self._visit, key), self._say_fault
        )
        if kept:
            self._told()

    def _say_fault(self, message: str) -> None:
        self.fault.setText(message)
        self.fault.show()
