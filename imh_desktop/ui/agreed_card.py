"""What a family agreed to, in short: what to ask about, and the way to all of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel
from imh_desktop.words import Words


class AgreedCard(TitledCard):
    """Emits ``asked`` when the person wants to see all."""

    asked = Signal()

    def __init__(self, look: Look, words: Words, to_ask: Sequence[str]) -> None:
        """Show what to ask the family about; nothing here stops a visit."""
        title = words.say("What the family agreed to")
        super().__init__(look, title, gap=8)
        for line in to_ask:
            self.items.addWidget(PlainLabel(look, line, size=15, colour="warn", wrap=True))
        if not to_ask:
            fine = words.say("Taking part is agreed to.")
            self.items.addWidget(PlainLabel(look, fine, size=15, colour="muted", wrap=True))
        button = Button(look, words.say("See and change"), icon="check-circle")
        button.setAccessibleDescription(title)
        button.clicked.connect(self.asked)
        self.items.addWidget(button)
