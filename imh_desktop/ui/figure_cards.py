"""The figures as cards: a tile for each count on top, a card for each indicator, a small table."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from imh_desktop.core.child_find import Breakdown
from imh_desktop.core.indicators import Indicator
from imh_desktop.core.measures import Definition
from imh_desktop.flows import figure_words
from imh_desktop.ui.shell_widgets import TitledCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Card, Chip, IconButton, PlainLabel, Wrapping, column, row
from imh_desktop.ui.widgets.buttons import paint_focus
from imh_desktop.words import Words

NUMERATOR, DENOMINATOR, MISSING = "numerator", "denominator", "missing"

_NUMBERS = 260
"""Pixels at 100 % of the words and of the numbers, side by side."""


class FigureTile(QPushButton):
    """One count on top of the page: the number, and below it what it counts."""

    def __init__(self, look: Look, value: str, name: str) -> None:
        """Make the tile; it opens a list, so it can be pressed."""
        super().__init__()
        self._look, self._value, self._name = look, value, name
        self.setAccessibleName(f"{name}: {value}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Leave room for both lines, the lower one wrapped once."""
        return QSize(self._look.px(150), self._look.px(86))

    def minimumSizeHint(self) -> QSize:
        """Give way to a readable width."""
        return QSize(self._look.px(120), self._look.px(86))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the box and both lines."""
        look, painter = self._look, QPainter(self)
        hot = self.isEnabled() and (self.isDown() or self.underMouse())
        look.outline(
            painter, QRectF(self.rect()), fill="accent_soft" if hot else "surface", line="line",
            radius=12,
        )  # fmt: skip
        px, wide = look.px, self.width() - 2 * look.px(14)
        painter.setPen(look.colour("accent"))
        painter.setFont(look.font(26, bold=True))
        painter.drawText(QRect(px(14), px(8), wide, px(34)), _LINE, self._value)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font(13))
        painter.drawText(QRect(px(14), px(44), wide, px(38)), _WRAPPED, self._name)
        paint_focus(self, look, painter, radius=12)


_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class IndicatorCard(Card):
    """One indicator: what it is, what it says and does not, and the numbers, each a way to its
    list. Emits ``asked`` with which of the three numbers."""

    asked = Signal(str)

    def __init__(self, look: Look, words: Words, definition: Definition, one: Indicator) -> None:
        """Show an indicator."""
        super().__init__(look)
        self._look, self._words, self._one = look, words, one
        self._texts = definition.in_language(words.language)
        sides = Wrapping(self, gap=look.px(16), least=look.px(_NUMBERS), margin=look.px(16))
        for half, share in ((self._said(definition), 5), (self._numbers(), 3)):
            holder = QWidget()
            holder.setLayout(half)
            sides.add(holder, share)

    def _said(self, definition: Definition) -> QVBoxLayout:
        """Return what it is, what it says and does not, and on request how it is counted."""
        look, words, texts = self._look, self._words, self._texts
        stack, head = column(gap=look.px(2)), row(gap=look.px(8))
        head.addWidget(PlainLabel(look, texts.name, size=16, bold=True, wrap=True), 1)
        if self._one.number:
            head.addWidget(Chip(look, words.say("Measure {number}", number=self._one.number)))
        how = IconButton(look, "info", words.say("How it is counted: {name}", name=texts.name))
        head.addWidget(how)
        stack.addLayout(head)
        told = (texts.means_not,) if self._one.note else (texts.means, texts.means_not)
        for text in told:
            stack.addWidget(PlainLabel(look, text, size=14, colour="muted", wrap=True))
        counted = f"{texts.definition} {figure_words.version_said(definition, words)}"
        label = PlainLabel(look, counted, size=14, wrap=True)
        label.hide()
        how.clicked.connect(lambda: label.setVisible(not label.isVisible()))
        stack.addWidget(label)
        stack.addStretch()
        return stack

    def _numbers(self) -> QVBoxLayout:
        """Return the value, and under it the numbers it is made of, each a way to its list."""
        look, words, one, stack = self._look, self._words, self._one, column(gap=self._look.px(6))
        large = one.value is not None
        value = figure_words.value_said(one, words)
        stack.addWidget(PlainLabel(look, value, size=24 if large else 15, bold=large, wrap=True))
        lists = Wrapping(gap=look.px(6), fill=False)
        whole = one.denominator if one.share else None
        for which, n, text in (
            (NUMERATOR, one.numerator, str(one.numerator) if one.share else words.say("See them")),
            (DENOMINATOR, whole, words.say("of {whole}", whole=whole)),
            (MISSING, one.missing, words.say("left out: {n}", n=one.missing)),
        ):
            if n:
                lists.add(self._opener(which, text))
        stack.addWidget(lists)
        stack.addStretch()
        return stack

    def _opener(self, which: str, text: str) -> Button:
        button = Button(self._look, text)
        button.setAccessibleDescription(self._texts.name)
        button.clicked.connect(lambda: self.asked.emit(which))
        return button


class BreakdownCard(TitledCard):
    """One table of child find: a group and a count a line."""

    def __init__(self, look: Look, words: Words, table: Breakdown) -> None:
        """Show a table; empty groups are passed over."""
        super().__init__(look, figure_words.breakdown_title(table.by, words), gap=6)
        for key, n in table.cells.items():
            if n != 0:
                self._line(look, figure_words.group_said(table.by, key, words), n, words)
        self._line(look, words.say("In all"), table.total, words, bold=True)
        self.items.addStretch()

    def _line(
        self, look: Look, said: str, n: int | None, words: Words, *, bold: bool = False
    ) -> None:
        line = row(gap=look.px(8))
        line.addWidget(PlainLabel(look, said, size=14, bold=bold, wrap=True), 1)
        shown = figure_words.hidden_said(n, words)
        line.addWidget(PlainLabel(look, shown, size=14, bold=bold, colour="text" if n else "muted"))
        self.items.addLayout(line)
