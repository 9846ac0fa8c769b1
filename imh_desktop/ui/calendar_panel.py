"""Before visits to come are saved for a calendar: what each event says of the child."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.visit_calendar import LABELS
from imh_desktop.errors import ImhError
from imh_desktop.flows.visit_calendar import WrittenCalendar, write_calendar
from imh_desktop.ui import saving
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.style import Look
from imh_desktop.ui.summary_page import SummaryPage
from imh_desktop.ui.widgets import Choice, LabelledField, Notice, Panel, PlainLabel
from imh_desktop.words import Words


class CalendarPanel(Panel):
    """Emits ``answered`` with a label of ``core.visit_calendar``; nothing is chosen for names."""

    answered = Signal(str)

    def __init__(self, look: Look, parent: QWidget, words: Words) -> None:
        """Offer the labels, without any name first."""
        super().__init__(look, parent, words.say("Visits for a calendar"))
        what = words.say(
            "One day for each visit to come, without hours and without a reason. Take it into a"
            " calendar of its own: then you can delete it and take in a newer one."
        )
        self.body.addWidget(PlainLabel(look, what, size=15, wrap=True))
        label = words.say("What a day says")
        offered = [
            ("none", words.say("“Visit”, and nothing else")),
            ("number", words.say("“Visit” and the child’s number")),
            ("name", words.say("“Visit” and the child’s first name")),
        ]
        self._label = Choice(look, label, offered, upright=True)
        self._label.choose("none")
        self._label.chosen.connect(self._warn)
        self.body.addWidget(LabelledField(look, label, self._label))
        travels = words.say(
            "Calendars travel: to phones, to companies, to everyone who shares them. A name there"
            " tells others whom you visit."
        )
        self._warning = Notice(look, travels, tone="warn")
        self.body.addWidget(self._warning)
        self.add_button(words.say("Cancel")).clicked.connect(self.put_away)
        self._save = self.add_button(words.say("Save"), kind="primary")
        self._save.clicked.connect(self._answer)
        self.dismissed.connect(self.put_away)
        self._warn("none")

    def show_panel(self) -> None:
        """Show it, with the keyboard at what is chosen."""
        self.open(self._label.button("none"))

    def _warn(self, code: str) -> None:
        self._warning.setVisible(code == "name")

    def _answer(self) -> None:
        self.put_away()
        self.answered.emit(self._label.code or "none")


def offer_calendar(bench: Bench, page: SummaryPage) -> None:
    """Offer, on the plan of the week, to save the visits for a calendar."""
    button = page.add_action(bench.words.say("For a calendar"), "calendar-blank")
    button.clicked.connect(bench.guarded(lambda: _ask(bench, page)))


def _ask(bench: Bench, page: SummaryPage) -> None:
    panel = CalendarPanel(bench.look, page.parentWidget() or page, bench.words)
    panel.answered.connect(bench.guarded(lambda code: _save(bench, page, code)))
    panel.show_panel()


def _save(bench: Bench, page: SummaryPage, code: str) -> None:
    words, label = bench.words, next(each for each in LABELS if each == code)

    def write(path: Path) -> None:
        try:
            now = bench.now().astimezone()
            done = write_calendar(bench.vault, bench.library, path, label, words, now)
        except ImhError as error:
            page.say(words.told(error))
            return
        page.say(_done(done, words))

    saving.ask_where(page, words, f"visits-{bench.today().isoformat()}.ics", write, ending="ics")


def _done(done: WrittenCalendar, words: Words) -> str:
    said = words.count("{n} visit is saved.", "{n} visits are saved.", done.visits)
    if not done.over:
        return said
    over = words.count(
        "{n} visit whose day is over is not in it.",
        "{n} visits whose day is over are not in it.",
        done.over,
    )
    return f"{said} {over}"
