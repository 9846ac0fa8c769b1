"""What can be done about a mistake, in a box on the child's page."""

from PySide6.QtCore import Signal

from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button
from imh_desktop.words import Words


class MistakesBox(TitledCard):
    """One button a remedy. Emits ``asked`` with its kind."""

    asked = Signal(str)

    def __init__(self, look: Look, words: Words, *, finished: bool) -> None:
        """Make the box; ``finished``: whether there is a finished visit."""
        super().__init__(look, words.say("Put something right"), gap=10)
        on_visits = (
            ("amend", "pencil-simple", words.say("Correct a finished visit")),
            ("move", "arrows-left-right", words.say("Move a visit to the right child")),
        )
        always = (("trash", "trash", words.say("Begun or added by mistake")),)
        for kind, icon, said in (*(on_visits if finished else ()), *always):
            button = Button(look, said, icon=icon)
            # A bound method is held weakly: what it belongs to would be gone by then.
            button.clicked.connect(lambda _=False, kind=kind: self.asked.emit(kind))
            self.items.addWidget(button)
