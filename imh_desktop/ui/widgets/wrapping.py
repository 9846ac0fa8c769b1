"""A row that goes on in the next line where its parts have no room side by side."""

from functools import cached_property

from PySide6.QtCore import QChildEvent, QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget, QWidgetItem

_CHANGES = frozenset(
    {
        QEvent.Type.LayoutRequest, QEvent.Type.LayoutDirectionChange, QEvent.Type.FontChange,
        QEvent.Type.StyleChange,
    }
)  # fmt: skip


class Wrapping(QWidget):
    """Lays parts out in reading direction, each at least as wide as it needs.

    ``fill``: the parts of a line share its width; else they keep their own, ``at_end`` of it.
    ``least``: a part is not made narrower than this while there are lines to go on in. ``even``:
    all are of one width, in columns. (A widget and no layout of our own: Qt asks a layout also
    while the window it belongs to is being taken apart, when Python has let go of it.)
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 0, fill: bool = True,
        at_end: bool = False, least: int = 0, even: bool = False, margin: int = 0,
    ) -> None:  # fmt: skip
        """Make an empty row; lengths in real pixels. ``parent``: what it fills alone."""
        super().__init__()
        self._parts: list[QWidget] = []
        self._measured: dict[QWidget, _Measured] = {}
        self._shares: list[int] = []
        self._whole: list[QWidget] = []
        self._heights: dict[int, int] = {}
        self._sizes: dict[str, QSize] = {}
        self._gap, self._fill, self._at_end, self._least = gap, fill, at_end, least
        self._even, self._margin = even, margin
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if parent is not None:
            filled = QVBoxLayout(parent)
            filled.setContentsMargins(0, 0, 0, 0)
            filled.addWidget(self)

    def add(self, part: QWidget, share: int = 1, *, whole: bool = False) -> None:
        """Add a part; ``share``: of the width that its line has left over; ``whole``: it goes on in
        the next line before it is narrower than it likes."""
        self._take_in(part, len(self._parts), share)
        if whole:
            self._whole.append(part)

    def put_first(self, part: QWidget) -> None:
        """Add a part before all others."""
        self._take_in(part, 0, 1)

    def clear(self) -> None:
        """Take everything out; the parts are deleted."""
        parts, self._parts, self._shares, self._whole = self._parts, [], [], []
        for part in parts:
            part.hide()
            part.deleteLater()
        self._lay_out_anew()

    def _take_in(self, part: QWidget, at: int, share: int) -> None:
        self._parts.insert(at, part)
        self._shares.insert(at, share)
        part.setParent(self)
        explicit = part.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        if self.isVisible() and not explicit:  # else it is shown with this widget
            part.show()
        self._lay_out_anew()

    def _forget(self) -> None:
        self._heights.clear()
        self._sizes.clear()
        self._measured.clear()

    def _lay_out_anew(self) -> None:
        self._forget()
        self.updateGeometry()
        if self.isVisible():  # else when it is shown, once for all parts
            self._arrange()

    def childEvent(self, event: QChildEvent) -> None:
        """Forget a part that is gone."""
        super().childEvent(event)
        if event.type() == QEvent.Type.ChildRemoved:
            at = next((n for n, part in enumerate(self._parts) if part is event.child()), None)
            if at is not None:
                self._parts.pop(at)
                self._shares.pop(at)
                self._forget()
                self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Lay out anew where a part asks for other room, or the direction turned."""
        if event.type() in _CHANGES:
            self._lay_out_anew()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Lay out what was taken in meanwhile."""
        super().showEvent(event)
        self._lay_out_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width."""
        super().resizeEvent(event)
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        """Need more lines where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        if width not in self._heights:
            around = 2 * self._margin
            inside = QRect(0, 0, max(width - around, 0), 0)
            self._heights[width] = self._lay_out(inside, place=False) + around
        return self._heights[width]

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        if "hint" not in self._sizes:
            self._sizes["hint"] = self._on_one_line()
        return self._sizes["hint"]

    def minimumSizeHint(self) -> QSize:
        """Ask for the widest part at least."""
        if "least" not in self._sizes:
            self._sizes["least"] = self._of_the_widest()
        return self._sizes["least"]

    def _on_one_line(self) -> QSize:
        parts = self._shown()
        wide = sum(part.likes for part in parts) + self._gap * max(len(parts) - 1, 0)
        tall = max((part.height(part.likes) for part in parts), default=0)
        return QSize(wide + 2 * self._margin, tall + 2 * self._margin)

    def _of_the_widest(self) -> QSize:
        parts = self._shown()
        wide = max((part.least.width() for part in parts), default=0)
        tall = max((part.least.height() for part in parts), default=0)
        return QSize(wide + 2 * self._margin, tall + 2 * self._margin)

    def _arrange(self) -> None:
        margin = self._margin
        self._lay_out(self.rect().adjusted(margin, margin, -margin, -margin), place=True)

    def _shown(self) -> "list[_Measured]":
        shown = [part for part in self._parts if not part.isHidden()]
        for part in shown:
            if part not in self._measured:
                self._measured[part] = _Measured(part)
        return [self._measured[part] for part in shown]

    def _need(self, part: "_Measured") -> int:
        likes = not self._fill or part.widget in self._whole
        return max(part.likes if likes else part.least.width(), self._least)

    def _lines(self, width: int) -> "list[list[_Measured]]":
        if self._even:
            return self._columns(width)
        lines: list[list[_Measured]] = []
        left = -1
        for part in self._shown():
            need = self._need(part)
            if lines and need + self._gap <= left:
                lines[-1].append(part)
                left -= need + self._gap
            else:
                lines.append([part])
                left = width - need
        return lines

    def _columns(self, width: int) -> "list[list[_Measured]]":
        parts = self._shown()
        widest = max((self._need(part) for part in parts), default=1)
        abreast = max(min((width + self._gap) // (widest + self._gap), len(parts)), 1)
        return [parts[at : at + abreast] for at in range(0, len(parts), abreast)]

    def _lay_out(self, area: QRect, *, place: bool) -> int:
        y, side = area.y(), self.layoutDirection()
        for line in self._lines(area.width()):
            widths = self._widths(line, area.width())
            tall = max(part.height(wide) for part, wide in zip(line, widths, strict=True))
            taken = sum(widths) + self._gap * (len(line) - 1)
            x = area.x() + (area.width() - taken if self._at_end else 0)
            for part, wide in zip(line, widths, strict=True):
                if place:
                    own = QRect(x, y, wide, tall if self._even else part.height(wide))
                    part.item.setGeometry(QStyle.visualRect(side, area, own))
                x += wide + self._gap
            y += tall + self._gap
        return max(y - self._gap - area.y(), 0)

    def _widths(self, line: "list[_Measured]", width: int) -> list[int]:
        needs = [min(self._need(part), width) for part in line]
        if not self._fill:
            return needs
        if self._even:
            abreast = len(self._columns(width)[0])
            return [(width - self._gap * (abreast - 1)) // abreast] * len(line)
        at = dict(zip(self._parts, self._shares, strict=True))
        shares = [at.get(part.widget, 1) for part in line]
        whole = width - self._gap * (len(line) - 1)
        return shared_out(whole, needs, shares)


class Turning(QWidget):
    """Two sides that fill a page: side by side, and below each other in less width than ``below``,
    in real pixels. Fill it through ``items``."""

    def __init__(self, *, below: int, margin: int = 0, gap: int = 0) -> None:
        """Make it empty."""
        super().__init__()
        self._below = below
        self.items = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self.items.setContentsMargins(margin, margin, margin, margin)
        self.items.setSpacing(gap)

    def minimumSizeHint(self) -> QSize:
        """Ask for no more width than the narrow arrangement has."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._below // 2), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn as the width asks for."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        narrow = event.size().width() < self._below
        self.items.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)


def shared_out(whole: int, needs: list[int], shares: list[int]) -> list[int]:
    """Return widths that add up to ``whole``: by shares, and none below its need."""
    fixed: dict[int, int] = {}
    while True:
        rest = whole - sum(fixed.values())
        parts = [at for at in range(len(needs)) if at not in fixed]
        total = sum(shares[at] for at in parts) or 1
        short = [at for at in parts if rest * shares[at] // total < needs[at]]
        if not short or len(short) == len(parts):
            break
        fixed |= {at: needs[at] for at in short}
    widths = [fixed.get(at, rest * shares[at] // total) for at in range(len(needs))]
    if parts and sum(widths) <= whole:
        widths[parts[-1]] += whole - sum(widths)
    return widths


class _Measured:
    """A part as it asked for room, until something asks anew. Asking Qt is what is slow: of a row
    within a row it goes down to the last word."""

    def __init__(self, widget: QWidget) -> None:
        self.widget, self.item = widget, QWidgetItem(widget)
        self._heights: dict[int, int] = {}

    @cached_property
    def likes(self) -> int:
        """Return the width it likes."""
        return self.item.sizeHint().width()

    @cached_property
    def least(self) -> QSize:
        """Return what it needs at least."""
        return self.item.minimumSize()

    def height(self, width: int) -> int:
        """Return how tall it is in a width."""
        if width not in self._heights:
            self._heights[width] = self._height(width)
        return self._heights[width]

    def _height(self, width: int) -> int:
        if self.item.hasHeightForWidth():
            return self.item.heightForWidth(width)
        return self.item.sizeHint().height()
