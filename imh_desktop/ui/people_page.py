"""Who opens this laptop's file, each with a passphrase of her own, and what opens it on paper."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from imh_desktop.flows.recovery import State
from imh_desktop.flows.workers import Person
from imh_desktop.ui.role_words import role_here
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.told_page import ToldPage
from imh_desktop.ui.widgets import Button, Card, Notice, PlainLabel, Wrapping, column
from imh_desktop.words import Words


class PeoplePage(ToldPage):
    """Emits what is wanted: ``mine_asked`` (one's own passphrase), ``add_asked``, ``code_asked``,
    ``cards_asked``, ``rehearsal_asked``, ``renew_asked``; and with a worker's id
    ``reset_asked``, ``role_asked``, ``end_asked``."""

    mine_asked = Signal()
    add_asked = Signal()
    code_asked = Signal()
    cards_asked = Signal()
    rehearsal_asked = Signal()
    renew_asked = Signal()
    reset_asked = Signal(str)
    role_asked = Signal(str)
    end_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, people: Sequence[Person], state: State, *,
        manages: bool, done: str = "",
    ) -> None:  # fmt: skip
        """Show them. ``manages``: the one here may add and end; ``done``: what was just done."""
        super().__init__(look, words, words.say("People on this laptop"))
        self._manages = manages
        if done:
            self.cards.addWidget(Notice(look, done, tone="ok"))
        for person in people:
            self.cards.addWidget(self._person(person))
        if not manages:
            only = words.say("A coordinator adds people here and gives a new passphrase.")
            self.cards.addWidget(PlainLabel(look, only, size=14, colour="muted", wrap=True))
        self.cards.addWidget(self._recovery(state))
        if manages:
            self.button(words.say("Add a person"), self.add_asked)
        self.land_on(self.button(words.say("Done"), self.left, kind="primary"))

    def _person(self, person: Person) -> QWidget:
        look, words = self._look, self._words
        card = Card(look)
        items = column(card, margins=look.px(20), gap=look.px(8))
        items.addWidget(PlainLabel(look, person.name, size=16, bold=True, wrap=True))
        you = words.say("you") if person.at_vault else ""
        said = words.abreast((role_here(words, person.role), you))
        items.addWidget(PlainLabel(look, said, size=14, colour="muted", wrap=True))
        choices = Wrapping(gap=look.px(8), fill=False)
        for text, signal in self._choices(person):
            button = Button(look, text)
            button.setAccessibleDescription(person.name)
            button.clicked.connect(signal)
            choices.add(button)
        items.addWidget(choices)
        return card

    def _choices(self, person: Person) -> Iterator[tuple[str, SignalInstance | Callable[[], None]]]:
        say, id_ = self._words.say, person.worker_id
        if person.at_vault:
            yield say("Change my passphrase"), self.mine_asked
        elif self._manages:
            yield say("Forgotten: new passphrase"), lambda: self.reset_asked.emit(id_)
        if self._manages:
            yield say("Change the role"), lambda: self.role_asked.emit(id_)
            if not person.at_vault:
                yield say("Take the access away"), lambda: self.end_asked.emit(id_)

    def _recovery(self, state: State) -> QWidget:
        look, words = self._look, self._words
        card = TitledCard(look, words.say("When nobody knows a passphrase"), gap=10)
        for line in _recovery_said(words, state):
            card.items.addWidget(PlainLabel(look, line, size=15, wrap=True))
        choices = Wrapping(gap=look.px(8), fill=False)
        wanted = [(words.say("Try the paper"), self.rehearsal_asked)]
        if self._manages:
            wanted += [
                (words.say("New recovery code"), self.code_asked),
                (words.say("Three cards, any two open"), self.cards_asked),
                (words.say("Change the key"), self.renew_asked),
            ]
        for text, signal in wanted:
            button = Button(look, text)
            button.clicked.connect(signal)
            choices.add(button)
        card.items.addWidget(choices)
        return card


def _recovery_said(words: Words, state: State) -> list[str]:
    said = []
    if state.code:
        said.append(words.say("One recovery code on paper opens the file."))
    if state.cards:
        said.append(words.say("Any two of three recovery cards open the file."))
    if state.code_is_old:
        said.append(
            words.say(
                "The code is from an earlier release. Make a new one before you take anybody's"
                " access away."
            )
        )
    return said
