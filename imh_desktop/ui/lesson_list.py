"""The pages of the guide at the reading side: number, title and what each is about."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStyle

from imh_desktop.flows.learning import Lesson
from imh_desktop.ui.list_and_text import LIST_WIDTH
from imh_desktop.ui.style import TARGET, Look
from imh_desktop.ui.widgets import BoxRadio, RadioSet, ScrollColumn, leading_margins
from imh_desktop.ui.widgets.buttons import paint_focus
from imh_desktop.ui.widgets.labels import leading, leading_side
from imh_desktop.words import Words

_NUMBER, _ASIDE, _PADDING, _GAP, _LEAST = 16, 46, 10, 2, 200
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class LessonRow(BoxRadio):
    """One page of the guide. Emits ``reached`` when the keyboard comes to it."""

    reached = Signal()

    def __init__(self, look: Look, title: str, summary: str, number: int) -> None:
        """Make the row."""
        super().__init__(look, title)
        self._number, self._summary = str(number), summary
        self.setAccessibleDescription(self._summary)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Ask for the width of a list beside the text, without its margin and its scroll bar."""
        width = self.look.px(LIST_WIDTH - 24)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Give way to a narrow list; the words wrap."""
        return QSize(self.look.px(_LEAST), self.look.px(TARGET))

    def hasHeightForWidth(self) -> bool:
        """Need more lines where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of title and summary at a width."""
        look, room = self.look, self._room(width)
        padding = 2 * look.px(_PADDING) + look.px(_GAP)
        below = self._height(look.font(13), self._summary, room)
        return self._height(look.font(15, bold=True), self.label, room) + below + padding

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say that the keyboard is here."""
        super().focusInEvent(event)
        self.reached.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, edge, number and words."""
        look, painter, on = self.look, QPainter(self), self.isChecked()
        if on or self.underMouse():
            fill = "accent_soft" if on else "ground"
            look.outline(painter, QRectF(self.rect()), fill=fill, radius=8)
        if on:
            edge = self._mirrored(0, look.px(8), look.px(3), self.height() - look.px(16))
            painter.fillRect(edge, look.colour("accent"))
        self._paint_words(painter, on)
        paint_focus(self, look, painter, radius=8)

    def _paint_words(self, painter: QPainter, on: bool) -> None:
        look, top, room = self.look, self.look.px(_PADDING), self._room(self.width())
        painter.setFont(look.font(13))
        painter.setPen(look.colour("muted"))
        number = self._mirrored(look.px(_NUMBER), top + look.px(1), look.px(24), self.height())
        painter.drawText(number, Qt.AlignmentFlag.AlignLeft, self._number)
        title = self._height(look.font(15, bold=True), self.label, room)
        under = top + title + look.px(_GAP)
        area = self._mirrored(look.px(_ASIDE), 0, room, self.height())
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        side = Qt.TextFlag.TextWordWrap | leading_side(self)
        painter.drawText(area.adjusted(0, under, 0, 0), side, leading(self, self._summary))
        painter.setFont(look.font(15, bold=on))
        painter.setPen(look.colour("text"))
        painter.drawText(area.adjusted(0, top, 0, 0), side, leading(self, self.label))

    def _room(self, width: int) -> int:
        return width - self.look.px(_ASIDE) - self.look.px(10)

    def _height(self, font: QFont, text: str, room: int) -> int:
        return QFontMetrics(font).boundingRect(0, 0, room, 10_000, _WRAP, text).height()

    def _mirrored(self, x: int, y: int, width: int, height: int) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(x, y, width, height))


class LessonList(ScrollColumn):
    """All pages, one below the other; one stop for the Tab key. Emits ``chosen`` with an id when
    another page is chosen, and ``opened`` when one is pressed, also the one that is open."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, look: Look, words: Words, lessons: Sequence[Lesson]) -> None:
        """Make the list; nothing is chosen yet."""
        super().__init__(look, gap=2, colour="side")
        leading_margins(self.items, look.px(12), look.px(12), 0, look.px(12))
        self.setAccessibleName(words.say("Pages of the guide"))
        self._set = RadioSet(self)
        for number, lesson in enumerate(lessons, 1):
            line = LessonRow(look, lesson.page.title, lesson.page.summary, number)
            line.toggled.connect(lambda on, name=lesson.page_id: self._on_toggled(name, on))
            line.clicked.connect(self.opened)
            line.reached.connect(lambda line=line: self.reveal(line))
            self._set.add(lesson.page_id, line)
            self.items.addWidget(line)
        self.items.addStretch(1)

    def show_chosen(self, page_id: str) -> None:
        """Show which page is open, without emitting; Tab comes to this row from now on."""
        self._set.show(page_id)
        for own, line in self._set.buttons.items():
            stop = Qt.FocusPolicy.StrongFocus if own == page_id else Qt.FocusPolicy.ClickFocus
            line.setFocusPolicy(stop)
        self.reveal(self._set.buttons[page_id])

    def row(self, page_id: str) -> BoxRadio:
        """Return the row of a page."""
        return self._set.buttons[page_id]

    def _on_toggled(self, page_id: str, on: bool) -> None:
        if on:
            self.chosen.emit(page_id)
