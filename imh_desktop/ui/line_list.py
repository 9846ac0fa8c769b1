"""A long list of rows with a title, a line under it and a word at the end; only what is in sight
is put into words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from imh_desktop.ui.style import Look

_Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
_HEIGHT = 64
Shown = TypeVar("Shown")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it is read. ``end``: a few words at its far side, muted when ``quiet``."""

    title: str
    under: str = ""
    end: str = ""
    quiet: bool = True


class LineModel(QAbstractListModel, Generic[Shown]):
    """The values shown now."""

    def __init__(self, parent: QObject, said: Callable[[Shown], Line]) -> None:
        """Begin empty; ``said`` puts a value into words."""
        super().__init__(parent)
        self._said = said
        self.shown: Sequence[Shown] = ()

    def show(self, values: Sequence[Shown]) -> None:
        """Show other values."""
        self.beginResetModel()
        self.shown = values
        self.endResetModel()

    def at(self, index: _Index) -> Shown | None:
        """Return the value of a row."""
        return self.shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        if not index.isValid() or role not in (_LINE, *_SPOKEN):
            return None
        line = self._said(self.shown[index.row()])
        if role == _LINE:
            return line
        return ". ".join(part for part in (line.title, line.under, line.end) if part)


class LineDelegate(QStyledItemDelegate):
    """Paints a row as a white box."""

    def __init__(self, look: Look, parent: QObject) -> None:
        """Keep the look."""
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row; its width is the list's."""
        return QSize(self._look.px(260), self._look.px(_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row from its line."""
        line = index.data(_LINE)
        if not isinstance(line, Line):
            return
        look, px = self._look, self._look.px
        area = QRect(option.rect).adjusted(px(3), px(2), -px(3), -px(4))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        look.outline(
            painter, QRectF(area), fill="accent_soft" if chosen else "surface",
            line="accent" if chosen else "line", width=2 if chosen else 1, radius=10,
        )  # fmt: skip
        self._words(painter, area, option.direction, line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            ring = QRectF(area).adjusted(-px(2), -px(2), px(2), px(2))
            look.outline(painter, ring, line="focus", width=px(2.5), radius=11)
        painter.restore()

    def _words(
        self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection, line: Line
    ) -> None:
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


class LineList(QListView):
    """The list itself: reached by Tab, moved in by arrows, opened by Enter or a click."""

    def __init__(self, look: Look, name: str) -> None:
        """Make an empty list; ``name`` is what assistive tools call it."""
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(LineDelegate(look, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
