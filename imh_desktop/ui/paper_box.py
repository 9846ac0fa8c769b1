"""What else can be had on paper about a child, in a box on the child's page."""

from PySide6.QtCore import Signal

from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button
from imh_desktop.words import Words


class PaperBox(TitledCard):
    """One button a paper. Emits ``asked`` with its kind."""

    asked = Signal(str)

    def __init__(self, look: Look, words: Words) -> None:
        """Make the box."""
        super().__init__(look, words.say("On paper"), gap=10)
        for kind, icon, said in (
            ("checklist", "clipboard-text", words.say("Blank checklist to fill in by hand")),
            ("type-in", "keyboard", words.say("Type in a visit from paper")),
            ("held", "files", words.say("Copy of everything for the family")),
        ):
            button = Button(look, said, icon=icon)
            # A bound method is held weakly: what it belongs to would be gone by then.
            button.clicked.connect(lambda _=False, kind=kind: self.asked.emit(kind))
            self.items.addWidget(button)
