"""In the review: how it went with what was agreed, and what of it the family's page may tell."""

from collections.abc import Callable

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
    """The rows again; below them what was tried can be told as a moment."""

    def __init__(
        self, look: Look, words: Words, visit: OpenVisit, keeper: Keeper, keep: Keep,
        told: Callable[[], object],
    ) -> None:  # fmt: skip
        """Show the rows; ``keep`` keeps a moment, ``told`` is called once there is one."""
        super().__init__(look, words.say("Since the last visit"), gap=8)
        self._look, self._words, self._visit = look, words, visit
        self._keep_moment, self._told = keep, told
        self.follow_ups = FollowUpRows(look, words, visit, keeper, self._offer)
        for each in self.follow_ups.rows.values():
            self.items.addWidget(each)
        self._offers = column(gap=look.px(6))
        self.items.addLayout(self._offers)
        self.fault = PlainLabel(look, size=13, colour="warn", wrap=True)
        self.fault.hide()
        self.items.addWidget(self.fault)
        self._offer()

    def finish(self) -> None:
        """Keep what was being typed."""
        self.follow_ups.finish()

    def _offer(self) -> None:
        empty(self._offers)
        for one in following_up.follow_ups(self._visit):
            if one.idea and one.code in EFFORT:
                said = self._words.say("Tell it on the family's page")
                button = Button(self._look, said, kind="quiet", icon="plus")
                button.setAccessibleDescription(one.what)
                button.clicked.connect(lambda _=False, key=one.key: self._tell(key))
                self._offers.addWidget(button)

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
