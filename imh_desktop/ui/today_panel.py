"""Asks which day it is, where the laptop's clock cannot be believed."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.visit_days import ClockDoubt
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.style import Look
from imh_desktop.ui.sure_day_panel import doubt_said
from imh_desktop.ui.widgets import LabelledField, Panel, PlainLabel
from imh_desktop.words import Words


class TodayPanel(Panel):
    """Emits ``given`` with the day."""

    given = Signal(object)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, doubt: ClockDoubt, today: date
    ) -> None:
        """Say why it is asked; ``today``: as the clock has it."""
        super().__init__(look, parent, words.say("Which day is it today?"))
        self.body.addWidget(PlainLabel(look, doubt_said(doubt, today, words), size=15, wrap=True))
        self._words, label = words, words.say("Today")
        self.day = DayField(look, words, label)
        self._box = LabelledField(look, label, self.day)
        self.body.addWidget(self._box)
        self.add_button(words.say("Cancel"), kind="quiet").clicked.connect(self.put_away)
        self.add_button(words.say("Go on"), kind="primary").clicked.connect(self._on_done)
        self.dismissed.connect(self.put_away)

    def _on_done(self) -> None:
        day = self.day.day()
        if day is None:
            self._box.say_fault(self._words.say("Please write a day, a month and a year."))
            return
        self.put_away()
        self.given.emit(day)
