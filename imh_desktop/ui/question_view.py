"""One question in full: the choices side by side, why, and what to do with it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from imh_desktop.flows.deciding import Question
from imh_desktop.ui.choice_card import ChoiceCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    LabelledField,
    Notice,
    PlainLabel,
    ScrollColumn,
    TextField,
    Wrapping,
    column,
)
from imh_desktop.words import Words

_REASON_LIMIT = 500
_CARD = 250
"""Pixels at 100 % of one choice beside another."""


class QuestionView(ScrollColumn):
    """Says what the person decided; who owns it writes it and shows the next.

    ``kept``: choice and reason. ``both``: reason. ``every``: all late answers of this record are
    taken in (True) or left out, and the reason.
    """

    kept = Signal(str, str)
    both = Signal(str)
    every = Signal(bool, str)
    later = Signal()

    def __init__(
        self, look: Look, words: Words, question: Question, reasons: tuple[str, ...],
        *, others_late: int = 0,
    ) -> None:  # fmt: skip
        """Show a question; ``others_late``: how many more answers of this visit came late."""
        super().__init__(look, margins=4, gap=14)
        self._look, self._words = look, words
        where = words.abreast((question.child, question.where))
        self.items.addWidget(PlainLabel(look, where, size=14, colour="muted", wrap=True))
        self.items.addWidget(PlainLabel(look, question.label, size=20, bold=True, wrap=True))
        asked = asked_said(question, words)
        self.items.addWidget(PlainLabel(look, asked, size=15, wrap=True))
        if question.private:
            care = words.say("Only you should see this now. Someone comes in? Press F12.")
            self.items.addWidget(Notice(look, care))
        self.items.addWidget(self._reason_row(reasons))
        self._cards = [ChoiceCard(look, words, question, one) for one in question.choices]
        for card, choice in zip(self._cards, question.choices, strict=True):
            card.taken.connect(lambda letter=choice.choice: self._keep(letter))
        self.items.addWidget(self._side_by_side())
        self.items.addWidget(self._below(question, others_late))
        self.items.addStretch(1)

    cancel = None

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"why": self._reason}

    @property
    def above(self) -> QVBoxLayout:
        """Return where a line stands above all that is asked."""
        return self.items

    @property
    def first(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self._reason

    def say_fault(self, message: str) -> None:
        """Say what kept it from being written."""
        self._field.say_fault(message)
        self.reveal(self._field)

    def _reason_row(self, reasons: tuple[str, ...]) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        items = column(holder, gap=look.px(8))
        label = words.say("Why? This is kept with it.")
        self._reason = TextField(look, label, limit=_REASON_LIMIT)
        self._field = LabelledField(look, label, self._reason)
        items.addWidget(self._field)
        line = Wrapping(gap=look.px(8), fill=False)
        for each in reasons:
            button = Button(look, each)
            button.clicked.connect(lambda _=False, said=each: self._say(said))
            line.add(button)
        items.addWidget(line)
        return holder

    def _say(self, reason: str) -> None:
        self._reason.setText(reason)
        self._field.say_fault("")
        self._cards[0].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _side_by_side(self) -> QWidget:
        holder = QWidget()
        beside = Wrapping(holder, gap=self._look.px(14), least=self._look.px(_CARD), even=True)
        for card in self._cards:
            beside.add(card)
        return holder

    def _below(self, question: Question, others_late: int) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        line = Wrapping(holder, gap=look.px(10), fill=False)
        if question.joinable:
            both = Button(look, words.say("Keep both"), icon="plus")
            both.clicked.connect(lambda: self._with_reason(self.both.emit))
            line.add(both)
        if others_late:
            for said, take in (
                (words.say("Take all late answers in"), True),
                (words.say("Leave all of them out"), False),
            ):
                button = Button(look, said, kind="quiet")
                button.setAccessibleDescription(question.where)
                button.clicked.connect(lambda _=False, take=take: self._every(take))
                line.add(button)
        later = Button(look, words.say("Later"), kind="quiet")
        later.clicked.connect(self.later)
        line.add(later)
        return holder

    def _keep(self, choice: str) -> None:
        self._with_reason(lambda reason: self.kept.emit(choice, reason))

    def _every(self, take: bool) -> None:
        self._with_reason(lambda reason: self.every.emit(take, reason))

    def _with_reason(self, go_on: Callable[[str], object]) -> None:
        reason = self._reason.text().strip()
        if reason:
            go_on(reason)
            return
        self.say_fault(self._words.say("Please say why, in a few words."))
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)


def asked_said(question: Question, words: Words) -> str:
    """Ask, in plain words, what is to be decided."""
    if question.kind == "field" and len(question.choices) > 2:
        return words.say(
            "Several people wrote different things here, and none knew of the others. Which one"
            " is right?"
        )
    return {
        "field": words.say(
            "Two people wrote different things here, and neither knew of the other. Which one is"
            " right?"
        ),
        "late": words.say(
            "This was written by somebody who did not know that the visit was closed. It counts"
            " only if you take it in."
        ),
        "closed": words.say(
            "Two people finished this visit, and neither knew of the other. Which one should"
            " stand? What only the other one holds is asked about after that."
        ),
        "moved": words.say(
            "This visit was recorded with the wrong child and moved. Somebody wrote this down"
            " before they knew. Who of this family said it? Whoever is missing here is added on"
            " the child's page first."
        ),
        "results": words.say(
            "This visit was corrected on two laptops. What it showed has to be worked out again"
            " from all its answers."
        ),
    }[question.kind]
