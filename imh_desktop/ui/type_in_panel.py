"""Before a visit is typed in from paper: the day that stands on it, said twice."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from imh_desktop.core.checklist import Review
from imh_desktop.core.people import Child
from imh_desktop.flows.cards import BandChoice
from imh_desktop.ui.start_visit_panel import StartVisitPanel
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Tick
from imh_desktop.words import Words


class TypeInPanel(StartVisitPanel):
    """Asks as for a visit, with no day filled in. The day is ticked before it is taken: every
    answer will bear it, and it says which checklist lies on the table."""

    def __init__(
        self, look: Look, parent: QWidget, words: Words, child: Child, today: date,
        reviews: Mapping[str, Review],
    ) -> None:  # fmt: skip
        """Build the panel with an empty day."""
        title = words.say("Type in a visit from paper")
        super().__init__(look, parent, words, child, today, reviews, title)
        self._today = today
        self._day.set_day(None)
        self._sure = Tick(look, words.say("This is the day that stands on the paper"))
        self._sure.hide()
        self.body.addWidget(self._sure)
        self.begin.setText(words.say("Type it in"))
        self.begin.setEnabled(False)

    def offer(self, choices: tuple[BandChoice, ...]) -> None:
        """Show which checklist fits, and ask whether the day is right."""
        super().offer(choices)
        day = self._day.day()
        self._sure.setChecked(False)
        self._sure.setVisible(day is not None and self.begin.isEnabled())

    def say_fault(self, message: str, *, on_day: bool = False) -> None:
        """Say why the visit cannot be typed in."""
        if on_day:
            self._sure.hide()
        super().say_fault(message, on_day=on_day)

    def _on_day(self) -> None:
        day = self._day.day()
        if day is not None and day > self._today:
            self.say_fault(self._words.say("This day is still to come."), on_day=True)
            return
        super()._on_day()

    def _on_begin(self) -> None:
        if not self._sure.isChecked():
            self.say_fault(self._words.say("Please look at the paper, and tick its day."))
            return
        super()._on_begin()
