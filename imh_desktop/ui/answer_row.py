"""The answers of one card, side by side: number, words, and last time's answer as a dot."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from imh_desktop.ui.style import TARGET, Look
from imh_desktop.ui.widgets import BoxRadio, RadioSet, row

HEIGHT = 56
_RING = 2
_WORDS = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip


class AnswerButton(BoxRadio):
    """One answer. Chosen shows three ways: fill, bold words and a check mark."""

    def __init__(self, look: Look, text: str, *, key: int, question: str) -> None:
        """Make the button for a key from 1 to 5; ``question`` is read out with it."""
        super().__init__(look, text)
        self._key, self.last_time = key, False
        self._heights: dict[int, int] = {}  # a layout asks for the same width many times
        self.setFont(look.font(15))
        self.setMinimumSize(0, look.px(HEIGHT))  # a width set here would count for more than words
        self.setAccessibleDescription(question)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Leave room for the longest word, and for as many lines as the words then need."""
        bold = QFontMetrics(self.look.font(15, bold=True))
        two_lines = round(bold.horizontalAdvance(self.label) * 0.62) + self.look.px(28)
        return QSize(max(two_lines, self._widest()), self.look.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Never cut a word."""
        return QSize(self._widest(), self.look.px(HEIGHT))

    def _widest(self) -> int:
        bold = QFontMetrics(self.look.font(15, bold=True))
        widest = max((bold.horizontalAdvance(word) for word in self.label.split()), default=0)
        return max(widest + self.look.px(28), self.look.px(TARGET))

    def heightForWidth(self, width: int) -> int:
        """Grow where the words need more than one line, so that they stay clear of the number."""
        if width not in self._heights:
            words = self._words_height(width, bold=True)
            over = self.look.px(28) if self._wraps(words) else 0
            self._heights[width] = max(words + over, self.look.px(HEIGHT))
        return self._heights[width]

    def _words_height(self, width: int, *, bold: bool) -> int:
        metrics, room = QFontMetrics(self.look.font(15, bold=bold)), width - self.look.px(16)
        return metrics.boundingRect(0, 0, max(room, 1), 10_000, _WORDS, self.label).height()

    def _wraps(self, height: int) -> bool:
        return height > QFontMetrics(self.look.font(15, bold=True)).lineSpacing() * 1.5

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, words, number, check mark and dot."""
        look, painter, on = self.look, QPainter(self), self.isChecked()
        box = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        fill = "accent" if on else "accent_soft" if self.underMouse() else "surface"
        if not self.isEnabled() and not on:
            fill = "ground"
        look.outline(painter, box, fill=fill, line="accent" if on else "control", width=1.2)
        ink = "on_accent" if on else "text" if self.isEnabled() else "muted"
        painter.setPen(look.colour(ink))
        painter.setFont(look.font(15, bold=on))
        down = look.px(10) if self._wraps(self._words_height(self.width(), bold=on)) else 0
        words = box.adjusted(look.px(6), down, -look.px(6), 0)
        painter.drawText(words, _WORDS, self.label)
        painter.setPen(look.colour("on_accent" if on else "muted"))
        painter.setFont(look.font(11))
        number = box.adjusted(look.px(8), look.px(2), -look.px(8), 0)
        painter.drawText(number, Qt.AlignmentFlag.AlignLeft, str(self._key))
        self._paint_marks(painter, box, on)
        if self.hasFocus():
            ring = QRectF(self.rect())
            look.outline(painter, ring, line="focus", width=look.px(2.5), radius=10)

    def _paint_marks(self, painter: QPainter, box: QRectF, on: bool) -> None:
        look = self.look
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle = QPoint(look.px(12), look.px(12))
        x = box.left() + middle.x() if mirrored else box.right() - middle.x()
        y = box.top() + middle.y()
        if on:
            half = look.px(8)
            mark = QRectF(x - half, y - half, 2 * half, 2 * half)
            look.icons.paint(painter, mark, "check-bold", look.tokens.on_accent, look.px(13))
            x += look.px(16) if mirrored else -look.px(16)
        if self.last_time:
            size = look.px(7)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("on_accent" if on else "warn"))
            painter.drawEllipse(QRectF(x - size / 2, y - size / 2, size, size))


class AnswerRow(QWidget):
    """Answers of which one or none is chosen. Emits ``chosen`` when a person, by mouse, key or
    an assistive tool, chooses one."""

    chosen = Signal(str)

    def __init__(self, look: Look, choices: Sequence[tuple[str, str]], question: str) -> None:
        """Offer ``(code, words)`` in the order of the keys."""
        super().__init__()
        self._set = RadioSet(self)
        self.buttons: dict[str, AnswerButton] = {}
        items = row(self, gap=look.px(4))
        for key, (code, words) in enumerate(choices, start=1):
            button = AnswerButton(look, words, key=key, question=question)
            # toggled, not clicked: an assistive tool's "Toggle" fires only the first
            button.toggled.connect(lambda on, code=code: self._on_toggled(code, on))
            self._set.add(code, button)
            self.buttons[code] = button
            items.addWidget(button, 1)

    @property
    def code(self) -> str | None:
        """Return the chosen answer, if any."""
        return self._set.code

    def show_answer(self, code: str | None, last_time: str | None) -> None:
        """Show what is stored, and mark last time's answer; emits nothing."""
        if code != self.code:
            self._set.show(code)
        for own, button in self.buttons.items():
            if button.last_time != (own == last_time):
                button.last_time = own == last_time
                button.update()

    def press(self, key: int) -> bool:
        """Choose by a key from 1 on; False when there is no such answer or it is greyed."""
        button = dict(enumerate(self.buttons.values(), start=1)).get(key)
        if button is None or not button.isEnabled():
            return False
        button.setChecked(True)
        return True

    def take_focus(self) -> None:
        """Put the keyboard on the chosen answer, or on the first."""
        code = self.code or next(iter(self.buttons), None)
        if code is not None:
            self.buttons[code].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_toggled(self, code: str, on: bool) -> None:
        if on:
            self.chosen.emit(code)
