"""The topics of the help that were found, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.help import HelpTopic
from imh_desktop.ui.lesson_list import LessonRow
from imh_desktop.ui.shell_widgets import empty
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import RadioSet, ScrollColumn
from imh_desktop.words import Words


class HelpList(ScrollColumn):
    """One stop for the Tab key; the arrows move in it. Emits ``chosen`` with a topic's id when
    another is chosen, and ``opened`` when one is pressed, also the one that is open."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Make an empty list."""
        super().__init__(look, gap=2, colour="ground", margins=0)
        self.look = look
        self.setAccessibleName(words.say("Topics of the help"))
        self._set = RadioSet(self)

    def show_topics(self, topics: Sequence[HelpTopic]) -> None:
        """Show these and no others."""
        empty(self.items)
        self._set = RadioSet(self)
        for number, topic in enumerate(topics, 1):
            line = LessonRow(self.look, topic.title, topic.summary, number)
            line.toggled.connect(lambda on, name=topic.topic_id: self._on_toggled(name, on))
            line.clicked.connect(self.opened)
            line.reached.connect(lambda line=line: self.reveal(line))
            self._set.add(topic.topic_id, line)
            self.items.addWidget(line)
        self.items.addStretch(1)

    def show_chosen(self, topic_id: str) -> QWidget | None:
        """Show which topic is open, without emitting; Tab comes to its row from now on. Return
        the row, if it is among those shown."""
        if topic_id not in self._set.buttons:
            return None
        self._set.show(topic_id)
        for own, line in self._set.buttons.items():
            stop = Qt.FocusPolicy.StrongFocus if own == topic_id else Qt.FocusPolicy.ClickFocus
            line.setFocusPolicy(stop)
        self.reveal(self._set.buttons[topic_id])
        return self._set.buttons[topic_id]

    def _on_toggled(self, topic_id: str, on: bool) -> None:
        if on:
            self.chosen.emit(topic_id)
