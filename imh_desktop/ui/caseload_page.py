"""The caseload: every child this worker follows, found as one types, and what comes next."""

from datetime import datetime

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QListView, QScroller, QStackedWidget, QWidget

from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.today import TodayRow
from imh_desktop.ui import sayings
from imh_desktop.ui.caseload_list import CaseDelegate, CaseModel
from imh_desktop.ui.child_panel import ChildPanel
from imh_desktop.ui.commands import Live, key_said, offer
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.shell_widgets import MiddlePage, SearchField
from imh_desktop.ui.standing import Standing
from imh_desktop.ui.style import Look
from imh_desktop.ui.today_lines import Listed, filtered, filters, listed_line
from imh_desktop.ui.widgets import (
    Button,
    Choice,
    IconButton,
    Notice,
    PlainLabel,
    TopBar,
    TwoLines,
    Wrapping,
    column,
    row,
)
from imh_desktop.words import Words

_TWO_COLUMNS = 1180
"""Pixels at 100 % that list, child and worded buttons need in the longest of our languages."""
_NARROWEST = 480
_ONE_ROW = 60


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
        self._compact, self._worded = False, list[tuple[Button, str]]()
        self._in_row: tuple[IconButton, ...] = ()
        self._in_header: tuple[IconButton, ...] = ()
        self.panel = ChildPanel(look, words)
        page = column(self)
        page.addWidget(self._header(worker_name))
        page.addWidget(self._board() if self._all else self._nobody_yet(), 1)

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
        action = self._words.say("Continue {name}'s visit", name=name)
        notice = Notice(self._look, said, action=action)
        notice.acted.connect(lambda: self.continue_asked.emit(visit_id))
        self._banner.addWidget(notice)
        if notice.button:
            notice.button.setFocus()

    def remind_to_carry(self, days: int) -> None:
        """Remind, above the list, of work that nobody has confirmed for so many days."""
        if self._all:
            words = self._words
            said = words.count(
                "Some of your work has waited {n} day, and nobody has confirmed it.",
                "Some of your work has waited {n} days, and nobody has confirmed it.",
                days,
            )
            notice = Notice(self._look, said, action=words.say("Carry my work"))
            notice.acted.connect(self.carry_asked)
            self._banner.addWidget(notice)

    def offer_day(self, pages: int) -> None:
        """Offer, above the list, to print together what today's families have not got yet."""
        if self._all and pages > 1:
            words = self._words
            said = words.count(
                "{n} family seen today has no page yet.",
                "{n} families seen today have no page yet.",
                pages,
            )
            notice = Notice(self._look, said, action=words.say("Print all of today"))
            notice.acted.connect(self.day_asked)
            if notice.button:
                offer(notice.button, "print")
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
            self._spare_words(compact)
            return
        self._compact = compact
        self._greeting.setVisible(not compact)
        self.panel.show_compact(compact)
        self._spare_words(compact)
        for button in self._in_row:
            button.setVisible(not compact)
        for button in self._in_header:
            button.setVisible(compact)
        if self._all:
            ways, tight = QBoxLayout.Direction, self._look.px(8)
            self._sides.setDirection(ways.TopToBottom if compact else ways.LeftToRight)
            around = tight if compact else self._look.px(16)
            self._sides.setContentsMargins(around, around, around, around)
            self._sides.setSpacing(tight if compact else self._look.px(18))

    def _spare_words(self, compact: bool) -> None:
        """Show icons alone where the words would leave the greeting no room."""
        for button, icon in self._worded:
            button.show_bare(icon if compact else "")
        if not compact and self._bar.items.minimumSize().width() > self.width():
            for button, icon in self._worded:
                button.show_bare(icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Escape undo the search, and where there is none bring everybody back."""
        if event.key() == Qt.Key.Key_Escape and self._all:
            if self._search.text():
                self._search.clear()
            else:
                self._show_everybody()
        else:
            super().keyPressEvent(event)

    def _header(self, worker_name: str) -> TopBar:
        look, words, bar = self._look, self._words, TopBar(self._look)
        self._bar = bar
        said = sayings.greeting(words, self._now, worker_name)
        self._greeting = PlainLabel(look, said, size=22, bold=True)
        bar.items.addWidget(self._greeting)
        bar.items.addSpacing(look.px(2))
        under = TwoLines(look, self._under_greeting(), colour="muted", one_line=True)
        under.short = words.short_date(self._now.date())
        bar.items.addWidget(under, 1)
        for code, text, icon, signal in (
            ("learn", words.say("Learn"), "book-open", self.learn_asked),
            ("together", words.say("Carry and gather"), "swap", self.together_asked),
            ("programme", words.say("Programme"), "gear", self.programme_asked),
            ("lock", words.say("Lock now"), "lock", self.lock_asked),
        ):
            button = Button(look, text, kind="quiet", icon=icon)
            offer(button, code)
            button.clicked.connect(signal)
            self._worded.append((button, icon))
            bar.items.addWidget(button)
        for code, icon, name, asked in (
            ("undo", "arrow-u-up-left", words.say("Undo"), self.acts_asked),
            ("view", "sliders-horizontal", words.say("Settings of this laptop"), self.view_asked),
        ):
            small = IconButton(look, icon, name)
            offer(small, code)
            small.clicked.connect(asked)
            bar.items.addWidget(small)
        if self._all:
            self._in_header = self._ways_out()
            for way in self._in_header:
                way.hide()
                bar.items.addWidget(way)
            add = Button(look, words.say("Add a child"), kind="primary", icon="plus")
            offer(add, "add-child")
            add.clicked.connect(self.add_asked)
            self._worded.append((add, "plus"))
            bar.items.addWidget(add)
        return bar

    def _under_greeting(self) -> str:
        day, open_visits = self._words.date(self._now.date()), self._open_count()
        if not open_visits:
            return day
        return self._words.count(
            "{day}  ·  {n} open visit", "{day}  ·  {n} open visits", open_visits, day=day
        )

    def _board(self) -> QWidget:
        look, board = self._look, QWidget()
        sides = self._sides = row(board, margins=look.px(16), gap=look.px(18))
        left = column(gap=look.px(8))
        self._banner = column(gap=look.px(8))
        left.addLayout(self._banner)
        left.addWidget(self._search_row())
        self._shown = QStackedWidget()
        self._shown.addWidget(self._make_list())
        self._shown.addWidget(self._none_found())
        left.addWidget(self._shown, 1)
        sides.addLayout(left, 18)
        sides.addWidget(self.panel, 11)
        self.land_on(self._search)
        self._refresh()
        return board

    def _nobody_yet(self) -> QWidget:
        look, words = self._look, self._words
        page = MiddlePage(look, width=560)
        title = words.say("No children here yet")
        page.body.addWidget(PlainLabel(look, title, size=22, bold=True, wrap=True))
        what = words.say("Add the first child you visit. A name and a day of birth are enough.")
        page.body.addWidget(PlainLabel(look, what, size=16, wrap=True))
        add = Button(look, words.say("Add the first child"), kind="primary", icon="plus")
        offer(add, "add-child")
        add.clicked.connect(self.add_asked)
        page.body.addWidget(add)
        self.land_on(add)
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
        self._in_row = self._ways_out()
        for way in self._in_row:
            items.add(way, 0)
        shown = filters(words, self._waiting, len(self._all), self._now.date())
        self._filter = Choice(look, words.say("Which children to show"), shown)
        self._filter.choose(self._view)
        self._filter.chosen.connect(self.view_chosen)
        self._filter.chosen.connect(lambda _code: self._refresh())
        items.add(self._filter, 1, whole=True)
        return holder

    def _ways_out(self) -> tuple[IconButton, ...]:
        """Return the ways to lists of the whole caseload: beside the search, or above it where
        that is narrow."""
        look, words = self._look, self._words
        week = IconButton(look, "calendar-blank", words.say("Plan of the week"))
        offer(week, "week")
        week.clicked.connect(self.week_asked)
        referrals = IconButton(look, "paper-plane-tilt", words.say("Referrals"))
        offer(referrals, "referrals")
        referrals.clicked.connect(self.referrals_asked)
        return week, referrals

    def _make_list(self) -> QListView:
        self._list = view = QListView()
        today = self._now.date()
        self._model: CaseModel[Listed] = CaseModel(
            view, lambda line: listed_line(self._words, line, today)
        )
        view.setModel(self._model)
        view.setItemDelegate(CaseDelegate(self._look, view))
        view.setAccessibleName(self._words.say("Children"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setUniformItemSizes(True)
        view.setMinimumHeight(self._look.px(_ONE_ROW))
        view.viewport().setAutoFillBackground(False)
        QScroller.grabGesture(view.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        view.selectionModel().currentChanged.connect(self._on_current)
        view.activated.connect(self._on_activated)
        view.clicked.connect(self._on_clicked)
        return view

    def _none_found(self) -> QWidget:
        page = QWidget()
        items = column(page, margins=self._look.px(16), gap=self._look.px(12))
        self._none_said = PlainLabel(self._look, size=16, wrap=True)
        items.addWidget(self._none_said)
        everybody = Button(self._look, self._words.say("Show everybody"))
        everybody.clicked.connect(self._show_everybody)
        line = row()
        line.addWidget(everybody)
        line.addStretch()
        items.addLayout(line)
        items.addStretch()
        return page

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
        words, typed = self._words, self._search.text().strip()
        said = words.say("No child matches “{typed}”.", typed=typed)
        self._none_said.setText(said if typed else words.say("Nothing waits here."))
        self.panel.show_nobody(words.say("Choose a child from the list to see more."))

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
