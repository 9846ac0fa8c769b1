"""The pages of a day: of each family one answer, and all of them made in one go."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.languages import spoken_languages
from imh_desktop.flows.printing_batch import Due
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import (
    Button,
    Card,
    Choice,
    Notice,
    PlainLabel,
    Wrapping,
    column,
    row,
)
from imh_desktop.words import Words

_LONGEST = 60


class DayPage(ToldPage):
    """One row a family. ``day_asked`` with days to go, ``made`` with child id -> answer,
    ``child_asked`` for one that is to be printed by itself.

    A family is in the job once its answer is given; who was asked about nothing is left out.
    """

    day_asked = Signal(int)
    made = Signal(dict)
    child_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, on: date, found: Sequence[Due], *,
        alone: Mapping[str, str], at_desk: bool,
    ) -> None:  # fmt: skip
        """Show the families. ``alone``: child id -> why its page is to be printed by itself.
        ``at_desk``: whoever sent the pages has answered already."""
        day = words.date(on)
        super().__init__(look, words, words.say("Pages of {day}", day=day), width=980)
        self._choices: dict[str, Choice] = {}
        self._at_desk, self._alone = at_desk, alone
        self._add_days()
        self.cards.addWidget(self._intro(found))
        for each in found:
            self.cards.addWidget(self._row(each))
        self._make = Button(look, words.say("Make the pages"), kind="primary", icon="files")
        self.foot.buttons.add(self._make)
        self._make.clicked.connect(lambda: self.made.emit(self.answers()))
        first = next(iter(self._choices.values()), None)
        self.land_on(first.button("print") if first else self._make)
        self._allow()

    def answers(self) -> dict[str, str]:
        """Return child id -> answer, of those who have one."""
        said = {child_id: choice.code for child_id, choice in self._choices.items()}
        return {child_id: code for child_id, code in said.items() if code}

    def _add_days(self) -> None:
        words, line = self._words, row(gap=self._look.px(10))
        for text, icon, after, days in (
            (words.say("The day before"), "caret-left", "", -1),
            (words.say("The day after"), "", "caret-right", 1),
        ):
            button = Button(self._look, text, kind="quiet", icon=icon, after=after)
            button.clicked.connect(lambda _=False, days=days: self.day_asked.emit(days))
            line.addWidget(button)
        line.addStretch(1)
        self.cards.addLayout(line)

    def _intro(self, found: Sequence[Due]) -> QWidget:
        look, words = self._look, self._words
        if not found:
            none = words.say("No family has a page of this day. Choose another day.")
            return Notice(look, none)
        if self._at_desk:
            title = words.say("These pages wait to be printed.")
            each = words.say("Each family begins on a sheet of its own.")
            return TitledCard(look, title, help_text=each)
        title = words.say("Is it safe for each page to be seen by everyone at home?")
        help_text = words.say(
            "Each family begins on a sheet of its own, in its own language. Who has no answer is"
            " left out."
        )
        return TitledCard(look, title, help_text=help_text)

    def _row(self, each: Due) -> Card:
        look, card, who = self._look, Card(self._look), QWidget()
        sides = Wrapping(gap=look.px(12))
        column(card, margins=look.px(16)).addWidget(sides)
        said = column(who, gap=look.px(2))
        name = each.name[:_LONGEST]
        said.addWidget(PlainLabel(look, name, size=16, bold=True, wrap=True))
        said.addWidget(PlainLabel(look, self._said(each), size=14, colour="muted", wrap=True))
        sides.add(who, whole=True)
        if why := self._alone.get(each.child_id):
            sides.add(PlainLabel(look, why, size=14, wrap=True))
            to_child = Button(look, self._words.say("Child's page"))
            to_child.setAccessibleDescription(name)
            to_child.clicked.connect(lambda: self.child_asked.emit(each.child_id))
            sides.add(to_child, 0)
            return card
        choice = Choice(look, name, self._offered())
        if self._at_desk:
            choice.choose("print")
        choice.chosen.connect(lambda _code: self._allow())
        self._choices[each.child_id] = choice
        sides.add(choice, 0, whole=True)
        return card

    def _offered(self) -> list[tuple[str, str]]:
        say = self._words.say
        if self._at_desk:
            return [("print", say("Print")), ("no", say("Leave out"))]
        return [
            ("print", say("Whole page")), ("strengths", say("Short page")),
            ("no", say("Do not print")),
        ]  # fmt: skip

    def _said(self, each: Due) -> str:
        words = self._words
        language = spoken_languages(words).get(each.language, each.language)
        if not each.given:
            return language
        last = words.date(max(each.given))
        return words.say("{language}  ·  given on {day}", language=language, day=last)

    def _allow(self) -> None:
        self._make.setEnabled(any(code != "no" for code in self.answers().values()))
