"""A wide button that says in one line where it leads, and in another what is to be found there."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle

from imh_desktop.ui.style import TARGET, Look
from imh_desktop.ui.widgets.buttons import paint_focus
from imh_desktop.ui.widgets.labels import leading, leading_side

_ASIDE, _PADDING, _GAP, _LEAST = 60, 14, 2, 320
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft


class RowButton(QPushButton):
    """An icon, a title, a sentence, at the end ``count`` in a few words (empty = nothing)."""

    def __init__(self, look: Look, icon: str, title: str, said: str, *, count: str = "") -> None:
        """Make the button."""
        super().__init__()
        self._look, self._icon, self._title, self._said = look, icon, title, said
        self._count = count
        self.setAccessibleName(f"{title}. {count}" if count else title)
        self.setAccessibleDescription(said.replace("\n", ". "))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def title(self) -> str:
        """Return the words that name where it leads."""
        return self._title

    def sizeHint(self) -> QSize:
        """Leave room for the words as they wrap at the present width."""
        look = self._look
        room = self._room(max(self.width(), look.px(_LEAST)))
        words = sum(self._height(font, text, room) for font, text in self._lines())
        height = words + 2 * look.px(_PADDING) + look.px(_GAP)
        return QSize(look.px(480), max(height, look.px(TARGET)))

    def minimumSizeHint(self) -> QSize:
        """Never cut the words; the width may shrink."""
        return QSize(self._look.px(_LEAST), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for another height where the width changed."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box, the icon and the words."""
        look, painter = self._look, QPainter(self)
        hot = self.isEnabled() and (self.isDown() or self.underMouse())
        fill = "accent_soft" if hot else "surface"
        look.outline(painter, QRectF(self.rect()), fill=fill, line="line", radius=10)
        tint = look.tokens.accent if self.isEnabled() else look.tokens.muted
        look.icons.paint(painter, self._at(0, _ASIDE), self._icon, tint, look.px(24))
        self._paint_words(painter)
        self._paint_end(painter, tint)
        paint_focus(self, look, painter, radius=10)

    def _paint_words(self, painter: QPainter) -> None:
        look, room = self._look, self._room(self.width())
        top = look.px(_PADDING) + max(self.height() - self.sizeHint().height(), 0) // 2
        painter.save()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for (font, text), colour in zip(self._lines(), ("text", "muted"), strict=True):
            height = self._height(font, text, room)
            area = QRect(look.px(_ASIDE), top, room, height)
            painter.setFont(font)
            painter.setPen(look.colour(colour if self.isEnabled() else "muted"))
            side = Qt.TextFlag.TextWordWrap | leading_side(self)
            painter.drawText(self._mirrored(area), side, text)
            top += height + look.px(_GAP)
        painter.restore()

    def _paint_end(self, painter: QPainter, tint: str) -> None:
        look, wide = self._look, self.width()
        look.icons.paint(
            painter, self._mirrored(QRect(wide - look.px(40), 0, look.px(28), self.height())),
            "caret-right", tint, look.px(18),
        )  # fmt: skip
        if self._count:
            painter.setFont(look.font(14, bold=True))
            painter.setPen(look.colour("accent"))
            left = wide - look.px(40) - self._end()
            area = self._mirrored(QRect(left, 0, self._end() - look.px(8), self.height()))
            end = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignRight)
            painter.drawText(area, end | Qt.AlignmentFlag.AlignVCenter, self._count)

    def _lines(self) -> tuple[tuple[QFont, str], tuple[QFont, str]]:
        look = self._look
        title, said = leading(self, self._title), leading(self, self._said)
        return (look.font(16, bold=True), title), (look.font(14), said)

    def _end(self) -> int:
        """Return how wide the words at the end stand, with room before and behind them."""
        if not self._count:
            return 0
        words = QFontMetrics(self._look.font(14, bold=True)).horizontalAdvance(self._count)
        return words + self._look.px(24)

    def _room(self, width: int) -> int:
        return max(width - self._look.px(_ASIDE + 40) - self._end(), 1)

    def _height(self, font: QFont, text: str, room: int) -> int:
        return QFontMetrics(font).boundingRect(0, 0, room, 10_000, _WRAP, text).height()

    def _at(self, x: int, width: int) -> QRect:
        look = self._look
        return self._mirrored(QRect(look.px(x), 0, look.px(width), self.height()))

    def _mirrored(self, area: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), area)
