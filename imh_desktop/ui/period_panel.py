"""Two days between which the figures are counted."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.programme_facts import Period
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, Panel
from imh_desktop.words import Words


class PeriodPanel(Panel):
    """Asks for the first and the last day. Emits ``chosen`` with both."""

    chosen = Signal(object, object)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, period: Period, go: str = ""
    ) -> None:
        """Ask, with the present days filled in; ``go``: words of the button that goes on."""
        super().__init__(look, parent, words.say("Which days?"))
        self._words = words
        self._fields: list[tuple[DayField, LabelledField]] = []
        for label, day in (
            (words.say("First day"), period.first),
            (words.say("Last day"), period.last),
        ):
            field = DayField(look, words, label)
            field.set_day(day)
            box = LabelledField(look, label, field)
            self.body.addWidget(box)
            self._fields.append((field, box))
        self.add_button(words.say("Cancel"), kind="quiet").clicked.connect(self.dismissed)
        count = self.add_button(go or words.say("Count these days"), kind="primary")
        count.clicked.connect(self._on_count)

    def say_fault(self, sentence: str) -> None:
        """Say what is wrong with the last day."""
        self._fields[-1][1].say_fault(sentence)

    def _on_count(self) -> None:
        days: list[date | None] = []
        for field, box in self._fields:
            days.append(field.day())
            fault = "" if field.day() else self._words.say("Please write a day, month and year.")
            box.say_fault(fault)
        if all(days):
            self.chosen.emit(*days)
