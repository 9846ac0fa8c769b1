"""Before the first card: the day, how the visit is made, and which checklist fits the age."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.checklist import Review
from imh_desktop.core.languages import shipped_languages
from imh_desktop.core.people import Child
from imh_desktop.flows.cards import BandChoice
from imh_desktop.ui import sayings
from imh_desktop.ui.day_field import DayField
from imh_desktop.ui.review_badge import ReviewBadge
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Choice,
    LabelledField,
    Notice,
    Panel,
    PlainLabel,
    TextField,
    column,
)
from imh_desktop.words import Words


class StartVisitPanel(Panel):
    """Asks what a visit's first entry needs.

    ``day_given`` asks the owner for the bands of that day, which it shows with ``offer``;
    ``start_asked`` carries day, kind, language, band ("" = the only one) and reason.
    """

    day_given = Signal(object)
    start_asked = Signal(object, str, str, str, str)

    def __init__(
        self, look: Look, parent: QWidget, words: Words, child: Child, today: date,
        reviews: Mapping[str, Review], title: str = "",
    ) -> None:  # fmt: skip
        """Build the panel for a visit today; ``reviews``: of the questions, by language."""
        super().__init__(look, parent, title or words.say("Start a visit"), width=640)
        self._words, self._child, self._today = words, child, today
        self._several = False
        self._add_day()
        self._kind = Choice(look, words.say("How the visit is made"), sayings.kinds(words))
        self._kind.choose("home")
        tongues = shipped_languages(words)
        self._language = Choice(look, words.say("Language of the questions"), tongues)
        self._language.choose(words.language)
        self._language.chosen.connect(lambda _code: self._show_review())
        self._reviews, self._badge = reviews, ReviewBadge(look, words, parent)
        self._interpreter = self._ask_interpreter(look)
        self._age = PlainLabel(look, size=15, wrap=True)
        self._bands = column(gap=look.px(8))
        self._trouble = Notice(look, "", tone="warn")
        self._trouble.hide()
        for part in (
            self._day_box,
            LabelledField(look, words.say("How the visit is made"), self._kind),
            LabelledField(look, words.say("Language of the questions"), self._language),
            self._badge,
            *([self._interpreter] if self._interpreter else []),
            self._age,
        ):
            self.body.addWidget(part)
        self._show_review()
        self.body.addLayout(self._bands)
        self.body.addWidget(self._trouble)
        self._pick: Choice | None = None
        self._reason: LabelledField | None = None
        self.add_button(words.say("Cancel"), kind="quiet").clicked.connect(self.dismissed)
        self.begin = self.add_button(words.say("Begin the visit"), kind="primary")
        self.begin.clicked.connect(self._on_begin)

    def _add_day(self) -> None:
        label = self._words.say("Day of the visit")
        self._day = DayField(self._look, self._words, label)
        self._day.set_day(self._today)
        self._day.changed.connect(self._on_day)
        self._day_box = LabelledField(self._look, label, self._day)

    def interpreter(self) -> str:
        """Return who interprets, as it is written; empty where nobody is needed."""
        field = self._interpreter.field if self._interpreter else None
        return field.text() if isinstance(field, TextField) else ""

    def _ask_interpreter(self, look: Look) -> LabelledField | None:
        """Ask who interprets where a family needs somebody, with the usual name filled in."""
        if not self._child.interpreter:
            return None
        who = self._words.say("Who interprets at this visit?")
        field = TextField(look, who)
        field.setText(self._child.interpreter_name)
        needed = sayings.interpreter_line(self._words, self._child)
        return LabelledField(look, who, field, help_text=needed)

    def offer(self, choices: tuple[BandChoice, ...]) -> None:
        """Show which checklists fit the age on the day given."""
        self._forget_bands()
        self._day_box.say_fault("")
        ready = [choice for choice in choices if choice.ready]
        self.begin.setEnabled(bool(ready))
        if not choices:
            self._say_trouble(self._words.say("The checklists end at the sixth birthday."))
            return
        self._age.setText(sayings.ages_line(self._words, choices[0].reading, self._child))
        if not ready:
            self._say_not_yet(choices[0].band)
        elif len(choices) > 1:
            self._ask_band(ready)
        else:
            fits = self._words.say(
                "The checklist for {band} fits.", band=sayings.band_said(self._words, ready[0].band)
            )
            self._bands.addWidget(PlainLabel(self._look, fits, size=15, wrap=True))

    def say_fault(self, message: str, *, on_day: bool = False) -> None:
        """Say why the visit cannot begin."""
        if on_day:
            self._forget_bands()
            self._age.setText("")
            self._day_box.say_fault(message)
            self.begin.setEnabled(False)
        else:
            self._say_trouble(message)

    def _show_review(self) -> None:
        self._badge.show_review(self._reviews.get(self._language.code or ""))

    def _say_not_yet(self, band: str) -> None:
        self._say_trouble(
            self._words.say(
                "There is no checklist for {band} yet. It comes with a later version. "
                "Everything you wrote about the child is kept.",
                band=sayings.band_said(self._words, band),
            )
        )

    def _say_trouble(self, message: str) -> None:
        self._trouble.say(message)
        self._trouble.show()

    def _ask_band(self, ready: list[BandChoice]) -> None:
        look, words = self._look, self._words
        self._several = True
        label = words.say("The day of birth is not exact. Which checklist fits this child?")
        offered = [(choice.band, sayings.band_said(words, choice.band)) for choice in ready]
        self._pick = Choice(look, label, offered)
        self._bands.addWidget(LabelledField(look, label, self._pick))
        why = words.say("Why this one?")
        self._reason = LabelledField(look, why, TextField(look, why))
        self._bands.addWidget(self._reason)

    def _forget_bands(self) -> None:
        self._several, self._pick, self._reason = False, None, None
        self._trouble.hide()
        while (item := self._bands.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _on_day(self) -> None:
        day = self._day.day()
        if day is None:
            self.say_fault(self._words.say("Please write a day, a month and a year."), on_day=True)
        else:
            self.day_given.emit(day)

    def _on_begin(self) -> None:
        day = self._day.day()
        if day is None:
            return
        band = self._pick.code or "" if self._pick else ""
        if self._several and not band:
            self._say_trouble(self._words.say("Please choose one of the checklists."))
            return
        self.start_asked.emit(
            day, self._kind.code or "home", self._language.code or "en", band, self._why()
        )

    def _why(self) -> str:
        field = self._reason.field if self._reason else None
        return field.text() if isinstance(field, TextField) else ""
