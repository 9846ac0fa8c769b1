"""A line with a number in it that opens its list below."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from imh_desktop.ui.style import TARGET, Look
from imh_desktop.ui.widgets import FoldButton, PlainLabel, column, fold_states, leading_margins
from imh_desktop.ui.widgets.buttons import paint_focus
from imh_desktop.words import Words

_MOST = 200
"""Lines shown; the rest is counted."""
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Fold(QWidget):
    """A line over a list that is folded away until asked for. ``warn``: a person is to look."""

    def __init__(
        self, look: Look, words: Words, title: str, lines: Sequence[str], *, warn: bool = False
    ) -> None:
        """Show the line; the list begins folded."""
        super().__init__()
        items = column(self, gap=look.px(2))
        self.head = _Head(look, title, warn=warn, opens=bool(lines))
        if lines:
            self.head.fold_by(fold_states(words))
        items.addWidget(self.head)
        self._list = QWidget()
        below = column(self._list, gap=look.px(4))
        leading_margins(below, look.px(44), 0, look.px(8), look.px(8))
        for line in lines[:_MOST]:
            below.addWidget(PlainLabel(look, line, size=14, wrap=True))
        if len(lines) > _MOST:
            more = words.say("and {n} more", n=len(lines) - _MOST)
            below.addWidget(PlainLabel(look, more, size=14, colour="muted"))
        self._list.hide()
        items.addWidget(self._list)
        self.head.toggled.connect(self._list.setVisible)


class _Head(FoldButton):
    def __init__(self, look: Look, title: str, *, warn: bool, opens: bool) -> None:
        super().__init__()
        self._look, self._title, self._warn, self._opens = look, title, warn, opens
        self.setAccessibleName(title)
        self.setFont(look.font(15, bold=warn))
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        """Leave room for the words as they wrap at the present width."""
        look, width = self._look, max(self.width(), self._look.px(320))
        words = QFontMetrics(self.font()).boundingRect(
            0, 0, self._room(width), 10_000, _WRAP, self._title
        )
        return QSize(look.px(320), max(words.height() + look.px(16), look.px(TARGET)))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words; the width may shrink."""
        return QSize(self._look.px(200), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the width changed."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the mark, the words and, where there is a list, an arrow."""
        look, painter = self._look, QPainter(self)
        if self._opens and (self.underMouse() or self.isDown()):
            look.outline(painter, QRectF(self.rect()), fill="accent_soft", radius=8)
        icon, tint, size = (
            ("warning-circle", look.tokens.warn, 20) if self._warn
            else ("circle-fill", look.tokens.accent, 9)
        )  # fmt: skip
        mark = QRect(look.px(8), 0, look.px(28), self.height())
        look.icons.paint(painter, self._mirrored(mark), icon, tint, look.px(size))
        painter.setFont(self.font())
        painter.setPen(look.colour("text"))
        area = QRect(look.px(44), 0, self._room(self.width()), self.height())
        painter.drawText(self._mirrored(area), _WRAP, self._title)
        if self._opens:
            end = QRect(self.width() - look.px(36), 0, look.px(28), self.height())
            arrow = "caret-up" if self.isChecked() else "caret-down"
            look.icons.paint(painter, self._mirrored(end), arrow, look.tokens.text, look.px(16))
        paint_focus(self, look, painter, radius=8)

    def _room(self, width: int) -> int:
        return max(width - self._look.px(88), 1)

    def _mirrored(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)
