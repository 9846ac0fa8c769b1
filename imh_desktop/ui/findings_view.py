"""Data to look at: what the checks found, one beside the other with where it stands."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from imh_desktop.core.quality_checks import NOTHING_TO_CHECK
from imh_desktop.flows import quality_words
from imh_desktop.flows.data_quality import STATES, LookedAt, cases_of
from imh_desktop.flows.programme_figures import CaseBehind, ProgrammeFigures
from imh_desktop.ui.line_list import Line, LineList
from imh_desktop.ui.row_list import RowModel
from imh_desktop.ui.shell_widgets import TitledCard, empty
from imh_desktop.ui.style import COMPACT_BELOW, TARGET, Look
from imh_desktop.ui.widgets import (
    Button,
    Choice,
    NoteField,
    PlainLabel,
    ScrollColumn,
    Select,
    Turning,
    Wrapping,
    column,
    row,
)
from imh_desktop.words import Words

_MOST_CASES = 5


class FindingsView(QWidget):
    """The list at the reading side, the chosen finding at the other.

    Emits ``child_asked`` (child id), ``state_chosen`` (check, subject, state) and
    ``comment_written`` (check, subject, text). ``begin``: is given each comment's card with check
    and subject, before it is written in.
    """

    child_asked = Signal(str)
    state_chosen = Signal(str, str, str)
    comment_written = Signal(str, str, str)

    def __init__(
        self, look: Look, words: Words, of: ProgrammeFigures, found: Sequence[LookedAt],
        begin: "Begin",
    ) -> None:  # fmt: skip
        """Show what was found in figures; what is still to be looked at first."""
        super().__init__()
        self._begin = begin
        self._look, self._words, self._of, self._found = look, words, of, tuple(found)
        self._key = ("", "")
        turning = Turning(below=look.px(COMPACT_BELOW), margin=look.px(16), gap=look.px(18))
        column(self).addWidget(turning)
        sides = turning.items
        left = column(gap=look.px(6))
        left.addWidget(self._filters())
        self._shown = QStackedWidget()
        self._shown.addWidget(self._make_list())
        self._shown.addWidget(self._nothing())
        left.addWidget(self._shown, 1)
        for check in NOTHING_TO_CHECK:
            title = quality_words.check_title(check, words)
            said = f"{title}. {quality_words.nothing_to_check(words)}"
            left.addWidget(PlainLabel(look, said, size=13, colour="muted", wrap=True))
        sides.addLayout(left, 17)
        self._detail = ScrollColumn(look, margins=0, gap=10)
        sides.addWidget(self._detail, 14)
        self._refresh()

    def show_found(self, found: Sequence[LookedAt]) -> None:
        """Show the findings as they stand now; the chosen one stays."""
        self._found = tuple(found)
        self._refresh()

    def _filters(self) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        items = row(holder, gap=look.px(8))
        checks = dict.fromkeys(one.finding.check for one in self._found)
        choices = [("", words.say("Everything"))]
        choices += [(check, quality_words.check_title(check, words)) for check in checks]
        self._check = Select(look, words.say("Which kind"), choices)
        self._check.setSizeAdjustPolicy(
            Select.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._check.picked.connect(lambda _code: self._refresh())
        items.addWidget(self._check, 1)
        still = [("open", words.say("To look at")), ("all", words.say("All"))]
        self._which = Choice(look, words.say("Which findings to show"), still)
        self._which.choose("open")
        self._which.chosen.connect(lambda _code: self._refresh())
        items.addWidget(self._which)
        return holder

    def _make_list(self) -> LineList:
        self._list = LineList(self._look, self._words.say("Data to look at"))
        self._model: RowModel[LookedAt] = RowModel(self._list, self._line)
        self._list.setModel(self._model)
        self._list.setMinimumHeight(self._look.px(TARGET))
        self._list.selectionModel().currentChanged.connect(self._on_current)
        return self._list

    def _nothing(self) -> QWidget:
        page = QWidget()
        items = column(page, margins=self._look.px(16))
        said = self._words.say("Nothing to look at here. That is how it should be.")
        items.addWidget(PlainLabel(self._look, said, size=16, wrap=True))
        items.addStretch()
        return page

    def _line(self, one: LookedAt) -> Line:
        return Line(
            quality_words.check_title(one.finding.check, self._words),
            self._words.abreast(_names(cases_of(self._of, one.finding), self._words)),
            quality_words.state_said(one.note.state, self._words),
            quiet=one.note.state != "open",
        )

    def _refresh(self) -> None:
        check, which = self._check.code(), self._which.code
        rows = [
            one
            for one in self._found
            if (not check or one.finding.check == check)
            and (which != "open" or one.note.state == "open" or _key(one) == self._key)
        ]
        key = self._key
        self._model.show(rows)
        self._shown.setCurrentIndex(0 if rows else 1)
        if not rows:
            self._show_detail(None)
            return
        at = next((n for n, one in enumerate(rows) if _key(one) == key), 0)
        self._list.setCurrentIndex(self._model.index(at))

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        self._show_detail(self._model.at(now))

    def _show_detail(self, one: LookedAt | None) -> None:
        empty(self._detail.items)
        self._key = _key(one) if one else ("", "")
        if one is None:
            return
        card = TitledCard(self._look, quality_words.check_title(one.finding.check, self._words))
        said = quality_words.finding_said(one.finding, self._words)
        card.items.addWidget(PlainLabel(self._look, said, size=15, wrap=True))
        for case in cases_of(self._of, one.finding)[:_MOST_CASES]:
            card.items.addLayout(self._way_to(case))
        card.items.addWidget(self._states(one))
        self._detail.items.addWidget(card)
        self._detail.items.addWidget(self._comments(one))
        self._detail.items.addStretch()

    def _way_to(self, case: CaseBehind) -> QVBoxLayout:
        """Return the button that leads to a child's page, with the day it is about."""
        look, words, stack = self._look, self._words, column(gap=self._look.px(2))
        said = words.say("Open {name}'s page", name=case.child_name[:40])
        button = Button(look, said, icon="user")
        day = words.date(case.on) if case.on else ""
        button.setAccessibleDescription(day)
        button.clicked.connect(lambda: self.child_asked.emit(case.child_id))
        button.setEnabled(bool(case.child_name))
        line = Wrapping(gap=look.px(10), fill=False)
        line.add(button)
        beside = PlainLabel(look, day, size=14, colour="muted")
        beside.setMinimumHeight(look.px(TARGET))  # level with the button
        line.add(beside)
        stack.addWidget(line)
        return stack

    def _states(self, one: LookedAt) -> QWidget:
        look, words, holder = self._look, self._words, QWidget()
        stack = column(holder, gap=look.px(6))
        stack.addWidget(PlainLabel(look, words.say("Where it stands"), size=14, bold=True))
        choices = [(state, quality_words.state_said(state, words)) for state in STATES]
        choice = Choice(look, words.say("Where it stands"), choices, upright=True)
        choice.choose(one.note.state)
        choice.chosen.connect(lambda state: self.state_chosen.emit(*_key(one), state))
        stack.addWidget(choice)
        return holder

    def _comments(self, one: LookedAt) -> TitledCard:
        card = CommentsCard(self._look, self._words, one)
        card.written.connect(lambda text: self.comment_written.emit(*_key(one), text))
        self._begin(card, *_key(one))
        return card


class CommentsCard(TitledCard):
    """What was said of a finding, and room for more. Emits ``written`` with a text."""

    written = Signal(str)
    cancel = None

    def __init__(self, look: Look, words: Words, one: LookedAt) -> None:
        """Show them, the first one first."""
        super().__init__(look, words.say("Comments"), gap=8)
        for comment in one.note.comments:
            if comment.on:
                day = words.date(comment.on)
                self.items.addWidget(PlainLabel(look, day, size=13, colour="muted"))
            self.items.addWidget(PlainLabel(look, comment.text, size=15, wrap=True))
        self._field = NoteField(
            look, words.say("Write a comment"), hint=words.say("Write a comment")
        )
        self.above = column(gap=look.px(8))
        self.items.addLayout(self.above)
        self.items.addWidget(self._field)
        add = Button(look, words.say("Add the comment"))
        add.clicked.connect(lambda: self.written.emit(self._field.toPlainText()))
        line = row()
        line.addStretch()
        line.addWidget(add)
        self.items.addLayout(line)

    @property
    def parts(self) -> Mapping[str, QWidget]:
        """Return the fields by name."""
        return {"comment": self._field}


Begin = Callable[[CommentsCard, str, str], object]


def _key(one: LookedAt) -> tuple[str, str]:
    return one.finding.check, one.finding.subject_id


def _names(cases: Sequence[CaseBehind], words: Words) -> list[str]:
    """Return whom a finding is about, and which day."""
    names = list(dict.fromkeys(case.child_name for case in cases[:2] if case.child_name))
    if (more := len(cases) - 2) > 0:
        return [*names, words.count("{n} more", "{n} more", more)]
    day = cases[0].on if cases else None
    return [*names, *([words.date(day)] if day else [])]
