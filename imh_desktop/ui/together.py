"""Carry and gather: the one place from which everything between laptops begins."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from imh_desktop.flows.roles import role_of
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Ground, ScrollColumn, column, row
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class Entrance:
    """One row: where it leads and what is there. ``count``: how much waits there, in few words."""

    icon: str
    title: str
    said: str
    enter: Callable[[], None]
    count: str = ""


class TogetherPage(Landing):
    """The rows, one below the other. Emits ``left`` on the way back."""

    may_leave = True
    left = Signal()

    def __init__(self, look: Look, words: Words, entrances: Sequence[Entrance]) -> None:
        """Show the rows in this order."""
        super().__init__(look)
        header = Header(look, words.say("Carry and gather"), back=words.say("Children"))
        header.back_asked.connect(self.left)
        scroll = ScrollColumn(look, margins=24)
        middle, rows = row(), Ground(look)
        rows.setMaximumWidth(look.px(820))
        rows.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        stack = column(rows, gap=look.px(10))
        for each in entrances:
            button = RowButton(look, each.icon, each.title, each.said, count=each.count)
            # A bound method is held weakly: what it belongs to would be gone by then.
            button.clicked.connect(lambda _=False, enter=each.enter: enter())
            stack.addWidget(button)
        middle.addStretch(1)
        middle.addWidget(rows, 20)
        middle.addStretch(1)
        scroll.items.addLayout(middle)
        scroll.items.addStretch(1)
        page = column(self)
        page.addWidget(header)
        page.addWidget(scroll, 1)
        if first := rows.findChild(RowButton):
            self.land_on(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Together:
    """Makes the pages between laptops; each leads back to the rows."""

    def __init__(
        self, bench: Bench, leave: Callable[[], None], show_child: Callable[[str], None]
    ) -> None:
        """Work at a bench; ``leave`` shows the caseload, ``show_child`` a child's page."""
        self._bench, self._leave, self._show_child = bench, leave, show_child

    def show(self) -> None:
        """Show the rows."""
        page = TogetherPage(self._bench.look, self._bench.words, self._entrances())
        page.left.connect(self._leave)
        self._bench.window.show_page(page)

    def _entrances(self) -> list[Entrance]:
        """Return the rows for the role of who is here. A page's module is imported when asked."""
        found = [self._archives(), self._same_child()]
        if role_of(self._bench.vault) == "coordinator":
            found.append(self._exports())
        return found

    def _archives(self) -> Entrance:
        say = self._bench.words.say
        return Entrance(
            "tray-arrow-down", say("Take in archives"),
            say("See what other computers send you, and take it into your file."),
            self._gather,
        )  # fmt: skip

    def _gather(self) -> None:
        from imh_desktop.ui.gathering import Gathering

        Gathering(self._bench, self.show).begin()

    def _exports(self) -> Entrance:
        say = self._bench.words.say
        return Entrance(
            "export", say("Export"),
            say("Tables for a spreadsheet, a statistics program or another system."),
            self._export,
        )  # fmt: skip

    def _export(self) -> None:
        from imh_desktop.ui.exporting import Exporting

        Exporting(self._bench, self.show).begin()

    def _same_child(self) -> Entrance:
        from imh_desktop.flows import same_child
        from imh_desktop.ui.same_child_pages import SameChildPages

        words, found = self._bench.words, len(same_child.pairs(self._bench.vault))
        pages = SameChildPages(self._bench, self.show, self._show_child)
        return Entrance(
            "users", words.say("Same child?"),
            words.say("Children whom two laptops may have written down, each once."),
            pages.show, words.count("{n} to look at", "{n} to look at", found) if found else "",
        )  # fmt: skip
