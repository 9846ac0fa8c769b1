"""A long list of rows with a title, a line under it and a word at the end."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from imh_desktop.ui.row_list import RowDelegate, RowList
from imh_desktop.ui.style import Look


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is read. ``end``: a few words at its far side, muted when ``quiet``."""

    title: str
    under: str = ""
    end: str = ""
    quiet: bool = True

    @property
    def spoken(self) -> str:
        """Return the row as assistive tools say it."""
        return ". ".join(part for part in (self.title, self.under, self.end) if part)


class LineDelegate(RowDelegate):
    """Paints the title and the line under it at the reading side, the end at the other."""

    LEAST = QSize(260, 64)
    ABOVE, BELOW, RADIUS = 2, 4, 10

    def draw(
        self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection, line: Line,
        *, chosen: bool,
    ) -> None:  # fmt: skip
        """Draw a row's words."""
        px, wide = self._look.px, area.width() - 2 * self._look.px(14)
        end = QFontMetrics(self._look.font(13)).horizontalAdvance(line.end[:60]) if line.end else 0
        end = min(end + px(4), wide // 2) if line.end else 0
        beside = wide - end - (px(10) if end else 0)
        middle = not line.under
        for text, size, bold, colour, where in (
            (line.title, 15, True, "text", QRect(px(14), px(18 if middle else 8), beside, px(22))),
            (line.under, 13, False, "muted", QRect(px(14), px(31), beside, px(20))),
            (
                line.end, 13, False, "muted" if line.quiet else "warn",
                QRect(area.width() - px(14) - end, px(18), end, px(22)),
            ),
        ):  # fmt: skip
            if text:
                painter.setFont(self._look.font(size, bold=bold))
                painter.setPen(self._look.colour(colour))
                box = QRect(QStyle.visualRect(direction, QRect(0, 0, area.width(), 0), where))
                box.translate(area.topLeft())
                cut = painter.fontMetrics().elidedText(
                    " ".join(text[:400].split()), Qt.TextElideMode.ElideRight, box.width()
                )
                flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
                painter.drawText(box, QStyle.visualAlignment(direction, flags), cut)


class LineList(RowList):
    """The list itself."""

    def __init__(self, look: Look, name: str) -> None:
        """Make an empty list; ``name`` is what assistive tools call it."""
        super().__init__(look, name, LineDelegate)
