"""Help: a search field and the topics at the reading side, the open one at the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from imh_desktop.core.help import HelpTopic
from imh_desktop.flows.helping import Help
from imh_desktop.ui.help_list import HelpList
from imh_desktop.ui.help_reader import HelpReader
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.list_and_text import ListAndText
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, PlainLabel, TextField, column
from imh_desktop.words import Words


class HelpPage(Landing):
    """Searched as one types; Enter goes from the field to the text. Emits ``left`` on the way
    back, and ``tour_asked``."""

    left = Signal()
    tour_asked = Signal()

    def __init__(self, look: Look, words: Words, help_: Help, topic_id: str) -> None:
        """Show help, opened at a topic."""
        super().__init__(look)
        self._look, self._words, self._help = look, words, help_
        self.topic: HelpTopic = next(
            (each for each in help_.topics if each.topic_id == topic_id), help_.topics[0]
        )
        self._header = header = Header(look, words.say("Help"), back=words.say("Back"))
        header.back_asked.connect(self.left)
        search = words.say("Search the help")
        self.field = TextField(look, search)
        self.field.setPlaceholderText(search)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(self._on_return)
        self._none = PlainLabel(look, size=15, colour="muted", wrap=True)
        self.list = HelpList(look, words)
        self.list.chosen.connect(self.show_topic)
        self.reader = HelpReader(look, words)
        self.sides = ListAndText(
            look, self._side(), self.reader, back=words.say("Topics of the help")
        )
        self.list.opened.connect(self.sides.turn_to_text)
        self.sides.back.clicked.connect(self._on_back_to_list)
        page = column(self)
        page.addWidget(header)
        page.addWidget(self.sides, 1)
        self.land_on(self.field)
        self._list(help_.topics)
        self.show_topic(self.topic.topic_id)

    def _side(self) -> QWidget:
        side, around = QWidget(), self._look.px(12)
        items = column(side, gap=self._look.px(8))
        items.setContentsMargins(around, around, around, 0)
        items.addWidget(self.field)
        items.addWidget(self._none)
        items.addWidget(self.list, 1)
        return side

    def offer_tour(self) -> None:
        """Offer the guided tour, in the demo."""
        tour = Button(self._look, self._words.say("Show me round"))
        tour.clicked.connect(self.tour_asked)
        self._header.items.addWidget(tour)

    def show_topic(self, topic_id: str) -> None:
        """Open a topic."""
        self.topic = next(each for each in self._help.topics if each.topic_id == topic_id)
        if line := self.list.show_chosen(topic_id):
            QWidget.setTabOrder(self.field, line)
            QWidget.setTabOrder(line, self.reader)
        self.reader.show_topic(self.topic)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape, which first empties the search; scroll wherever the keyboard is."""
        if event.key() != Qt.Key.Key_Escape:
            event.setAccepted(self.reader.scroll_by(Qt.Key(event.key())))
        elif self.field.text():
            self.field.clear()
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.left.emit()
            event.ignore()  # on to what covers the screen by Esc Esc

    def _on_typed(self, typed: str) -> None:
        found = self._help.found(typed)
        self._list(found)
        if found:
            self.show_topic(found[0].topic_id)

    def _on_back_to_list(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_return(self) -> None:
        self.sides.turn_to_text()
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self, topics: tuple[HelpTopic, ...]) -> None:
        self.list.show_topics(topics)
        none = self._words.say("Nothing in the help has these words. Try fewer, or others.")
        self._none.setText("" if topics else none)
        self._none.setVisible(not topics)
