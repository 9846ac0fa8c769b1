"""All referrals in one list, what is most at risk of being forgotten first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from imh_desktop.flows.referral_watch import ReferralLine
from imh_desktop.ui.commands import offer
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Notice, PlainLabel
from imh_desktop.words import Words

"""Opens the field for a return slip's code."""
_LONGEST = 60


class ReferralsPage(ToldPage):
    """Emits ``chosen`` with a referral's id, ``slip_asked``, and ``list_asked`` for the sheet of
    families that cannot be reached."""

    chosen = Signal(str)
    slip_asked = Signal()
    list_asked = Signal()

    def __init__(
        self, look: Look, words: Words, lines: Sequence[ReferralLine], *, done: str = ""
    ) -> None:
        """Show the lines in this order; ``done``: what was just done, in words."""
        super().__init__(look, words, words.say("Referrals"), width=980)
        if done:
            self.cards.addWidget(Notice(look, done, tone="ok"))
        for line in lines:
            self.cards.addWidget(self._row(line))
        if not lines:
            none = words.say("No referral yet. One begins on a child’s page, at a visit.")
            self.cards.addWidget(PlainLabel(look, none, size=16, wrap=True))
        if any(line.referral.state == "cannot_reach" for line in lines):
            self.button(words.say("Print who cannot be reached"), self.list_asked)
        type_in = self.button(words.say("Type in a slip"), self.slip_asked, kind="primary")
        offer(type_in, "slip")
        self.land_on(self.findChild(RowButton) or type_in)

    def _row(self, line: ReferralLine) -> RowButton:
        words = self._words
        name = line.child.name[:_LONGEST] if line.child else words.say("Not known here")
        partner = line.partner.name[:_LONGEST] if line.partner else words.say("the partner")
        button = RowButton(
            self._look, "paper-plane-tilt", words.abreast((name, partner)), row_said(words, line),
            count=count_said(words, line),
        )  # fmt: skip
        referral_id = line.referral.referral_id
        button.clicked.connect(lambda: self.chosen.emit(referral_id))
        return button


def row_said(words: Words, line: ReferralLine) -> str:
    """Return the state with its day and person, and what is due next, when and why."""
    day = words.date(line.on) if line.on else ""
    state = words.abreast((line.state, day, line.who[:_LONGEST]))
    if line.paused:
        until = words.date(line.paused.until) if line.paused.until else words.say("not known yet")
        reason = line.paused.reason[:_LONGEST]
        waits = words.say("Waits until {day}: {reason}", day=until, reason=reason)
        return f"{state}\n{waits}"
    if line.left_open:
        return f"{state}\n{left_open_said(words)}"
    if line.alarms:
        return f"{state}\n{line.alarms[0].told(words)}"
    return state


def left_open_said(words: Words) -> str:
    """Return what is said of a referral that was open when care ended."""
    return words.say("It was open when the visits ended. Nothing reminds of it.")


def count_said(words: Words, line: ReferralLine) -> str:
    """Return how near the next day is, in few words."""
    if not line.alarms:
        return ""
    left = line.alarms[0].days_left
    if left < 0:
        return words.count("{n} day over", "{n} days over", -left)
    if left == 0:
        return words.say("Today")
    return words.count("{n} day left", "{n} days left", left)
