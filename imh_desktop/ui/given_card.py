"""The last page a family was given, and the way to all of them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from imh_desktop.flows.printing_log import GivenPage
from imh_desktop.ui.given_words import briefly_said, state_said
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel
from imh_desktop.words import Words


class GivenCard(TitledCard):
    """Emits ``asked`` when the person wants to see all."""

    asked = Signal()

    def __init__(self, look: Look, words: Words, lines: Sequence[GivenPage]) -> None:
        """Show the latest of some pages."""
        super().__init__(look, words.say("Pages given"), gap=8)
        for line in lines[:1]:
            day = words.date(line.printed.on)
            for text in (day, briefly_said(line, words), state_said(line, words)):
                if text:
                    self.items.addWidget(PlainLabel(look, text, size=15, wrap=True))
        if not lines:
            none = words.say("None yet.")
            self.items.addWidget(PlainLabel(look, none, size=15, colour="muted", wrap=True))
        count = words.count("{n} page", "{n} pages", len(lines))
        button = Button(look, words.say("Pages and who may receive them"), icon="files")
        button.setAccessibleDescription(count)
        button.clicked.connect(self.asked)
        self.items.addWidget(button)
