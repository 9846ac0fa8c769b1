"""Carry and gather: its rows in two columns, so that all are in sight."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QSizePolicy

from imh_desktop.ui.landing import WayBack
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Ground, ScrollColumn, Wrapping, column, in_the_middle
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class Entrance:
    """One row: where it leads and what is there. ``count``: how much waits there, in few words."""

    icon: str
    title: str
    said: str
    enter: Callable[[], None]
    count: str = ""


class TogetherPage(WayBack):
    """The rows in two columns, so that all are in sight. Emits ``left`` on the way back."""

    may_leave = shows_backups = True

    def __init__(self, look: Look, words: Words, entrances: Sequence[Entrance]) -> None:
        """Show the rows in this order."""
        super().__init__(look)
        header = Header(look, words.say("Carry and gather"), back=words.say("Back"))
        header.back_asked.connect(self.left)
        scroll = ScrollColumn(look, margins=24)
        rows = Ground(look)
        grid = Wrapping(rows, gap=look.px(12), even=True)
        for each in entrances:
            button = RowButton(look, each.icon, each.title, each.said, count=each.count)
            # A bound method is held weakly: what it belongs to would be gone by then.
            button.clicked.connect(lambda _=False, enter=each.enter: enter())
            # Two in a row are of one height, however many lines each has.
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            grid.add(button)
        scroll.items.addLayout(in_the_middle(rows, look.px(1180)))
        scroll.items.addStretch(1)
        page = column(self)
        page.addWidget(header)
        page.addWidget(scroll, 1)
        if first := rows.findChild(RowButton):
            self.land_on(first)

    def standing(self) -> Standing:
        """Return that the rows are shown."""
        return Standing("together")
