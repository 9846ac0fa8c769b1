"""The caseload: every child this worker follows, found as one types, and what comes next."""

from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QListView, QStackedWidget, QWidget

from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.today import TodayRow
from imh_desktop.ui.caseload_empty import NobodyYet, NoneFound
from imh_desktop.ui.caseload_header import CaseloadHeader, ways_out
from imh_desktop.ui.caseload_list import CaseModel, case_list
from imh_desktop.ui.caseload_notices import pages_wait, visit_interrupted, work_waits
from imh_desktop.ui.child_panel import ChildPanel
from imh_desktop.ui.commands import Live, key_said
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.shell_widgets import SearchField
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.style import Look
from imh_desktop.ui.today_lines import Listed, filtered, filters, listed_line
from imh_desktop.ui.widgets import (
    Choice,
    IconButton,
    Wrapping,
    column,
    row,
)
from imh_desktop.words import Words

_TWO_COLUMNS = 1180
"""Pixels at 100 % that list, child and worded buttons need in the longest of our languages."""
_NARROWEST = 480


class CaseloadPage(Landing):
    """List and search at the reading side, the chosen child at the other.

    ``child_chosen`` asks the owner to fill ``panel`` for a child.
    """

    may_leave = shows_backups = True
    child_chosen = Signal(str)
    continue_asked = Signal(str)
    add_asked = Signal()
    learn_asked = Signal()
    together_asked = Signal()
    acts_asked = Signal()
    carry_asked = Signal()
    day_asked = Signal()
    programme_asked = Signal()
    lock_asked = Signal()
    view_asked = Signal()
    week_asked = Signal()
    referrals_asked = Signal()
    slip_asked = Signal()
    matter_asked = Signal(object)
    view_chosen = Signal(str)

    def __init__(
        self, look: Look, words: Words, caseload: Caseload, worker_name: str, now: datetime,
        board: tuple[TodayRow, ...] = (), view: str = "all",
    ) -> None:  # fmt: skip
        """Show the children of a caseload as of now. ``board``: what waits; ``view``: today,
        overdue or all, the last where nothing waits."""
        super().__init__(look)
        self._look, self._words, self._caseload, self._now = look, words, caseload, now
        self._all, self._chosen = caseload.rows(), ""
        self._waiting, self._view = board, view if board else "all"
        self._sought_from = self._found = ""
        self._compact, self._in_row = False, tuple[IconButton, ...]()
        self.panel = ChildPanel(look, words)
        page = column(self)
        self._header = CaseloadHeader(
            look, words, now, worker_name, self._open_count(), self._asked(),
            lists=bool(self._all),
        )  # fmt: skip
        page.addWidget(self._header)
        page.addWidget(self._board() if self._all else self._nobody_yet(), 1)

    def _asked(self) -> dict[str, SignalInstance]:
        """Return what is emitted when something of the whole caseload is asked for, by command."""
        return {
            "learn": self.learn_asked, "together": self.together_asked,
            "programme": self.programme_asked, "lock": self.lock_asked, "undo": self.acts_asked,
            "view": self.view_asked, "week": self.week_asked, "referrals": self.referrals_asked,
            "add-child": self.add_asked,
        }  # fmt: skip

    def standing(self) -> Standing:
        """Return which child is chosen."""
        view = self._filter.code if self._all else None
        return Standing("caseload", child_id=self._chosen, view=view or "today")

    def commands(self) -> Live:
        """Return what has no button of its own."""
        if not self._all:
            return {}
        return {"find": self._search.setFocus, "slip": self.slip_asked.emit}

    def offer_to_continue(self, name: str, said: str, visit_id: str) -> None:
        """Offer, above the list, the visit that was interrupted; ``name`` is the child's."""
        notice = visit_interrupted(self._look, self._words, name, said)
        notice.acted.connect(lambda: self.continue_asked.emit(visit_id))
        self._banner.addWidget(notice)
        if notice.button:
            notice.button.setFocus()

    def remind_to_carry(self, days: int) -> None:
        """Remind, above the list, of work that nobody has confirmed for so many days."""
        if self._all:
            notice = work_waits(self._look, self._words, days)
            notice.acted.connect(self.carry_asked)
            self._banner.addWidget(notice)

    def offer_day(self, pages: int) -> None:
        """Offer, above the list, to print together what today's families have not got yet."""
        if self._all and pages > 1:
            notice = pages_wait(self._look, self._words, pages)
            notice.acted.connect(self.day_asked)
            self._banner.addWidget(notice)

    def choose(self, child_id: str = "") -> None:
        """Choose a child's row; the first one when the child is not shown or none is named."""
        if not self._all:
            return
        if child_id and self._model.row_of(child_id) < 0 and self._filter.code != "all":
            self._filter.choose("all")
            self._refresh()
        self._select(child_id)

    def _select(self, child_id: str) -> None:
        index = self._model.index(max(self._model.row_of(child_id), 0))
        if not index.isValid():
            return
        again = index == self._list.currentIndex()
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._list.selectionModel().setCurrentIndex(index, flag)
        if again:
            self._on_current(index, index)

    def minimumSizeHint(self) -> QSize:
        """Give way to the narrow arrangement, which only a narrow page can have."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._look.px(_NARROWEST)), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in one column, with icons above it, where there is no room for two."""
        super().resizeEvent(event)
        compact = self._look.compact(self.width(), below=_TWO_COLUMNS)
        if compact == self._compact:
            self._header.spare_words(compact, self.width())
            return
        self._compact = compact
        self._header.show_compact(compact)
        self.panel.show_compact(compact)
        self._header.spare_words(compact, self.width())
        for button in self._in_row:
            button.setVisible(not compact)
        if self._all:
            ways, tight = QBoxLayout.Direction, self._look.px(8)
            self._sides.setDirection(ways.TopToBottom if compact else ways.LeftToRight)
            around = tight if compact else self._look.px(16)
            self._sides.setContentsMargins(around, around, around, around)
            self._sides.setSpacing(tight if compact else self._look.px(18))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape undo the search, and where there is none bring everybody back."""
        if event.key() == Qt.Key.Key_Escape and self._all:
            if self._search.text():
                self._search.clear()
            else:
                self._show_everybody()
        else:
            super().keyPressEvent(event)

    def _board(self) -> QWidget:
        look, board = self._look, QWidget()
        sides = self._sides = row(board, margins=look.px(16), gap=look.px(18))
        left = column(gap=look.px(8))
        self._banner = column(gap=look.px(8))
        left.addLayout(self._banner)
        left.addWidget(self._search_row())
        self._shown = QStackedWidget()
        self._shown.addWidget(self._make_list())
        self._nobody = NoneFound(look, self._words)
        self._nobody.everybody_asked.connect(self._show_everybody)
        self._shown.addWidget(self._nobody)
        left.addWidget(self._shown, 1)
        sides.addLayout(left, 18)
        sides.addWidget(self.panel, 11)
        self.land_on(self._search)
        self._refresh()
        return board

    def _nobody_yet(self) -> QWidget:
        page = NobodyYet(self._look, self._words)
        page.add_asked.connect(self.add_asked)
        self.land_on(page.add)
        return page

    def _search_row(self) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        items = Wrapping(holder, gap=look.px(8))
        name = words.say("Search for a child")
        short = words.say("Search name, caregiver or number")
        long = f"{short}  ({key_said('find')})"
        self._search = SearchField(look, name, long, short, words.say("Search"))
        self._search.textChanged.connect(lambda _text: self._refresh())
        self._search.setMinimumWidth(look.px(112))
        items.add(self._search, 4)
        self._in_row = ways_out(look, words, self._asked())
        for way in self._in_row:
            items.add(way, 0)
        shown = filters(words, self._waiting, len(self._all), self._now.date())
        self._filter = Choice(look, words.say("Which children to show"), shown)
        self._filter.choose(self._view)
        self._filter.chosen.connect(self.view_chosen)
        self._filter.chosen.connect(lambda _code: self._refresh())
        items.add(self._filter, 1, whole=True)
        return holder

    def _make_list(self) -> QListView:
        self._list = view = case_list(self._look, self._words.say("Children"))
        today = self._now.date()
        self._model: CaseModel[Listed] = CaseModel(
            view, lambda line: listed_line(self._words, line, today)
        )
        view.setModel(self._model)
        view.selectionModel().currentChanged.connect(self._on_current)
        view.activated.connect(self._on_activated)
        view.clicked.connect(self._on_clicked)
        return view

    def _refresh(self) -> None:
        kept = self._child_to_keep()
        rows = self._rows()
        self._model.show(rows)
        self._shown.setCurrentIndex(0 if rows else 1)
        if rows:
            self._select(kept)
        else:
            self._say_none()
        if self._search.text() and self._current_id() != kept:
            self._found = self._current_id()

    def _child_to_keep(self) -> str:
        """Return who stays chosen: after a search who was before it, unless she chose anew."""
        now, searching = self._current_id(), bool(self._search.text())
        if searching and not self._sought_from:
            self._sought_from = now
        elif not searching and self._sought_from:
            before, self._sought_from = self._sought_from, ""
            return before if now in ("", self._found) else now
        return now

    def _rows(self) -> tuple[Listed, ...]:
        """Return the rows to show: who is searched for is found among all."""
        typed, view = self._search.text(), self._filter.code or "all"
        if typed.strip() or view == "all":
            return self._caseload.rows(typed)
        return filtered(self._waiting, view, self._now.date())

    def _say_none(self) -> None:
        self._nobody.say(self._search.text().strip())
        self.panel.show_nobody(self._words.say("Choose a child from the list to see more."))

    def _show_everybody(self) -> None:
        self._filter.choose("all")
        self._search.clear()
        self._refresh()
        self._search.setFocus()

    def _open_count(self) -> int:
        return sum(1 for line in self._all if line.open_visit_id)

    def _current_id(self) -> str:
        return self._model.child_id(self._list.currentIndex())

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self._chosen = self._model.child_id(now)
            self.child_chosen.emit(self._model.child_id(now))

    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._model.at(index)
        if isinstance(row, TodayRow):
            self.matter_asked.emit(row.matter)

    def _on_activated(self, index: QModelIndex) -> None:
        if isinstance(self._model.at(index), TodayRow):
            self._on_clicked(index)
        else:
            self.panel.child_asked.emit(self._model.child_id(index))
