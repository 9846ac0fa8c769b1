"""The children, visits or referrals behind one number."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal

from imh_desktop.flows.programme_figures import CaseBehind
from imh_desktop.ui.landing import WayBack
from imh_desktop.ui.line_list import Line, LineList
from imh_desktop.ui.row_list import RowModel
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import PlainLabel, column
from imh_desktop.words import Words


class CasesPage(WayBack):
    """A list that opens a child's page. Emits ``child_asked`` and ``left``."""

    child_asked = Signal(str)

    def __init__(
        self, look: Look, words: Words, title: str, said: str, cases: Sequence[CaseBehind]
    ) -> None:
        """Show cases; ``said`` tells what they have in common."""
        super().__init__(look)
        self._words = words
        header = Header(look, title, back=words.say("Back"))
        header.back_asked.connect(self.left)
        page = column(self)
        page.addWidget(header)
        inside = column(margins=look.px(20), gap=look.px(10))
        inside.addWidget(PlainLabel(look, said, size=15, wrap=True))
        cases_list = LineList(look, title)
        self._model: RowModel[CaseBehind] = RowModel(cases_list, self._line)
        self._model.show(tuple(cases))
        cases_list.setModel(self._model)
        cases_list.activated.connect(self._on_activated)
        cases_list.clicked.connect(self._on_activated)
        if cases:
            cases_list.setCurrentIndex(self._model.index(0))
        inside.addWidget(cases_list, 1)
        page.addLayout(inside, 1)
        self.land_on(cases_list)

    def _line(self, case: CaseBehind) -> Line:
        name = case.child_name or self._words.say("A child whose record is not here")
        return Line(name, self._words.date(case.on) if case.on else "")

    def _on_activated(self, index: QModelIndex) -> None:
        case = self._model.at(index)
        if case is not None and case.child_name:
            self.child_asked.emit(case.child_id)
