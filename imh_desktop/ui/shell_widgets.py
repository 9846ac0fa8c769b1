"""What the pages around the visit share: a header with a way back, a middle card, a titled box."""

from typing import cast

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QStyle, QWidget

from imh_desktop.ui.commands import offer
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import (
    Avatar,
    Button,
    Card,
    Ground,
    PlainLabel,
    ScrollColumn,
    TextField,
    TopBar,
    TwoLines,
    Wrapping,
    column,
    in_the_middle,
)

_NARROWEST = 480
"""Pixels at 100 % of a strip whose buttons are icons."""
_SIDE = 340
"""Pixels at 100 % that half a page has at least."""
_FIELD = 190
"""Pixels at 100 % that a field beside another has at least."""


class Header(TopBar):
    """The strip on top of a page: the way back, whose page it is, and room for buttons."""

    back_asked = Signal()

    def __init__(
        self, look: Look, title: str, *, line: str = "", back: str = "", name: str = ""
    ) -> None:
        """Make the strip. ``back``: words of the way back; ``name``: a person's, for initials."""
        super().__init__(look)
        if back:
            button = Button(look, back, kind="quiet", icon="caret-left")
            offer(button, "back")
            button.clicked.connect(self.back_asked)
            self.items.addWidget(button)
        self._avatar = Avatar(look, name) if name else None
        if self._avatar is not None:
            self.items.addWidget(self._avatar)
        self._look, self._said = look, column()
        words = self._said
        words.addStretch()
        self._title = TwoLines(look, title, size=18, bold=True)
        words.addWidget(self._title)
        self._lines = column()
        words.addLayout(self._lines)
        words.addStretch()
        self.items.addLayout(words, 1)
        self.say_below(line)

    def minimumSizeHint(self) -> QSize:
        """Give way to icons alone, which only a narrow strip can have."""
        least = super().minimumSizeHint()
        return QSize(min(least.width(), self._look.px(_NARROWEST)), least.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show icons alone where the words would leave the title no room."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Look anew whether the words have room when they, or what stands beside, changed."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        # By sums alone: words laid out on trial would change the height of the strip, which would
        # then be given another size, and try again, without end.
        small = self._look.compact(self.width())
        if self._avatar is not None:
            self._avatar.setVisible(not small)
        small = small or self._in_words() > self.width()
        for button in self.findChildren(Button):
            button.shrink(small)

    def _in_words(self) -> int:
        """Return the width that everything takes while the buttons say their words."""
        margins, under = self.items.contentsMargins(), self.findChildren(TwoLines)
        under.remove(self._title)
        # one line below the title may go on in a second; two of them, in a third, would crowd it
        rooms = (
            line.room_for_two() if len(under) == 1 else line.sizeHint().width() for line in under
        )
        title = max(self._title.sizeHint().width(), *rooms, 0)
        parts = [part for at in range(self.items.count()) if (part := self.items.itemAt(at))]
        beside = [_beside(part) for part in parts if not part.isEmpty() and part.widget()]
        gaps = self.items.spacing() * len(beside)
        return margins.left() + margins.right() + sum(beside) + gaps + title

    def say_below(self, line: str) -> None:
        """Add a quiet line below the title; none when empty. A second one widens the strip."""
        if line:
            if self._lines.count():
                self.setMinimumHeight(self._look.px(76))
            said = TwoLines(self._look, line, size=13, colour="muted")
            self._lines.addWidget(said)


def _beside(part: QLayoutItem) -> int:
    widget = part.widget()
    return widget.in_words() if isinstance(widget, Button) else part.sizeHint().width()


class MiddlePage(Ground):
    """A page with one card in the middle, for the few moments before the work begins."""

    def __init__(self, look: Look, *, width: int = 620) -> None:
        """Make an empty card; fill it through ``body``."""
        super().__init__(look)
        scroll = ScrollColumn(look, margins=16)
        card = Card(look, radius=16)
        self.body = column(card, margins=look.px(32), gap=look.px(12))
        scroll.items.addStretch(1)
        scroll.items.addLayout(in_the_middle(card, look.px(width)))
        scroll.items.addStretch(1)
        column(self).addWidget(scroll)


class SearchField(TextField):
    """A field with a magnifying glass before the words."""

    def __init__(self, look: Look, name: str, *hints: str) -> None:
        """Make an empty field; of ``hints`` the first is shown that has room, or none."""
        super().__init__(look, name)
        self._look, self._hints = look, hints
        lead = look.px(28)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(0 if mirrored else lead, 0, lead if mirrored else 0, 0)

    def event(self, event: QEvent) -> bool:
        """Leave Undo to the page while nothing was typed that could be taken back."""
        if event.type() == QEvent.Type.ShortcutOverride and not self.isUndoAvailable():
            key = cast(QKeyEvent, event)
            if key.matches(QKeySequence.StandardKey.Undo):
                event.ignore()
                return False
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say what to type in as many words as have room."""
        super().resizeEvent(event)
        margins, fits = self.textMargins(), self.fontMetrics().horizontalAdvance
        room = self.contentsRect().width() - margins.left() - margins.right() - self._look.px(24)
        self.setPlaceholderText(next((hint for hint in self._hints if fits(hint) <= room), ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field and the glass."""
        super().paintEvent(event)
        look = self._look
        glass = QRect(look.px(8), 0, look.px(24), self.height())
        at = QStyle.visualRect(self.layoutDirection(), self.rect(), glass)
        painter = QPainter(self)
        look.icons.paint(painter, at, "magnifying-glass", look.tokens.muted, look.px(18))


class TitledCard(Card):
    """A white box under a heading; fill it through ``items``."""

    def __init__(self, look: Look, title: str, *, help_text: str = "", gap: int = 12) -> None:
        """Make the box."""
        super().__init__(look)
        self.items = column(self, margins=look.px(20), gap=look.px(gap))
        self.items.addWidget(PlainLabel(look, title, size=17, bold=True, wrap=True))
        if help_text:
            self.items.addWidget(PlainLabel(look, help_text, size=14, colour="muted", wrap=True))


def spread(look: Look, *parts: QWidget, stretch: tuple[int, ...] = ()) -> Wrapping:
    """Return the parts side by side, aligned at their tops, or below each other where narrow."""
    items = Wrapping(gap=look.px(12), least=look.px(_FIELD))
    for place, part in enumerate(parts):
        items.add(part, stretch[place] if stretch else 1)
    return items


def sides(look: Look) -> Wrapping:
    """Return a row for the halves of a page that scrolls: below each other where it is narrow."""
    return Wrapping(gap=look.px(16), least=look.px(_SIDE))


def empty(layout: QLayout) -> None:
    """Take everything out of a layout; the widgets in it are deleted."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := item.layout():
            empty(inner)
