"""The pages a family was given, what each is worth now, and who may receive one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.printing_log import GivenPage
from imh_desktop.flows.printing_recipients import Recipient
from imh_desktop.ui.given_words import state_said, what_said
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Notice, PlainLabel, column, row
from imh_desktop.words import Words

_LONGEST = 60


class GivenPagesPage(ToldPage):
    """The latest first. ``renew_asked`` with a visit's id, ``again_asked`` with that of a giving,
    ``refuse_asked`` and ``allow_asked`` with a caregiver's."""

    renew_asked = Signal(str)
    again_asked = Signal(str)
    refuse_asked = Signal(str)
    allow_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, lines: Sequence[GivenPage],
        renew: Sequence[GivenPage], people: Sequence[Recipient],
    ) -> None:  # fmt: skip
        """Show the list; ``renew``: what should be given anew."""
        super().__init__(look, words, words.say("Pages given"))
        for line in renew:
            self._offer_new(line)
        self.cards.addWidget(self._list(lines))
        self.cards.addWidget(self._people(people))
        done = self.button(words.say("Done"), self.left, kind="primary")
        self.land_on(done)

    def _offer_new(self, line: GivenPage) -> None:
        words = self._words
        said = words.say(
            "The page of {day} is outdated. The family should get a new one.",
            day=words.date(line.printed.on),
        )
        notice = Notice(self._look, said, tone="warn", action=words.say("Make a new page"))
        notice.acted.connect(lambda: self.renew_asked.emit(line.printed.visit_id))
        self.cards.addWidget(notice)

    def _list(self, lines: Sequence[GivenPage]) -> TitledCard:
        words = self._words
        card = TitledCard(self._look, words.say("Who got which page"), gap=14)
        for line in lines:
            card.items.addWidget(self._line(line))
        if not lines:
            none = words.say("No page was given yet. After a visit, choose “Family page”.")
            card.items.addWidget(PlainLabel(self._look, none, size=15, wrap=True))
        return card

    def _line(self, line: GivenPage) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        sides = row(holder, gap=look.px(12))
        said = column(gap=look.px(2))
        day = words.date(line.printed.on)
        said.addWidget(PlainLabel(look, day, size=15, bold=True, wrap=True))
        said.addWidget(PlainLabel(look, what_said(line, words), size=14, wrap=True))
        code = words.say("Page code: {code}", code=line.printed.code)
        said.addWidget(PlainLabel(look, code, size=13, colour="muted", wrap=True))
        if state := state_said(line, words):
            said.addWidget(PlainLabel(look, state, size=14, bold=line.outdated, wrap=True))
        sides.addLayout(said, 1)
        again = Button(look, words.say("Give it again"), icon="printer")
        again.setAccessibleDescription(f"{day} {line.printed.code}")
        again.setEnabled(line.state != "unreadable")
        again.clicked.connect(lambda: self.again_asked.emit(line.printed.print_id))
        sides.addWidget(again)
        return holder

    def _people(self, people: Sequence[Recipient]) -> TitledCard:
        words = self._words
        card = TitledCard(
            self._look, words.say("Who may receive a page"), gap=14,
            help_text=words.say("Keep to what a court or the programme has decided."),
        )  # fmt: skip
        for person in people:
            card.items.addWidget(self._person(person))
        if not people:
            none = words.say("No caregivers yet.")
            card.items.addWidget(PlainLabel(self._look, none, size=15, colour="muted", wrap=True))
        return card

    def _person(self, person: Recipient) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        sides = row(holder, gap=look.px(12))
        said = column(gap=look.px(2))
        name = person.name[:_LONGEST]
        said.addWidget(PlainLabel(look, name, size=15, bold=True, wrap=True))
        may, asked = words.say("May receive a page"), self.refuse_asked
        change = words.say("Give no pages")
        if person.refused is not None:
            may = words.say("Receives no page: {reason}", reason=person.refused)
            change, asked = words.say("Give pages again"), self.allow_asked
        said.addWidget(PlainLabel(look, may, size=14, wrap=True))
        sides.addLayout(said, 1)
        button = Button(look, change)
        button.setAccessibleDescription(name)
        button.clicked.connect(lambda: asked.emit(person.caregiver_id))
        sides.addWidget(button)
        return holder
