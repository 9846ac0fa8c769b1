"""Asks why visits end, and for another day of the next visit."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.care import statuses_said
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.reason_field import ReasonField
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Choice, LabelledField, Panel, PlainLabel
from imh_desktop.words import Words


class CarePanel(Panel):
    """Emits ``answered`` with a status of ``core.care`` and the reason, once there are both."""

    answered = Signal(str, str)

    def __init__(self, look: Look, parent: QWidget, words: Words, *, chosen: str = "") -> None:
        """Offer every way visits end; ``chosen``: the one that is known already."""
        super().__init__(look, parent, words.say("No more visits"))
        about = words.say(
            "The child leaves the list and nothing reminds of it any more. All that was written"
            " stays. Search finds the child, and the visits can go on again at any time."
        )
        self.body.addWidget(PlainLabel(look, about, size=15, wrap=True))
        ends = [pair for pair in statuses_said(words).items() if pair[0] != "active"]
        self._status = Choice(look, words.say("What happened"), ends, upright=True)
        self._status.choose(chosen if chosen in dict(ends) else None)
        self.body.addWidget(LabelledField(look, words.say("What happened"), self._status))
        self._reason = ReasonField(look, words)
        self.body.addWidget(self._reason)
        self.cancel = self.add_button(words.say("Cancel"))
        self.cancel.clicked.connect(self.put_away)
        self._done = self.add_button(words.say("End the visits"), kind="primary")
        self._status.chosen.connect(self._judge)
        self._reason.line.textChanged.connect(self._judge)
        self._done.clicked.connect(self._answer)
        self.dismissed.connect(self.put_away)
        self._judge()

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"status": self._status, "why": self._reason.line}

    def show_panel(self) -> None:
        """Show it, with the keyboard at the first way, or at the reason where the way is known."""
        known = self._status.code is not None
        self.open(self._reason if known else self._status.button("moved"))

    def _judge(self, _changed: str = "") -> None:
        ready = self._status.code is not None and self._reason.given
        self._done.setEnabled(ready)

    def _answer(self) -> None:
        self.put_away()
        self.answered.emit(self._status.code or "", self._reason.text())


class NextVisitPanel(Panel):
    """Emits ``answered`` with a day, None when it is no day, and the reason."""

    answered = Signal(object, str)

    def __init__(self, look: Look, parent: QWidget, words: Words) -> None:
        """Ask for a day and why."""
        label = words.say("Day of the next visit")
        super().__init__(look, parent, label)
        about = words.say("Your day holds over what the rules say, until a visit was made.")
        self.body.addWidget(PlainLabel(look, about, size=15, wrap=True))
        self._day = DayField(look, words, label)
        self.body.addWidget(LabelledField(look, label, self._day))
        self._reason = ReasonField(look, words)
        self.body.addWidget(self._reason)
        self.cancel = self.add_button(words.say("Cancel"))
        self.cancel.clicked.connect(self.put_away)
        done = self.add_button(words.say("Keep this day"), kind="primary")
        self._reason.unlock(done)
        done.clicked.connect(self._answer)
        self.dismissed.connect(self.put_away)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"day": self._day, "why": self._reason.line}

    def show_panel(self) -> None:
        """Show it, with the keyboard at the day."""
        self.open(self._day)

    def _answer(self) -> None:
        self.put_away()
        self.answered.emit(self._day.day(), self._reason.text())
