"""The journey: each construct a row, each visit a column, and a sign that needs no colour."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from imh_desktop.core.journey import Seen
from imh_desktop.flows.journey import Journey, JourneyRow
from imh_desktop.ui.style import Look
from imh_desktop.words import Words

SHOWN = 6
"""Visits drawn at most: the newest. All of them are told in words."""
_ROW, _HEAD, _TITLES, _RADIUS = 34, 56, 230, 9
_LEADING = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap


class JourneyPicture(QWidget):
    """Draws the newest visits of a journey; what it shows stands in its accessible text."""

    def __init__(self, look: Look, words: Words, journey: Journey) -> None:
        """Keep what to draw; it is as high as it has rows."""
        super().__init__()
        self._look, self._words = look, words
        self._stops = journey.stops[-SHOWN:]
        self._rows = journey.rows
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words.say("Journey so far"))
        self.setAccessibleDescription("\n".join(row.said for row in journey.rows))

    def sizeHint(self) -> QSize:
        """Ask for the rows and the heads of the columns."""
        px = self._look.px
        height = px(_HEAD) + sum(map(self._height, self._rows)) + px(6)
        return QSize(px(_TITLES + 60 * len(self._stops)), height)

    def minimumSizeHint(self) -> QSize:
        """Return the least it can be drawn in."""
        return QSize(self._look.px(_TITLES + 44 * len(self._stops)), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw heads, rows and marks; mirrored as the window is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        top = self._look.px(_HEAD)
        for row in self._rows:
            self._paint_row(painter, row, top)
            top += self._height(row)

    def _height(self, row: JourneyRow) -> int:
        look = self._look
        room = QRect(0, 0, look.px(_TITLES - 12), 1000)
        title = QFontMetrics(look.font(14)).boundingRect(room, _LEADING, row.title)
        return max(look.px(_ROW), title.height() + look.px(10))

    def _column(self, number: int) -> float:
        """Return where the middle of a column is, as it is seen."""
        begin = self._look.px(_TITLES)
        step = (self.width() - begin) / max(len(self._stops), 1)
        middle = begin + step * (number + 0.5)
        return self.width() - middle if self._mirrored() else middle

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _titles(self, top: int, height: int) -> QRect:
        wide = self._look.px(_TITLES - 12)
        left = self.width() - wide if self._mirrored() else 0
        return QRect(left, top, wide, height)

    def _paint_heads(self, painter: QPainter) -> None:
        look = self._look
        for number, stop in enumerate(self._stops):
            middle = self._column(number)
            wide = look.px(90)
            area = QRectF(middle - wide / 2, 0, wide, look.px(22))
            painter.setPen(look.colour("text"))
            painter.setFont(look.font(14, bold=True))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, stop.age)
            painter.setPen(look.colour("muted"))
            painter.setFont(look.font(12))
            day = self._words.short_date(stop.on)
            painter.drawText(area.translated(0, look.px(20)), Qt.AlignmentFlag.AlignCenter, day)
            if stop.turned:
                self._paint_turn(painter, number)

    def _paint_turn(self, painter: QPainter, number: int) -> None:
        """Draw a dashed line where another checklist or another age begins."""
        look = self._look
        back = self._column(number - 1) if number else self._column(0) * 2 - self._column(1)
        at = (self._column(number) + back) / 2
        pen = QPen(look.colour("control"), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(at, look.px(4)), QPointF(at, self.height() - look.px(4)))

    def _paint_row(self, painter: QPainter, row: JourneyRow, top: int) -> None:
        look, height = self._look, self._height(row)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font(14))
        painter.drawText(self._titles(top, height), _LEADING, row.title)
        middle = top + height / 2
        painter.setPen(QPen(look.colour("line"), 1))
        begin, end = self._column(0), self._column(len(self._stops) - 1)
        reach = look.px(22)
        painter.drawLine(
            QPointF(min(begin, end) - reach, middle), QPointF(max(begin, end) + reach, middle)
        )
        for number, marks in enumerate(row.marks[-SHOWN:]):
            self._paint_marks(painter, marks, self._column(number), middle)

    def _paint_marks(
        self, painter: QPainter, marks: Sequence[Seen], middle: float, height: float
    ) -> None:
        step = self._look.px(2 * _RADIUS + 4)
        first = middle - step * (len(marks) - 1) / 2
        for number, seen in enumerate(marks):
            paint_mark(painter, self._look, seen, QPointF(first + step * number, height))


def paint_mark(painter: QPainter, look: Look, seen: Seen, at: QPointF) -> None:
    """Draw one sign around a point. Full, half and empty circles: often, sometimes, not yet; a
    diamond: look again; a bar: not enough answered; dotted: not asked; a dot: asked, no worry."""
    radius = look.px(_RADIUS)
    area = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
    accent, warn = look.colour("accent"), look.colour("warn")
    painter.setBrush(look.colour("surface"))
    if seen == "concern":
        painter.setPen(QPen(warn, 2))
        painter.setBrush(look.colour("warn_soft"))
        painter.drawPolygon(_diamond(at, radius))
    elif seen == "not_asked":
        painter.setPen(QPen(look.colour("control"), 1.4, Qt.PenStyle.DotLine))
        painter.drawEllipse(area)
    elif seen == "unknown":
        painter.setPen(QPen(look.colour("control"), 1.4))
        painter.drawEllipse(area)
        bar = radius * 0.45
        painter.drawLine(QPointF(at.x() - bar, at.y()), QPointF(at.x() + bar, at.y()))
    elif seen == "quiet":
        painter.setPen(QPen(accent, 1.4))
        painter.setBrush(accent)
        painter.drawEllipse(at, radius / 3, radius / 3)
    else:
        painter.setPen(QPen(accent, 2))
        painter.drawEllipse(area)
        painter.setBrush(accent)
        if seen == "often":
            painter.drawEllipse(area)
        elif seen == "sometimes":
            painter.drawPie(area, -90 * 16, 180 * 16)


def _diamond(at: QPointF, radius: float) -> QPolygonF:
    reach = radius * 1.1
    return QPolygonF(
        [
            QPointF(at.x(), at.y() - reach), QPointF(at.x() + reach, at.y()),
            QPointF(at.x(), at.y() + reach), QPointF(at.x() - reach, at.y()),
        ]
    )  # fmt: skip
