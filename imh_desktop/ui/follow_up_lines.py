"""On a child's page: how it went, by a visit, with what was agreed before it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import PlainLabel, column
from imh_desktop.words import Words


class FollowUpLines(QWidget):
    """A heading, and a line for each thing that was talked about."""

    def __init__(self, look: Look, words: Words, lines: Sequence[str]) -> None:
        """Lay out the lines."""
        super().__init__()
        items = column(self, gap=look.px(2))
        title = words.say("Since the last visit")
        items.addWidget(PlainLabel(look, title, size=14, bold=True, wrap=True))
        for line in lines:
            items.addWidget(PlainLabel(look, line, size=14, wrap=True))
