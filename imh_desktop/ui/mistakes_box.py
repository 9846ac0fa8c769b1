"""What can be done about a mistake, in a box on the child's page."""

from PySide6.QtCore import Signal

from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button
from imh_desktop.words import Words


class MistakesBox(TitledCard):
    """One button a remedy. Emits ``asked`` with its kind."""

    asked = Signal(str)

    def __init__(self, look: Look, words: Words, *, visited: bool, finished: bool) -> None:
        """Make the box; ``visited``, ``finished``: whether there is a visit, and a finished one."""
        super().__init__(look, words.say("Put something right"), gap=10)
        for kind, icon, said, offered in (
            ("amend", "pencil-simple", words.say("Correct a finished visit"), finished),
            ("move", "arrows-left-right", words.say("Move a visit to the right child"), visited),
            ("lower", "pen-nib", words.say("Lower a next step"), finished),
            ("trash", "trash", words.say("Begun or added by mistake"), True),
            ("erase", "eraser", words.say("Erase for good"), True),
        ):
            if not offered:
                continue
            button = Button(look, said, icon=icon)
            # A bound method is held weakly: what it belongs to would be gone by then.
            button.clicked.connect(lambda _=False, kind=kind: self.asked.emit(kind))
            self.items.addWidget(button)
