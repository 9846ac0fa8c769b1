"""A file for those who mend the program: offered where one asks whether all is whole."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Wrapping
from imh_desktop.words import Words


class SupportCard(TitledCard):
    """Says what the file holds. Emits ``asked``."""

    asked = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Build the card."""
        said = words.say(
            "Versions, sizes and faults, and no word of anyone. Read it before you send it."
        )
        super().__init__(look, words.say("For those who mend the program"), help_text=said)
        holder = QWidget()
        button = Button(look, words.say("Save the file"))
        button.clicked.connect(self.asked)
        Wrapping(holder, fill=False).add(button)
        self.items.addWidget(holder)
