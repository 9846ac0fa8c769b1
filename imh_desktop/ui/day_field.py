"""A day typed plainly: day, month by name, year. Never ambiguous numerals."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Select, TextField, row
from imh_desktop.words import Words


class DayField(QWidget):
    """Three fields for one day. Emits ``changed`` whenever the person alters one."""

    changed = Signal()

    def __init__(self, look: Look, words: Words, label: str) -> None:
        """Build the fields; ``label`` names the day for those who cannot see it."""
        super().__init__()
        self._day = self._digits(
            look, words.say("{label}: day", label=label), words.say("Day"), longest=2
        )
        months = [("0", words.say("Month"))]
        months += [(str(number), name) for number, name in enumerate(words.months(), 1)]
        self._month = Select(look, words.say("{label}: month", label=label), months)
        self._year = self._digits(
            look, words.say("{label}: year", label=label), words.say("Year"), longest=4
        )
        items = row(self, gap=look.px(8))
        for field, stretch in ((self._day, 2), (self._month, 4), (self._year, 3)):
            items.addWidget(field, stretch)
        self._month.picked.connect(lambda _code: self.changed.emit())
        self.setFocusProxy(self._day)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the three fields: what is half typed is no day yet."""
        return {"day": self._day, "month": self._month, "year": self._year}

    def iso(self) -> str:
        """Return the day as ISO text, empty when nothing was typed.

        What is no day (31 February, a missing year) is returned as typed, for the flow to refuse.
        """
        day, month, year = self._day.text(), int(self._month.code()), self._year.text()
        if not (day or month or year):
            return ""
        return f"{year.rjust(4, '0')}-{month:02d}-{day.rjust(2, '0')}"

    def day(self) -> date | None:
        """Return the day, or None when it is empty or no day."""
        try:
            return date.fromisoformat(self.iso())
        except ValueError:
            return None

    def set_day(self, day: date | None) -> None:
        """Show a day, or nothing."""
        with QSignalBlocker(self):  # nobody typed it
            self._day.setText(str(day.day) if day else "")
            self._month.choose(str(day.month if day else 0))
            self._year.setText(str(day.year) if day else "")

    def _digits(self, look: Look, name: str, hint: str, *, longest: int) -> TextField:
        field = TextField(look, name, hint=hint, limit=longest)
        field.setValidator(QRegularExpressionValidator(r"\d*", field))
        field.setMinimumWidth(look.px(64 if longest == 2 else 84))
        field.textChanged.connect(lambda _text: self.changed.emit())
        return field
