"""When a child was born, exactly or between two days, and after how many weeks."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.ages import gestation_text
from imh_desktop.flows.child_forms import ChildForm
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Choice,
    LabelledField,
    PlainLabel,
    TextField,
    Tick,
    column,
    row,
)
from imh_desktop.words import Words


class BirthFields(QWidget):
    """The day of birth: one day, or the first and the last it may have been."""

    def __init__(self, look: Look, words: Words) -> None:
        """Build the fields; the day is taken to be known until the person says otherwise."""
        super().__init__()
        choices = [
            ("exact", words.say("The day is known")),
            ("between", words.say("Not sure of the day")),
        ]
        self._exactness = Choice(look, words.say("How well the day of birth is known"), choices)
        self._exactness.choose("exact")
        self._exactness.chosen.connect(lambda _code: self._show_fitting())
        born, latest = words.say("Day of birth"), words.say("Last day it may have been")
        self._exact_words = born
        self._between_words = words.say("First day it may have been")
        self._first = DayField(look, words, born)
        self._last = DayField(look, words, latest)
        self.boxes = {
            "born_earliest": LabelledField(look, born, self._first),
            "born_latest": LabelledField(look, latest, self._last),
        }
        items = column(self, gap=look.px(10))
        ask = row()
        ask.addWidget(self._exactness)
        ask.addStretch()
        items.addLayout(ask)
        for box in self.boxes.values():
            items.addWidget(box)
        self._show_fitting()

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"exactness": self._exactness, "first": self._first, "last": self._last}

    def values(self) -> tuple[str, str]:
        """Return the first and the last day as typed; the last empty when the day is known."""
        between = self._exactness.code == "between"
        return self._first.iso(), self._last.iso() if between else ""

    def show_form(self, form: ChildForm) -> None:
        """Show a form's days."""
        self._exactness.choose("between" if form.born_latest else "exact")
        self._first.set_day(_day(form.born_earliest))
        self._last.set_day(_day(form.born_latest))
        self._show_fitting()

    def _show_fitting(self) -> None:
        between = self._exactness.code == "between"
        self.boxes["born_latest"].setVisible(between)
        said = self._between_words if between else self._exact_words
        self.boxes["born_earliest"].label.setText(said)


class GestationFields(QWidget):
    """Weeks and days of pregnancy at birth, or "not known"."""

    def __init__(self, look: Look, words: Words) -> None:
        """Build the fields."""
        super().__init__()
        self._weeks = _number(look, words.say("Weeks of pregnancy"), 2)
        self._days = _number(look, words.say("and days"), 1)
        self._unknown = Tick(look, words.say("Not known"))
        self._unknown.toggled.connect(self._on_unknown)
        items = row(self, gap=look.px(8))
        for field, unit in ((self._weeks, words.say("weeks")), (self._days, words.say("days"))):
            items.addWidget(field)
            items.addWidget(PlainLabel(look, unit, size=14))
        items.addSpacing(look.px(12))
        items.addWidget(self._unknown, 1)
        self.setFocusProxy(self._weeks)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"weeks": self._weeks, "days": self._days, "unknown": self._unknown}

    def value(self) -> str:
        """Return weeks and days as a form holds them; empty when not known."""
        if self._unknown.isChecked() or not (self._weeks.text() or self._days.text()):
            return ""
        return f"{self._weeks.text()}w{self._days.text() or '0'}d"

    @property
    def said(self) -> bool:
        """Tell whether the person has said anything, "not known" included."""
        return self._unknown.isChecked() or bool(self._weeks.text() or self._days.text())

    def show_days(self, days: int | None) -> None:
        """Show a gestation; None = not known."""
        self._unknown.setChecked(days is None)
        weeks, rest = gestation_text(days).rstrip("d").split("w") if days is not None else ("", "")
        self._weeks.setText(weeks)
        self._days.setText(rest)

    def _on_unknown(self, unknown: bool) -> None:
        for field in (self._weeks, self._days):
            field.setEnabled(not unknown)


def _number(look: Look, name: str, longest: int) -> TextField:
    field = TextField(look, name, limit=longest)
    field.setValidator(QRegularExpressionValidator(r"\d*", field))
    field.setFixedWidth(look.px(64))
    return field


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
