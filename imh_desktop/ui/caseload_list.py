"""The children as a list: a plain model, and a delegate that paints each row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

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
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QScroller,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from imh_desktop.core.people import Child
from imh_desktop.ui.style import Look
from imh_desktop.words import dotted, isolated

_Index = QModelIndex | QPersistentModelIndex
LINE = Qt.ItemDataRole.UserRole
_ONE_ROW = 60
_ROLES = (LINE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


Listed = TypeVar("Listed", bound="Shown")


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One row as it is read: finished words. ``tone`` of the chip: plain, accent or warn.
    ``held``: whether another laptop covers the family, or this one does; ``aside``: what is shown
    only where there is room for the whole of it."""

    child_id: str
    name: str
    ages: str
    people: str
    chip: str
    tone: str
    when: str
    held: str = ""
    aside: str = ""

    @property
    def spoken(self) -> str:
        """Return the row as assistive tools say it."""
        parts = (self.name, self.held, self.ages, self.people, self.aside, self.chip, self.when)
        return ". ".join(part.removesuffix(".") for part in parts if part)

    @property
    def initials(self) -> str:
        """Return up to two letters."""
        return "".join(part[0] for part in self.name.split()[:2]).upper()


class Shown(Protocol):
    """What a row is made of."""

    @property
    def child(self) -> Child:
        """Return whom the row is about."""


class CaseModel(QAbstractListModel, Generic[Listed]):
    """The rows shown now. A row is put into words when it comes into sight, so that thousands of
    children cost no more than a screenful."""

    def __init__(self, parent: QObject, said: Callable[[Listed], CaseLine]) -> None:
        """Begin empty; ``said`` puts a row into words."""
        super().__init__(parent)
        self._said = said
        self._rows: tuple[Listed, ...] = ()

    def show(self, rows: tuple[Listed, ...]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def at(self, index: _Index) -> Listed | None:
        """Return the row of an index; None when it is none."""
        return self._rows[index.row()] if index.isValid() else None

    def child_id(self, index: _Index) -> str:
        """Return whose row an index is; empty when it is none."""
        return self._rows[index.row()].child.child_id if index.isValid() else ""

    def row_of(self, child_id: str) -> int:
        """Return the place of a child's row, or -1."""
        places = (at for at, row in enumerate(self._rows) if row.child.child_id == child_id)
        return next(places, -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row, or its words."""
        if not index.isValid() or role not in _ROLES:
            return None
        line = self._said(self._rows[index.row()])
        return line if role == LINE else line.spoken


class CaseDelegate(QStyledItemDelegate):
    """Paints a row: initials, name, ages and people at the reading side, state at the other."""

    def __init__(self, look: Look, parent: QObject) -> None:
        """Keep the look."""
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of a row; its width is the list's."""
        return QSize(self._look.px(300), self._look.px(78))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row from its line."""
        line = index.data(LINE)
        if not isinstance(line, CaseLine):
            return
        look, px = self._look, self._look.px
        area = QRect(option.rect).adjusted(px(3), px(3), -px(3), -px(5))
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setLayoutDirection(option.direction)
        look.outline(
            painter,
            QRectF(area),
            fill="accent_soft" if chosen else "surface",
            line="accent" if chosen else "line",
            width=2 if chosen else 1,
            radius=12,
        )
        _Row(look, painter, area, option.direction).draw(line, chosen=chosen)
        if state & QStyle.StateFlag.State_HasFocus:
            ring = QRectF(area).adjusted(-px(2), -px(2), px(2), px(2))
            look.outline(painter, ring, line="focus", width=px(2.5), radius=13)
        painter.restore()


class _Row:
    """One row's parts, placed in reading direction."""

    def __init__(
        self, look: Look, painter: QPainter, area: QRect, direction: Qt.LayoutDirection
    ) -> None:
        self._look, self._painter, self._area, self._direction = look, painter, area, direction

    def draw(self, line: CaseLine, *, chosen: bool) -> None:
        """Draw the parts. The day moves up beside the chip where the people need its room; what
        still has none for the whole of it is left to the page it leads to."""
        px = self._look.px
        self._avatar(line.initials, chosen=chosen)
        chip = self._chip(line)
        left, width = px(72), self._area.width() - px(72) - px(14)
        beside = width - chip.width() - px(12)
        self._name(line.name, QRect(left, px(10), beside, px(24)))
        parts = [part for part in (line.held, line.ages, line.people, line.aside) if part]
        under = dotted(parts)
        when = self._width(line.when, 14) + px(4)
        below = width - when - px(12)
        end = QRect(left + width - when, px(38), when, px(24))
        beside -= self._width(line.name, 16, bold=True) + px(8)
        if self._width(under, 14) > below and when <= beside:
            below, end = width, QRect(chip.left() - px(12) - when, px(9), when, px(24))
        if line.aside and self._width(under, 14) > below:
            under = dotted(parts[:-1])
        self._text(under, QRect(left, px(38), below, px(24)), size=14, colour="muted")
        self._text(line.when, end, size=14, colour="muted")

    def _avatar(self, initials: str, *, chosen: bool) -> None:
        look, px = self._look, self._look.px
        circle = self._place(QRect(px(14), (self._area.height() - px(44)) // 2, px(44), px(44)))
        fill = "surface" if chosen else "accent_soft"
        look.outline(self._painter, QRectF(circle), fill=fill, radius=px(44))
        self._painter.setFont(look.font(16, bold=True))
        self._painter.setPen(look.colour("accent"))
        self._painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials)

    def _chip(self, line: CaseLine) -> QRect:
        look, px = self._look, self._look.px
        width = self._width(line.chip, 14) + px(24)
        at = QRect(self._area.width() - px(14) - width, px(8), width, px(26))
        if not line.chip:
            return QRect(at.right(), at.top(), 0, 0)
        place = self._place(at)
        fill, edge, text = {
            "accent": ("surface", "accent", "text"),
            "warn": ("warn_soft", "warn", "warn"),
        }.get(line.tone, ("ground", "line", "text"))
        look.outline(self._painter, QRectF(place), fill=fill, line=edge, radius=13)
        self._painter.setFont(look.font(14))
        self._painter.setPen(look.colour(text))
        self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, line.chip)
        return at

    def _name(self, name: str, at: QRect) -> None:
        """Draw a name in its own order: one with signs would be turned in a mirrored window."""
        font = self._look.font(16, bold=True)
        shown = isolated(_one_line(name, font, at.width()))
        self._draw(shown, at, font, "text")

    def _text(
        self, text: str, at: QRect, *, size: int, bold: bool = False, colour: str = "text"
    ) -> None:
        font = self._look.font(size, bold=bold)
        self._draw(_one_line(text, font, at.width()), at, font, colour)

    def _draw(self, shown: str, at: QRect, font: QFont, colour: str) -> None:
        self._painter.setFont(font)
        self._painter.setPen(self._look.colour(colour))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(self._place(at), flags, shown)

    def _place(self, at: QRect) -> QRect:
        """Move a rectangle of the row to where it stands on the screen."""
        inside = QStyle.visualRect(
            self._direction, QRect(0, 0, self._area.width(), self._area.height()), at
        )
        return inside.translated(self._area.topLeft())

    def _width(self, text: str, size: int, *, bold: bool = False) -> int:
        return QFontMetrics(self._look.font(size, bold=bold)).horizontalAdvance(text[:2000])


def _one_line(text: str, font: QFont, width: int) -> str:
    line = " ".join(text[:2000].split())
    return QFontMetrics(font).elidedText(line, Qt.TextElideMode.ElideRight, max(width, 1))


def case_list(look: Look, name: str) -> QListView:
    """Return an empty list: rows of one height, scrolled by the wheel or a finger. ``name``: what
    assistive tools call it."""
    view = QListView()
    view.setItemDelegate(CaseDelegate(look, view))
    view.setAccessibleName(name)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setUniformItemSizes(True)
    view.setMinimumHeight(look.px(_ONE_ROW))
    view.viewport().setAutoFillBackground(False)
    QScroller.grabGesture(view.viewport(), QScroller.ScrollerGestureType.TouchGesture)
    return view
