"""The print desk: the pages families are waiting for, and nothing else of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from imh_desktop.ui.landing import Landing
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Button,
    Ground,
    Notice,
    PlainLabel,
    ScrollColumn,
    column,
    in_the_middle,
)
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One page: the child's first name and the day of the visit, in which language, and what was
    done with it. ``waits``: it is still to be printed or handed over."""

    page_id: str
    title: str
    said: str
    state: str
    waits: bool


class DeskPage(Landing):
    """Waiting pages first. Emits ``page_asked`` with a page's id."""

    may_leave = True
    page_asked = Signal(str)
    together_asked = Signal()
    lock_asked = Signal()

    def __init__(self, look: Look, words: Words, rows: Sequence[DeskRow], name: str) -> None:
        """Show the pages; ``name``: who works here."""
        super().__init__(look)
        self._look, self._words = look, words
        header = Header(look, words.say("Pages to print"), line=name)
        together = Button(look, words.say("Carry and gather"), kind="quiet", icon="swap")
        together.clicked.connect(self.together_asked)
        lock = Button(look, words.say("Lock now"), kind="quiet", icon="lock")
        lock.clicked.connect(self.lock_asked)
        header.items.addWidget(together)
        header.items.addWidget(lock)
        scroll, holder = ScrollColumn(look, margins=24), Ground(look)
        self._stack = column(holder, gap=look.px(10))
        self._fill(rows)
        scroll.items.addLayout(in_the_middle(holder, look.px(820)))
        scroll.items.addStretch(1)
        page = column(self)
        page.addWidget(header)
        page.addWidget(scroll, 1)
        self.land_on(holder.findChild(RowButton) or together)

    def standing(self) -> Standing:
        """Return where the person stands."""
        return Standing(page="caseload")

    def _fill(self, rows: Sequence[DeskRow]) -> None:
        look, words = self._look, self._words
        waiting = [each for each in rows if each.waits]
        if not waiting:
            none = words.say(
                "No page waits. Take in the archive a visitor or your coordinator gives you."
            )
            self._stack.addWidget(Notice(look, none, tone="ok"))
        done = [each for each in rows if not each.waits]
        for each in waiting:
            self._add(each)
        if done:
            title = words.say("Handed over")
            self._stack.addWidget(PlainLabel(look, title, size=17, bold=True, wrap=True))
        for each in done:
            self._add(each)

    def _add(self, each: DeskRow) -> None:
        button = RowButton(self._look, "printer", each.title, each.said, count=each.state)
        button.clicked.connect(lambda: self.page_asked.emit(each.page_id))
        self._stack.addWidget(button)
