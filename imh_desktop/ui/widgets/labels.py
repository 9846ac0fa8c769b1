"""Words on the screen: always plain text, whatever a name holds (security.md D12)."""

import re
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from imh_desktop.ui.style import Look

_LONG_RUN = re.compile(r"\S{32}(?=\S)")
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PART = re.compile("\u2068[^\u2066-\u2069]*\u2069")
_LETTER = re.compile(r"[^\W\d_]")


def breakable(text: str) -> str:
    """Return the text with places to break inside very long words, so that no name can push the
    window wider than the screen."""
    return _LONG_RUN.sub("\\g<0>\u200b", text)


def tooltip(widget: QWidget, text: str) -> None:
    """Give a widget a tooltip that shows the text as it stands."""
    widget.setToolTip(f"<span>{escape(text)}</span>" if text else "")
    if not widget.accessibleDescription():
        # Where there is none, Qt reads the tooltip out, with its marks: "less span greater ...".
        widget.setAccessibleDescription(" ")


def leading(widget: QWidget, text: str) -> str:
    """Return a text whose lines each keep their direction, to be drawn at ``leading_side``.

    A line without a letter that is read from the right keeps its own: a question in English ends
    with its question mark at the right. Any other line is the window's own, also where a name in
    Latin letters opens it, or where it is made of such names alone, each set apart. The marks
    stand around the whole line, so that to Qt the paragraph is read from the left: in one from
    the right it leaves room for the space at which it was broken.
    """
    if widget.layoutDirection() != Qt.LayoutDirection.RightToLeft or not text:
        return text
    return "\n".join(map(_set_apart, text.split("\n")))


def _set_apart(line: str) -> str:
    begin = "\u2067" if _FROM_THE_RIGHT.search(line) or _of_parts(line) else "\u2068"
    return f"{begin}{line}\u2069"


def _of_parts(line: str) -> bool:
    between = _PART.sub("", line)
    return between != line and not _LETTER.search(between)


def leading_side(widget: QWidget) -> Qt.AlignmentFlag:
    """Return the side from which the window is read, whatever letters a text begins with.

    Left to itself, Qt goes by the text, so that a name in Latin letters would stand at the wrong
    side of a mirrored window.
    """
    if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
    return Qt.AlignmentFlag.AlignLeft


class PlainLabel(QLabel):
    """A line or paragraph. ``colour`` is a token's name; ``elide`` cuts with an ellipsis instead
    of growing, and keeps the whole text for a tooltip and assistive tools."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        *,
        size: float = 15,
        bold: bool = False,
        colour: str = "text",
        wrap: bool = False,
        elide: bool = False,
    ) -> None:
        """Make the label."""
        super().__init__()
        self._look, self._elide, self._whole = look, elide, ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(size, bold=bold))
        self.setAlignment(leading_side(self) | Qt.AlignmentFlag.AlignVCenter)
        self.setWordWrap(wrap)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        elif wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.set_colour(colour)
        self.setText(text)

    def set_colour(self, name: str) -> None:
        """Draw in another of the theme's colours."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._look.colour(name))
        self.setPalette(palette)

    def setText(self, text: str) -> None:
        """Show a text as it stands."""
        self._whole = text
        if self._elide:
            self.setAccessibleName(text)
            self._cut()
        else:
            shown = breakable(text) if self.wordWrap() else text
            super().setText(leading(self, shown))
            if self.text() != shown:
                self.setAccessibleName(text)

    def whole_text(self) -> str:
        """Return the text that was set, uncut."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Ask for the whole text's width, also while it is cut."""
        hint = super().sizeHint()
        if not self._elide:
            return hint
        return QSize(self.fontMetrics().horizontalAdvance(self._one_line()) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Give way as far as needed where the text may be cut."""
        hint = super().minimumSizeHint()
        return QSize(0, hint.height()) if self._elide else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew for the new width."""
        super().resizeEvent(event)
        if self._elide:
            self._cut()

    def _one_line(self) -> str:
        return " ".join(self._whole[:2000].split())

    def _cut(self) -> None:
        one_line = self._one_line()
        shown = self.fontMetrics().elidedText(
            one_line, Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        if leading(self, shown) != self.text():
            super().setText(leading(self, shown))
        tooltip(self, self._whole if shown != one_line else "")


_ROUNDING = 2
"""Pixels by which a line that seems to fit may be wider once it is drawn."""


class TwoLines(PlainLabel):
    """Words on one line where they fit, else on two; else ``short`` ones, if there are any. Only
    the second line of what has no short words is ever cut."""

    def __init__(
        self, look: Look, text: str = "", *, size: float = 15, bold: bool = False,
        colour: str = "text", one_line: bool = False,
    ) -> None:  # fmt: skip
        """Make the label; ``one_line``: rather short words than two lines."""
        self.short, self._one = "", one_line
        super().__init__(look, text, size=size, bold=bold, colour=colour, elide=True)

    def room_for_two(self) -> int:
        """Return the least width that holds the words on two lines, uncut."""
        fits, words = self.fontMetrics().horizontalAdvance, self._one_line().split(" ")
        parts = ((words[:n], words[n:]) for n in range(1, len(words) + 1))
        return 2 * _ROUNDING + min(max(fits(" ".join(a)), fits(" ".join(b))) for a, b in parts)

    def _cut(self) -> None:
        lines = self._in_lines(self._one_line())
        if self.short and (self._too_long(lines) or (self._one and len(lines) > 1)):
            lines = self._in_lines(self.short)
        cut = self.fontMetrics().elidedText(
            lines[-1], Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        shown = "\n".join((*lines[:-1], cut))
        if leading(self, shown) != self.text():
            QLabel.setText(self, leading(self, shown))
        whole = " ".join((*lines[:-1], cut)) == self._one_line()
        tooltip(self, "" if whole else self._whole)

    def _in_lines(self, text: str) -> list[str]:
        fits, words = self.fontMetrics().horizontalAdvance, text.split(" ")
        room = max(self.width() - _ROUNDING, 1)
        first = max(
            (n for n in range(1, len(words) + 1) if fits(" ".join(words[:n])) <= room), default=0
        )
        return [" ".join(part) for part in (words[:first], words[first:]) if part] or [""]

    def _too_long(self, lines: list[str]) -> bool:
        return self.fontMetrics().horizontalAdvance(lines[-1]) > self.width()


class Chip(QLabel):
    """A short word in a pill. ``tone``: plain, accent or warn; ``dot`` puts a mark before it."""

    def __init__(self, look: Look, text: str, *, tone: str = "plain", dot: bool = False) -> None:
        """Make the chip."""
        super().__init__()
        self._look, self._tone, self._dot = look, tone, dot
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(13))
        lead = look.px(28 if dot else 12)
        self._margins = (lead, look.px(3), look.px(12), look.px(3))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.setText(text)
        palette = self.palette()
        tint = {"warn": "warn", "accent": "accent"}.get(tone, "text")
        palette.setColor(QPalette.ColorRole.WindowText, look.colour(tint))
        self.setPalette(palette)

    def sizeHint(self) -> QSize:
        """Leave room for the pill and the mark."""
        before, above, after, below = self._margins
        text = self.fontMetrics().size(Qt.TextFlag.TextSingleLine, self.text())
        return QSize(text.width() + before + after + 2, text.height() + above + below)

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw pill, mark and words; the painter mirrors for right-to-left reading."""
        look, painter = self._look, QPainter(self)
        fill, line = {
            "warn": ("warn_soft", "warn"),
            "accent": ("accent_soft", "accent"),
        }.get(self._tone, ("ground", "line"))
        area = QRectF(self.rect())
        look.outline(painter, area, fill=fill, line=line, radius=self.height() / 2)
        before, _above, after, _below = self._margins
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = area.adjusted(*((after, 0, -before, 0) if mirrored else (before, 0, -after, 0)))
        if self._dot:
            self._paint_dot(painter, mirrored)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, self.text())

    def _paint_dot(self, painter: QPainter, mirrored: bool) -> None:
        size = self._look.px(10)
        at = self._look.px(13)
        x = self.width() - at - size if mirrored else at
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("warn"))
        painter.drawEllipse(QRectF(x, (self.height() - size) / 2, size, size))


class Avatar(QWidget):
    """A child's initials in a soft circle; decoration, so assistive tools pass over it."""

    def __init__(self, look: Look, name: str, *, size: int = 42) -> None:
        """Make the circle for a name."""
        super().__init__()
        self._look = look
        self._initials = "".join(part[0] for part in name.split()[:2]).upper()
        self.setFixedSize(look.px(size), look.px(size))
        self.setFont(look.font(size * 0.36, bold=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw circle and initials."""
        painter = QPainter(self)
        self._look.outline(painter, QRectF(self.rect()), fill="accent_soft", radius=self.height())
        painter.setPen(QColor(self._look.tokens.accent))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._initials)
