"""The last check of eyes and of ears: what it found, and when it was."""

from datetime import date

from PySide6.QtWidgets import QWidget

from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.form import Form
from imh_desktop.ui.shell_widgets import spread
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import LabelledField, column
from imh_desktop.words import Words


class CheckFields(QWidget):
    """Two rows whose fields belong to a form: "vision", "vision_on", "hearing", "hearing_on"."""

    def __init__(self, look: Look, words: Words, form: Form) -> None:
        """Make empty fields."""
        super().__init__()
        self._days: dict[str, DayField] = {}
        items = column(self, gap=look.px(12))
        for place, found, when in (
            ("vision", words.say("What the last eye check found"),
             words.say("Eyes last checked on")),
            ("hearing", words.say("What the last hearing check found"),
             words.say("Hearing last checked on")),
        ):  # fmt: skip
            day = self._days[f"{place}_on"] = DayField(look, words, when)
            box = form.put(f"{place}_on", LabelledField(look, when, day))
            items.addWidget(spread(look, form.line(place, found), box))

    def days(self) -> dict[str, str]:
        """Return field -> ISO text; empty where no day is written."""
        return {place: field.iso() for place, field in self._days.items()}

    def show_days(self, days: dict[str, str]) -> None:
        """Show kept days."""
        for place, text in days.items():
            self._days[place].set_day(date.fromisoformat(text) if text else None)
