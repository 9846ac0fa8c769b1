"""The strip over every page of the demo: that nothing here is real, and the ways out of it."""

from PySide6.QtCore import Signal

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Ground, PlainLabel, row
from imh_desktop.words import Words


class DemoStrip(Ground):
    """Emits ``left`` to leave the demo, ``removal_asked`` to take a lasting one off the laptop."""

    left = Signal()
    removal_asked = Signal()

    def __init__(self, look: Look, words: Words, *, lasting: bool) -> None:
        """Say it; ``lasting``: the demo stays on the laptop until it is removed."""
        super().__init__(look, "warn_soft")
        self.setAccessibleName(words.say("Demo"))
        items = row(self, gap=look.px(10))
        items.setContentsMargins(look.px(16), 0, look.px(16), 0)
        said = words.say("Demo family – nothing here is real")
        items.addWidget(PlainLabel(look, said, size=14, bold=True, colour="warn"), 1)
        leave = Button(look, words.say("Leave the demo"), kind="quiet")
        leave.clicked.connect(self.left)
        items.addWidget(leave)
        if lasting:
            gone = Button(look, words.say("Remove the demo"), kind="quiet")
            gone.clicked.connect(self.removal_asked)
            items.addWidget(gone)
