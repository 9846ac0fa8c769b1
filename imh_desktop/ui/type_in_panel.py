"""Before a visit is typed in from paper: the day that stands on it, said twice."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QWidget

from imh_desktop.core.checklist import Review
from imh_desktop.core.people import Child
from imh_desktop.ui.style import Look
from imh_desktop.ui.sure_day_panel import SureDayPanel
from imh_desktop.words import Words


class TypeInPanel(SureDayPanel):
    """Asks as for a visit, with no day filled in: it stands on the paper on the table."""

    def __init__(
        self, look: Look, parent: QWidget, words: Words, child: Child, today: date,
        reviews: Mapping[str, Review],
    ) -> None:  # fmt: skip
        """Build the panel with an empty day."""
        title = words.say("Type in a visit from paper")
        super().__init__(look, parent, words, child, today, reviews, title)
        self.ask_day(
            words.say("This is the day that stands on the paper"),
            words.say("Please look at the paper, and tick its day."),
        )
        self.begin.setText(words.say("Type it in"))

    def _on_day(self) -> None:
        day = self._day.day()
        if day is not None and day > self._today:
            self.say_fault(self._words.say("This day is still to come."), on_day=True)
            return
        super()._on_day()
