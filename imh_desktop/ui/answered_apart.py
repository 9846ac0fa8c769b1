"""On a child's page: what was answered at another child's visit about what was agreed here."""

from imh_desktop.flows.answered_apart import AnsweredApart
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Card, PlainLabel, column
from imh_desktop.words import Words


class AnsweredApartCard(Card):
    """Says that it was asked elsewhere, and a line for each answer."""

    def __init__(self, look: Look, words: Words, apart: AnsweredApart) -> None:
        """Lay out the lines."""
        super().__init__(look)
        items = column(self, margins=look.px(14), gap=look.px(4))
        title = words.say(
            "Asked at a visit of {day} that is with another child, about what was agreed here",
            day=apart.visit_on,
        )
        items.addWidget(PlainLabel(look, title, size=14, bold=True, wrap=True))
        for line in apart.lines:
            items.addWidget(PlainLabel(look, line, size=14, wrap=True))
        about = words.say("It counts for neither child.")
        items.addWidget(PlainLabel(look, about, size=13, colour="muted", wrap=True))
