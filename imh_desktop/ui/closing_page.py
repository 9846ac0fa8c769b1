"""Before the window closes a backup is made; nobody must wait for it."""

from PySide6.QtCore import Signal

from imh_desktop.ui.shell_widgets import MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel, ProgressBar
from imh_desktop.words import Words


class ClosingPage(MiddlePage):
    """Says what is happening and how far it is. ``left``: she does not want to wait."""

    left = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Build the page."""
        super().__init__(look, width=560)
        title = words.say("One more backup")
        self.body.addWidget(PlainLabel(look, title, size=24, bold=True, wrap=True))
        said = words.say(
            "All of your work is saved. A backup of it is being made, and then the program closes."
        )
        self.body.addWidget(PlainLabel(look, said, size=16, wrap=True))
        self._bar = ProgressBar(look)
        self._bar.setAccessibleName(title)
        self.body.addWidget(self._bar)
        close = Button(look, words.say("Close without it"))
        close.clicked.connect(self.left)
        self.body.addWidget(close)
        later = words.say("If you do not wait, the backup is made when you next work here.")
        self.body.addWidget(PlainLabel(look, later, size=14, colour="muted", wrap=True))
        self.setFocusProxy(close)

    def show_share(self, done: int, total: int) -> None:
        """Show how far it is."""
        self._bar.set_share(min(done / total, 1) if total else 0)
