"""Which child is meant: found as one types, as in the list of children."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QWidget

from imh_desktop.core.people import Child
from imh_desktop.ui import sayings
from imh_desktop.ui.landing import WayBack
from imh_desktop.ui.line_list import Line, LineList
from imh_desktop.ui.row_list import RowModel
from imh_desktop.ui.shell_widgets import Header, SearchField
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import PlainLabel, column
from imh_desktop.words import Words


class ChildChoicePage(WayBack):
    """Emits ``chosen`` with a child's id, ``left`` on the way back."""

    chosen = Signal(str)

    def __init__(
        self, look: Look, words: Words, title: str, asked: str,
        find: Callable[[str], Sequence[Child]],
    ) -> None:  # fmt: skip
        """Ask; ``find`` returns the children that match what is typed."""
        super().__init__(look)
        self._find, self._words = find, words
        header = Header(look, title, back=words.say("Back"))
        header.back_asked.connect(self.left)
        self._search = SearchField(
            look, words.say("Search for a child"), words.say("Search name, caregiver or number")
        )
        self._list = LineList(look, words.say("Children"))
        self._model: RowModel[Child] = RowModel(self._list, self._line)
        self._list.setModel(self._model)
        self._list.clicked.connect(self._on_chosen)
        self._list.activated.connect(self._on_chosen)
        self._search.textChanged.connect(lambda _text: self._refresh())
        body = QWidget()
        items = column(body, margins=look.px(20), gap=look.px(12))
        items.addWidget(PlainLabel(look, asked, size=15, wrap=True))
        items.addWidget(self._search)
        self._none = PlainLabel(look, size=16, wrap=True)
        items.addWidget(self._none)
        items.addWidget(self._list, 1)
        page = column(self)
        page.addWidget(header)
        page.addWidget(body, 1)
        self.land_on(self._search)
        self._refresh()

    def _line(self, child: Child) -> Line:
        return Line(child.name, sayings.birth_line(self._words, child), child.number)

    def _refresh(self) -> None:
        found, typed = self._find(self._search.text()), self._search.text().strip()
        self._model.show(found)
        none = self._words.say("No child matches “{typed}”.", typed=typed) if typed else ""
        self._none.setText("" if found else none or self._words.say("No child here at the moment."))
        self._none.setVisible(not found)

    def _on_chosen(self, index: QModelIndex) -> None:
        child = self._model.at(index)
        if child is not None:
            self.chosen.emit(child.child_id)
