"""A row that goes on in the next line where its parts have no room side by side."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QStyle, QWidget


class Wrapping(QLayout):
    """Lays parts out in reading direction, each at least as wide as it needs.

    ``fill``: the parts of a line share its width; else they keep their own, ``at_end`` of it.
    ``least``: a part is not made narrower than this while there are lines to go on in. ``even``:
    all are of one width, in columns.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = 0, fill: bool = True,
        at_end: bool = False, least: int = 0, even: bool = False,
    ) -> None:  # fmt: skip
        """Make an empty row; lengths in real pixels."""
        super().__init__()
        self._parts: list[QLayoutItem] = []
        self._shares: list[int] = []
        self._whole: list[QLayoutItem] = []
        self._gap, self._fill, self._at_end, self._least = gap, fill, at_end, least
        self._even = even
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    def add(self, part: QWidget, share: int = 1, *, whole: bool = False) -> None:
        """Add a part; ``share``: of the width that its line has left over; ``whole``: it goes on in
        the next line before it is narrower than it likes."""
        self.addWidget(part)
        self._shares[-1] = share
        if whole:
            self._whole.append(self._parts[-1])

    def put_first(self, part: QWidget) -> None:
        """Add a part before all others."""
        self.addWidget(part)
        self._parts.insert(0, self._parts.pop())
        self._shares.insert(0, self._shares.pop())

    def add_layout(self, part: QLayout, share: int = 1) -> None:
        """Add a layout; ``share`` as for a part."""
        self.addChildLayout(part)
        self.addItem(part)
        self._shares[-1] = share

    def addItem(self, item: QLayoutItem) -> None:
        """Take in an item, as Qt hands it over."""
        self._parts.append(item)
        self._shares.append(1)

    def count(self) -> int:
        """Return how many there are."""
        return len(self._parts)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return one, or None past the end."""
        return self._parts[index] if 0 <= index < len(self._parts) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give one back, or None past the end."""
        if not 0 <= index < len(self._parts):
            return None
        self._shares.pop(index)
        return self._parts.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        """Ask for all the width there is, where it is filled."""
        return Qt.Orientation.Horizontal if self._fill else Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Need more lines where it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        around = self._around()
        inner = QRect(0, 0, max(width - around.width(), 0), 0)
        return self._lay_out(inner, place=False) + around.height()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        parts = self._shown()
        wide = sum(part.sizeHint().width() for part in parts) + self._gap * max(len(parts) - 1, 0)
        tall = max((_height(part, part.sizeHint().width()) for part in parts), default=0)
        return QSize(wide, tall) + self._around()

    def minimumSize(self) -> QSize:
        """Ask for the widest part at least."""
        parts = self._shown()
        wide = max((part.minimumSize().width() for part in parts), default=0)
        tall = max((part.minimumSize().height() for part in parts), default=0)
        return QSize(wide, tall) + self._around()

    def _around(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def setGeometry(self, area: QRect) -> None:
        """Put every part in its place."""
        super().setGeometry(area)
        self._lay_out(area.marginsRemoved(self.contentsMargins()), place=True)

    def _shown(self) -> list[QLayoutItem]:
        return [part for part in self._parts if not part.isEmpty()]

    def _need(self, part: QLayoutItem) -> int:
        likes = not self._fill or part in self._whole
        own = part.sizeHint().width() if likes else part.minimumSize().width()
        return max(own, self._least)

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        if self._even:
            return self._columns(width)
        lines: list[list[QLayoutItem]] = []
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

    def _columns(self, width: int) -> list[list[QLayoutItem]]:
        parts = self._shown()
        widest = max((self._need(part) for part in parts), default=1)
        abreast = max(min((width + self._gap) // (widest + self._gap), len(parts)), 1)
        return [parts[at : at + abreast] for at in range(0, len(parts), abreast)]

    def _lay_out(self, area: QRect, *, place: bool) -> int:
        y = area.y()
        parent = self.parentWidget()
        side = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        for line in self._lines(area.width()):
            widths = self._widths(line, area.width())
            tall = max(_height(part, wide) for part, wide in zip(line, widths, strict=True))
            taken = sum(widths) + self._gap * (len(line) - 1)
            x = area.x() + (area.width() - taken if self._at_end else 0)
            for part, wide in zip(line, widths, strict=True):
                if place:
                    own = QRect(x, y, wide, tall if self._even else _height(part, wide))
                    part.setGeometry(QStyle.visualRect(side, area, own))
                x += wide + self._gap
            y += tall + self._gap
        return max(y - self._gap - area.y(), 0)

    def _widths(self, line: list[QLayoutItem], width: int) -> list[int]:
        needs = [min(self._need(part), width) for part in line]
        if not self._fill:
            return needs
        if self._even:
            abreast = len(self._columns(width)[0])
            return [(width - self._gap * (abreast - 1)) // abreast] * len(line)
        shares = [self._shares[self._parts.index(part)] for part in line]
        whole = width - self._gap * (len(line) - 1)
        return shared_out(whole, needs, shares)


class Turning(QBoxLayout):
    """Two sides that fill a page: side by side, and below each other in less width than ``below``,
    in real pixels."""

    def __init__(self, parent: QWidget | None = None, *, below: int, margins: int = 0,
                 gap: int = 0) -> None:  # fmt: skip
        """Make it empty."""
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._below = below
        self.setContentsMargins(margins, margins, margins, margins)
        self.setSpacing(gap)
        if parent is not None:
            parent.setLayout(self)

    def minimumSize(self) -> QSize:
        """Ask for no more width than the wider side."""
        least, margins = super().minimumSize(), self.contentsMargins()
        parts = (self.itemAt(at) for at in range(self.count()))
        wide = max((part.minimumSize().width() for part in parts if part), default=0)
        return QSize(wide + margins.left() + margins.right(), least.height())

    def setGeometry(self, area: QRect) -> None:
        """Turn as the width asks for."""
        ways = QBoxLayout.Direction
        way = ways.TopToBottom if area.width() < self._below else ways.LeftToRight
        if way != self.direction():
            self.setDirection(way)
        super().setGeometry(area)


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


def _height(part: QLayoutItem, width: int) -> int:
    if part.hasHeightForWidth():
        return max(part.heightForWidth(width), part.minimumSize().height())
    return part.sizeHint().height()
