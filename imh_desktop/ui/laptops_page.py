"""The laptops of the programme: this one's standing, and who else is known."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Role
from imh_desktop.flows.known_laptops import KnownLaptop, Standing
from imh_desktop.ui import carry_words
from imh_desktop.ui.sayings import local_time
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Card, Notice, PlainLabel, column, row
from imh_desktop.words import Words


class LaptopsPage(ToldPage):
    """Emits what a person wants: ``join_asked``, ``first_asked`` (be the first coordinator),
    ``paper_asked`` (open a file), ``shut_out_asked`` with a device's id."""

    join_asked = Signal()
    first_asked = Signal()
    paper_asked = Signal()
    shut_out_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, standing: Standing, role: Role,
        laptops: Sequence[KnownLaptop], *, done: str = "",
    ) -> None:  # fmt: skip
        """Show the laptops; ``done``: what was just done, in a sentence."""
        super().__init__(look, words, words.say("Laptops of the programme"))
        if done:
            self.cards.addWidget(Notice(look, done, tone="ok"))
        self._coordinates = role == "coordinator" and standing in ("joined", "first")
        self._add_own(standing)
        others = [one for one in laptops if not one.own]
        if others:
            title = words.say("Known here")
            self.cards.addWidget(PlainLabel(look, title, size=17, bold=True, wrap=True))
        for one in others:
            self.cards.addWidget(self._laptop(one))
        self._add_buttons(standing)

    def _add_own(self, standing: Standing) -> None:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("This laptop"), gap=8)
        said = {
            "nobody": words.say("It has not joined a programme yet."),
            "asked": words.say(
                "It has asked to join. Open the file your coordinator gives you back."
            ),
            "joined": words.say("It belongs to the programme: it can carry work and take it in."),
            "first": words.say(
                "It is the first coordinator's. Other laptops join by a file they write for you."
                " Let a second coordinator join soon: work must be readable by two."
            ),
        }[standing]
        card.items.addWidget(PlainLabel(look, said, size=16, wrap=True))
        self.cards.addWidget(card)

    def _laptop(self, one: KnownLaptop) -> QWidget:
        look, words = self._look, self._words
        card = Card(look)
        items = row(card, margins=look.px(14), gap=look.px(12))
        told = column(gap=look.px(2))
        title = carry_words.named(words, one.name, one.device_id, one.role)
        told.addWidget(PlainLabel(look, title, size=16, bold=True, wrap=True))
        for line, colour in self._lines(one):
            told.addWidget(PlainLabel(look, line, size=14, colour=colour, wrap=True))
        items.addLayout(told, 1)
        if self._coordinates and not one.revoked:
            button = Button(look, words.say("Shut out"), kind="quiet")
            button.setAccessibleDescription(title)
            button.clicked.connect(lambda: self.shut_out_asked.emit(one.device_id))
            items.addWidget(button)
        return card

    def _lines(self, one: KnownLaptop) -> list[tuple[str, str]]:
        words, lines = self._words, []
        if one.revoked:
            lines.append((words.say("Shut out: nothing it writes from now on counts."), "warn"))
        if one.last_made_at:
            day = words.date(local_time(one.last_made_at).date())
            lines.append((words.say("Its last archive here was made on {day}", day=day), "muted"))
        else:
            lines.append((words.say("No archive of it was taken in here yet"), "muted"))
        if one.missing:
            said = words.count(
                "{n} change of it is missing here; its next archive may bring it",
                "{n} changes of it are missing here; its next archive may bring them",
                one.missing,
            )
            lines.append((said, "warn"))
        return lines

    def _add_buttons(self, standing: Standing) -> None:
        words = self._words
        if standing == "nobody":
            self.button(words.say("I am the first coordinator"), self.first_asked)
        opened = words.say("Open a request or an answer")
        if standing in ("nobody", "asked"):
            self.button(opened, self.paper_asked)
            again = words.say("Ask to join") if standing == "nobody" else words.say("Ask again")
            first = self.button(again, self.join_asked, kind="primary")
        else:
            first = self.button(opened, self.paper_asked, kind="primary")
        self.land_on(first)
