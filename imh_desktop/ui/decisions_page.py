"""To decide: the questions by child at the reading side, the chosen one in full at the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from imh_desktop.flows.deciding import Question
from imh_desktop.ui.landing import WayBack
from imh_desktop.ui.question_list import QuestionList
from imh_desktop.ui.shell_widgets import Header, MiddlePage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Notice, PlainLabel, ScrollColumn, column, row
from imh_desktop.words import Words

_LIST = 248
"""The list at its narrowest, at 100 %: room for the day of a visit."""


class DecisionsPage(WayBack):
    """Emits ``chosen`` with a question's id, and ``opened`` when a private one is to be shown."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, words: Words) -> None:
        """Make the page, empty until ``show_questions``."""
        super().__init__(look)
        self._look, self._words = look, words
        header = Header(look, words.say("To decide"), back=words.say("Back"))
        header.back_asked.connect(self.left)
        self._count = PlainLabel(look, size=15, colour="muted")
        header.items.addWidget(self._count)
        self._list = QuestionList(look, words)
        self._list.setMinimumWidth(look.px(_LIST))
        self._list.chosen.connect(self.chosen)
        self._right = QStackedWidget()
        self._board = QWidget()
        sides = row(self._board, margins=look.px(16), gap=look.px(18))
        sides.addWidget(self._list, 4)
        sides.addWidget(self._right, 9)
        self._body = QStackedWidget()
        self._body.addWidget(self._board)
        self._body.addWidget(self._nothing())
        page = column(self)
        page.addWidget(header)
        page.addWidget(self._body, 1)

    def show_questions(self, questions: Sequence[Question], choose: str = "") -> None:
        """Show what waits; the question ``choose`` comes first into view."""
        left = len(questions)
        said = self._words.count("{n} to decide", "{n} to decide", left) if left else ""
        self._count.setText(said)
        self._body.setCurrentIndex(0 if questions else 1)
        self._list.show_questions(questions)
        self._list.choose(choose)
        first = self._list if questions else self._done
        self.land_on(first)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_view(self, view: QWidget) -> None:
        """Show a question in full, in place of the one before."""
        while former := self._right.currentWidget():
            self._right.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._right.addWidget(view)

    def show_private(self, question: Question) -> None:
        """Ask, before private words are shown, whether anybody else can see the screen."""
        look, words = self._look, self._words
        view = ScrollColumn(look, margins=4, gap=14)
        where = words.abreast((question.child, question.where))
        view.items.addWidget(PlainLabel(look, where, size=14, colour="muted", wrap=True))
        title = words.say("A private answer")
        view.items.addWidget(PlainLabel(look, title, size=20, bold=True, wrap=True))
        notice = Notice(
            look,
            words.say(
                "This was said or written in private. Open it only when nobody else can see the"
                " screen."
            ),
            action=words.say("Nobody else can see: show it"),
        )
        notice.acted.connect(lambda: self.opened.emit(question.question_id))
        view.items.addWidget(notice)
        view.items.addStretch(1)
        self.show_view(view)

    def _nothing(self) -> QWidget:
        look, words = self._look, self._words
        page = MiddlePage(look, width=560)
        title = words.say("Nothing to decide")
        page.body.addWidget(PlainLabel(look, title, size=22, bold=True, wrap=True))
        what = words.say(
            "When two people write different things about one child, or an answer comes after its"
            " visit was closed, you are asked here."
        )
        page.body.addWidget(PlainLabel(look, what, size=16, wrap=True))
        self._done = Button(look, words.say("Go back"), kind="primary")
        self._done.clicked.connect(self.left)
        page.body.addWidget(self._done)
        return page
