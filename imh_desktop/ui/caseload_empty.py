"""The caseload where there is nothing to list: nobody is here yet, or a search finds nobody."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.commands import offer
from imh_desktop.ui.shell_widgets import MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel, column, row
from imh_desktop.words import Words


class NobodyYet(MiddlePage):
    """The first thing a new worker sees. Emits ``add_asked``."""

    add_asked = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Say what to begin with; ``add`` is its button."""
        super().__init__(look, width=560)
        title = words.say("No children here yet")
        self.body.addWidget(PlainLabel(look, title, size=22, bold=True, wrap=True))
        what = words.say("Add the first child you visit. A name and a day of birth are enough.")
        self.body.addWidget(PlainLabel(look, what, size=16, wrap=True))
        self.add = Button(look, words.say("Add the first child"), kind="primary", icon="plus")
        offer(self.add, "add-child")
        self.add.clicked.connect(self.add_asked)
        self.body.addWidget(self.add)


class NoneFound(QWidget):
    """Stands in place of the list. Emits ``everybody_asked``."""

    everybody_asked = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Make it; ``say`` says what was not found."""
        super().__init__()
        self._words = words
        items = column(self, margins=look.px(16), gap=look.px(12))
        self._said = PlainLabel(look, size=16, wrap=True)
        items.addWidget(self._said)
        everybody = Button(look, words.say("Show everybody"))
        everybody.clicked.connect(self.everybody_asked)
        line = row()
        line.addWidget(everybody)
        line.addStretch()
        items.addLayout(line)
        items.addStretch()

    def say(self, typed: str) -> None:
        """Say that nobody has what was typed; where nothing was, that nothing waits."""
        said = self._words.say("No child matches “{typed}”.", typed=typed)
        self._said.setText(said if typed else self._words.say("Nothing waits here."))
