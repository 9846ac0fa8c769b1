"""The children as a list: whose row each is, and how it is painted."""

from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from imh_desktop.core.people import Child
from imh_desktop.ui.row_list import Index, RowDelegate, RowList, RowModel
from imh_desktop.ui.style import Look
from imh_desktop.words import dotted, isolated

_ONE_ROW = 60
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


class CaseModel(RowModel[Listed]):
    """The children shown now."""

    def child_id(self, index: Index) -> str:
        """Return whose row an index is; empty when it is none."""
        row = self.at(index)
        return row.child.child_id if row else ""

    def row_of(self, child_id: str) -> int:
        """Return the place of a child's row, or -1."""
        places = (at for at, row in enumerate(self.shown) if row.child.child_id == child_id)
        return next(places, -1)


class CaseDelegate(RowDelegate):
    """Paints a row: initials, name, ages and people at the reading side, state at the other."""

    def draw(
        self, painter: QPainter, area: QRect, direction: Qt.LayoutDirection, line: CaseLine,
        *, chosen: bool,
    ) -> None:  # fmt: skip
        """Draw a child's row."""
        _Row(self._look, painter, area, direction).draw(line, chosen=chosen)


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


def case_list(look: Look, name: str) -> RowList:
    """Return an empty list. ``name``: what assistive tools call it."""
    view = RowList(look, name, CaseDelegate)
    view.setMinimumHeight(look.px(_ONE_ROW))
    return view
