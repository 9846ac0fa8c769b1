"""The boxes a page is made of: cards, bars, a scrolling column."""

from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QScroller,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from imh_desktop.ui.style import Look

_Layout = TypeVar("_Layout", bound=QBoxLayout)


def column(parent: QWidget | None = None, *, margins: int = 0, gap: int = 0) -> QVBoxLayout:
    """Return a layout from top to bottom with plain margins, in real pixels."""
    return _plain(QVBoxLayout(parent) if parent else QVBoxLayout(), margins, gap)


def row(parent: QWidget | None = None, *, margins: int = 0, gap: int = 0) -> QHBoxLayout:
    """Return a layout in reading direction with plain margins, in real pixels."""
    return _plain(QHBoxLayout(parent) if parent else QHBoxLayout(), margins, gap)


def _plain(layout: _Layout, margins: int, gap: int) -> _Layout:
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(gap)
    return layout


def in_the_middle(widget: QWidget, most: int) -> QHBoxLayout:
    """Return a row with a widget in its middle that is as wide as there is room, and at most so
    many real pixels."""
    widget.setMaximumWidth(most)
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    middle = row()
    middle.addStretch(1)
    middle.addWidget(widget, 20)
    middle.addStretch(1)
    return middle


def leading_margins(layout: QBoxLayout, start: int, above: int, end: int, below: int) -> None:
    """Give a layout margins in reading direction, in real pixels; Qt itself mirrors none."""
    mirrored = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    first, last = (end, start) if mirrored else (start, end)
    layout.setContentsMargins(first, above, last, below)


class Ground(QWidget):
    """A plain area of one of the theme's colours."""

    def __init__(self, look: Look, colour: str = "ground") -> None:
        """Fill with a colour, by token name."""
        super().__init__()
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, look.colour(colour))
        self.setPalette(palette)
        self.setAutoFillBackground(True)


class Card(QWidget):
    """A white box with round corners. The active one has an edge at the reading side."""

    def __init__(self, look: Look, *, tone: str = "surface", radius: int = 12) -> None:
        """Make an empty card; ``tone`` is a token's name."""
        super().__init__()
        self._look, self._tone, self._radius = look, tone, radius
        self.active = False

    def set_active(self, active: bool) -> None:
        """Show or take away the edge."""
        if active != self.active:
            self.active = active
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box."""
        painter, area = QPainter(self), QRectF(self.rect())
        line = "accent" if self.active else "line" if self._tone == "surface" else ""
        self._look.outline(painter, area, fill=self._tone, line=line, radius=self._radius)
        if self.active:
            self._paint_edge(painter, area)

    def _paint_edge(self, painter: QPainter, area: QRectF) -> None:
        wide = self._look.px(5)
        edge = QRectF(area)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            edge.setLeft(area.right() - wide)
        else:
            edge.setRight(area.left() + wide)
        painter.setClipRect(edge)
        self._look.outline(painter, area, fill="accent", radius=self._radius)


class Bar(QWidget):
    """The page's header or footer: a white strip with a fine line towards the page.

    Fill it through ``.items`` (a row).
    """

    def __init__(self, look: Look, *, at_top: bool, height: int = 60) -> None:
        """Make an empty bar."""
        super().__init__()
        self._look, self._at_top = look, at_top
        self.setMinimumHeight(look.px(height))
        self.items = row(self, gap=look.px(10))
        aside, above = look.px(16), look.px(4)
        self.items.setContentsMargins(aside, above, aside, above)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw strip and line."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("surface"))
        y = self.height() - 1 if self._at_top else 0
        painter.fillRect(0, y, self.width(), 1, self._look.colour("line"))


class _Inside(Ground):
    """What scrolls. Its words have the column's width, so its height follows from that alone:
    Qt's own least height counts them wrapped narrow, and scrolls where everything is in view."""

    def minimumSizeHint(self) -> QSize:
        """Ask for no height of its own where the height follows from the width."""
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class ScrollColumn(QScrollArea):
    """A column that scrolls up and down, by wheel, key or finger, and never sideways.

    Fill it through ``.items``; ``margins`` and ``gap`` at 100 %.
    """

    def __init__(
        self, look: Look, *, margins: int = 20, gap: int = 10, colour: str = "ground"
    ) -> None:
        """Make an empty column."""
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        QScroller.grabGesture(self.viewport(), QScroller.ScrollerGestureType.TouchGesture)
        self._inside = _Inside(look, colour)
        self.items = column(self._inside, margins=look.px(margins), gap=look.px(gap))
        self.setWidget(self._inside)

    @property
    def content(self) -> QWidget:
        """Return what scrolls."""
        return self._inside

    def clear(self) -> None:
        """Take everything out of the column; what was in it is deleted."""
        while (item := self.items.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def reveal(self, part: QWidget) -> None:
        """Scroll no more than needed to show a part whole, or from its top if it is too tall."""
        self.items.activate()
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = part.mapTo(self._inside, part.rect().topLeft()).y()
        if top + part.height() > bar.value() + room:
            bar.setValue(min(top, top + part.height() - room))
        if top < bar.value():
            bar.setValue(top)

    def show_part(self, part: QWidget, *, at: float = 0.3) -> None:
        """Scroll so that a part's top stands at a share of the height from the top, or higher where
        only so the whole part is in view."""
        self.items.activate()
        y = part.mapTo(self._inside, part.rect().topLeft()).y()
        room = self.viewport().height()
        above = min(at * room, max(room - part.height(), 0) / 2)
        self.verticalScrollBar().setValue(round(y - above))


class SideColumn(ScrollColumn):
    """A scrolling column beside a page, of one width, or of that which its words need."""

    def __init__(self, look: Look, *, width: int) -> None:
        """Make an empty column of a width at 100 %."""
        super().__init__(look, margins=18, gap=12, colour="surface")
        self._usual, self._bar = look.px(width), look.px(12)
        self.setFixedWidth(self._usual)
        self.content.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the width to what was added."""
        if watched is self.content and event.type() == QEvent.Type.LayoutRequest:
            needed = self.content.minimumSizeHint().width() + self._bar
            self.setFixedWidth(max(self._usual, needed))
        return super().eventFilter(watched, event)
