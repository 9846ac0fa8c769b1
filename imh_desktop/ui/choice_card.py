"""One of the values to choose between: what, who, when, and what its writer had seen."""

from PySide6.QtCore import Qt, Signal

from imh_desktop.flows.deciding import OPEN_AGAIN, Choice, Question
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Card, Chip, PlainLabel, column, row
from imh_desktop.words import Words

_SHORT = 80
"""Letters up to which a value stands large."""


class ChoiceCard(Card):
    """Emits ``taken`` when this one is to stand."""

    taken = Signal()

    def __init__(self, look: Look, words: Words, question: Question, choice: Choice) -> None:
        """Show a choice of a question."""
        super().__init__(look)
        items = column(self, margins=look.px(18), gap=look.px(8))
        if choice.late or choice.stands:
            said = words.say("Came later") if choice.late else words.say("The visit says now")
            line = row()
            line.addWidget(Chip(look, said, tone="warn" if choice.late else "plain"))
            line.addStretch(1)
            items.addLayout(line)
        short = len(choice.said) <= _SHORT
        size = 18 if short else 15
        items.addWidget(PlainLabel(look, choice.said, size=size, bold=short, wrap=True))
        by = ". ".join(filter(None, (choice.who, choice.when)))
        for each in filter(None, (choice.who, choice.when)):
            items.addWidget(PlainLabel(look, each, size=14, wrap=True))
        for each in choice.seen:
            items.addWidget(PlainLabel(look, each, size=14, colour="muted", wrap=True))
        items.addSpacing(look.px(6))
        items.addStretch(1)
        self.button = Button(look, _verb(words, question, choice))
        self.button.setAccessibleDescription(f"{choice.said}. {by}")
        self.button.clicked.connect(self.taken)
        items.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)


def _verb(words: Words, question: Question, choice: Choice) -> str:
    if choice.choice == OPEN_AGAIN:
        return words.say("Open it again")
    if question.kind == "results":
        return words.say("Work it out again")
    if question.kind == "late":
        return words.say("Take this in") if choice.late else words.say("Leave it as it is")
    return words.say("Keep this")
