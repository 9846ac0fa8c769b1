"""A long list whose rows are painted boxes; only what is in sight is put into words."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Protocol, TypeVar

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
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from imh_desktop.ui.style import Look

Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
Value = TypeVar("Value")


class Spoken(Protocol):
    """A row as it is read: finished words."""

    @property
    def spoken(self) -> str:
        """Return the row as assistive tools say it."""


class RowModel(QAbstractListModel, Generic[Value]):
    """The values shown now. One is put into words when it comes into sight, so that thousands
    cost no more than a screenful."""

    def __init__(self, parent: QObject, said: Callable[[Value], Spoken]) -> None:
        """Begin empty; ``said`` puts a value into words."""
        super().__init__(parent)
        self._said = said
        self.shown: Sequence[Value] = ()

    def show(self, values: Sequence[Value]) -> None:
        """Show other values."""
        self.beginResetModel()
        self.shown = values
        self.endResetModel()

    def at(self, index: Index) -> Value | None:
        """Return the value of a row; None when it is none."""
        return self.shown[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        if not index.isValid() or role not in (_LINE, *_SPOKEN):
            return None
        line = self._said(self.shown[index.row()])
        return line if role == _LINE else line.spoken


class RowDelegate(QStyledItemDelegate):
    """Paints a row as a white box, tinted where it is chosen, ringed where the keyboard is; what
    stands in it is painted by ``draw``. Sizes are at 100 %."""

    LEAST = QSize(300, 78)
    ABOVE, BELOW, RADIUS = 3, 5, 12

    def __init__(self, look: Look, parent: QObject) -> None:
        """Keep the look."""
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; its width is the list's."""
        return QSize(self._look.px(self.LEAST.width()), self._look.px(self.LEAST.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row from its line."""
        line = index.data(_LINE)
        if line is None:
            return
        look, px = self._look, self._look.px
        area = QRect(option.rect).adjusted(px(3), px(self.ABOVE), -px(3), -px(self.BELOW))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        look.outline(
            painter, QRectF(area), fill="accent_soft" if chosen else "surface",
            line="accent" if chosen else "line", width=2 if chosen else 1, radius=self.RADIUS,
        )  # fmt: skip
        self.draw(painter, area, option.direction, line, chosen=chosen)
        if option.state & QStyle.StateFlag.State_HasFocus:
            ring = QRectF(area).adjusted(-px(2), -px(2), px(2), px(2))
            look.outline(painter, ring, line="focus", width=px(2.5), radius=self.RADIUS + 1)
        painter.restore()

    def draw(
        self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection, line: Any,
        *, chosen: bool,
    ) -> None:  # fmt: skip
        """Draw what stands in a row's box."""
        raise NotImplementedError


class RowList(QListView):
    """Rows of one height: reached by Tab, moved in by arrows, opened by Enter or a click, scrolled
    by the wheel or a finger."""

    def __init__(self, look: Look, name: str, delegate: type[RowDelegate]) -> None:
        """Make an empty list; ``name`` is what assistive tools call it."""
        super().__init__()
        self.setItemDelegate(delegate(look, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
