"""Before a visit whose day is not assumed: it is written, and then ticked."""

from datetime import date

from imh_desktop.flows.cards import BandChoice
from imh_desktop.flows.visit_days import ClockDoubt
from imh_desktop.ui.start_visit_panel import StartVisitPanel
from imh_desktop.ui.widgets import Notice, Tick
from imh_desktop.words import Words


class SureDayPanel(StartVisitPanel):
    """Asks as for a visit, with no day filled in. The day is ticked before it is taken: every
    answer will bear it, and it says which checklist fits."""

    def ask_day(self, sure: str, unsure: str) -> None:
        """Empty the day. ``sure``: the words to tick; ``unsure``: said until they are ticked."""
        self._unsure = unsure
        self._day.set_day(None)
        self._sure = Tick(self._look, sure)
        self._sure.hide()
        self.body.addWidget(self._sure)
        self.begin.setEnabled(False)

    def doubt(self, doubt: ClockDoubt, words: Words) -> None:
        """Say why the day is asked, and ask it."""
        self.body.insertWidget(0, Notice(self._look, doubt_said(doubt, self._today, words)))
        self.ask_day(
            words.say("This is the day of the visit"),
            words.say("Please look at the day, and tick it."),
        )

    def offer(self, choices: tuple[BandChoice, ...]) -> None:
        """Show which checklist fits, and ask whether the day is right."""
        super().offer(choices)
        day = self._day.day()
        self._sure.setChecked(False)
        self._sure.setVisible(day is not None and self.begin.isEnabled())

    def say_fault(self, message: str, *, on_day: bool = False) -> None:
        """Say why the visit cannot begin."""
        if on_day:
            self._sure.hide()
        super().say_fault(message, on_day=on_day)

    def _on_begin(self) -> None:
        if not self._sure.isChecked():
            self.say_fault(self._unsure)
            return
        super()._on_begin()


def doubt_said(doubt: ClockDoubt, today: date, words: Words) -> str:
    """Say why the clock is not believed."""
    last, clock = words.date(doubt.last_on), words.date(today)
    if doubt.kind == "before":
        return words.say(
            "The clock of this laptop says {clock}, but something was written here on {last}."
            " Please write the day yourself.",
            clock=clock, last=last,
        )  # fmt: skip
    return words.say(
        "Nothing was written on this laptop since {last}, and its clock says {clock}. Please write"
        " the day yourself.",
        last=last, clock=clock,
    )  # fmt: skip
