"""The Learn guide: a list of short pages, and one of them to read."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent

from imh_desktop.flows.learning import Lesson, OpenGuide
from imh_desktop.ui.landing import Landing
from imh_desktop.ui.lesson_list import LessonList
from imh_desktop.ui.lesson_reader import LessonReader
from imh_desktop.ui.list_and_text import ListAndText
from imh_desktop.ui.review_badge import ReviewBadge
from imh_desktop.ui.shell_widgets import Header
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Bar, Button, PlainLabel, column
from imh_desktop.words import Words


class LearnPage(Landing):
    """Pages at the reading side, the open one at the other. Emits ``left`` on the way back."""

    left = Signal()

    def __init__(self, look: Look, words: Words, guide: OpenGuide) -> None:
        """Show the guide, opened at its first page."""
        super().__init__(look)
        self._look, self._words = look, words
        self._lessons = {lesson.page_id: lesson for lesson in guide.lessons}
        self._order = list(self._lessons)
        header = Header(look, guide.title, back=words.say("Back"))
        header.back_asked.connect(self.left)
        self.badge = ReviewBadge(look, words, self)
        header.items.addWidget(self.badge)
        self.list = LessonList(look, words, guide.lessons)
        self.list.chosen.connect(self.show_page)
        self.reader = LessonReader(look, words)
        self.sides = ListAndText(look, self.list, self.reader, back=words.say("Pages of the guide"))
        self.list.opened.connect(self.sides.turn_to_text)
        self.sides.turned.connect(self._on_turned)
        self._foot = self._footer()
        page = column(self)
        page.addWidget(header)
        page.addWidget(self.sides, 1)
        page.addWidget(self._foot)
        self.land_on(self.reader)
        self.show_page(self._order[0])

    @property
    def lesson(self) -> Lesson:
        """Return the page that is open."""
        return self._lessons[self._open]

    def show_page(self, page_id: str) -> None:
        """Open a page of the guide."""
        self._open = page_id
        self.list.show_chosen(page_id)
        self.reader.show_lesson(self.lesson)
        self.badge.show_review(self.lesson.review)
        at = self._order.index(page_id)
        self._place.setText(self._words.say("Page {n} of {all}", n=at + 1, all=len(self._order)))
        if at == 0 and self.previous.hasFocus():
            self.reader.setFocus(Qt.FocusReason.OtherFocusReason)
        self.previous.setEnabled(at > 0)
        self._show_onward()

    def _on_turned(self, to_text: bool) -> None:
        """Put the keyboard on what is in sight; the way on belongs to the text."""
        self._foot.setVisible(to_text)
        self.badge.setVisible(to_text)
        front = self.reader if to_text else self.list.row(self._open)
        self.land_on(front)
        if self.isVisible() and not self.badge.explaining:
            front.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say where the way on leads where there is room for it."""
        super().resizeEvent(event)
        self._show_onward()

    def _show_onward(self) -> None:
        whole = self._onward(self._order.index(self._open))
        last = self._open == self._order[-1]
        short = self._look.compact(self.width()) and not last
        self.next.setText(self._words.say("Next") if short else whole)
        self.next.setAccessibleName(whole)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape, and scroll wherever the keyboard is. Escape goes on to what covers
        the screen, so that Esc Esc hides what is behind the guide too."""
        if event.key() == Qt.Key.Key_Escape:
            if not self.badge.explaining:  # else this very Escape has closed the explanation
                self.left.emit()
            event.ignore()
        else:
            event.setAccepted(self.reader.scroll_by(Qt.Key(event.key())))

    def _footer(self) -> Bar:
        look, words = self._look, self._words
        footer = Bar(look, at_top=False)
        self._place = PlainLabel(look, size=13, colour="muted")
        footer.items.addWidget(self._place)
        footer.items.addSpacing(look.px(8))
        footer.items.addWidget(
            PlainLabel(look, words.say("Esc"), size=13, bold=True, colour="muted")
        )
        footer.items.addWidget(
            PlainLabel(look, words.say_for("key", "back"), size=13, colour="muted")
        )
        footer.items.addStretch(1)
        self.previous = Button(look, words.say("Previous page"), icon="caret-left")
        self.previous.clicked.connect(lambda: self._turn(-1))
        self.next = Button(look, "", kind="primary", after="caret-right")
        self.next.clicked.connect(lambda: self._turn(1))
        footer.items.addWidget(self.previous)
        footer.items.addWidget(self.next)
        return footer

    def _onward(self, at: int) -> str:
        """Name where the way on leads; the last page leads back to the work."""
        if at + 1 == len(self._order):
            return self._words.say("Back to your work")
        title = self._lessons[self._order[at + 1]].page.title
        return self._words.say("Next: {title}", title=title)

    def _turn(self, step: int) -> None:
        at = self._order.index(self._open) + step
        if at == len(self._order):
            self.left.emit()
        else:
            self.show_page(self._order[at])
