"""Buttons: painted from the theme, at least 44 pixels high, words as they stand."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle

from imh_desktop.ui.style import TARGET, Look
from imh_desktop.ui.widgets.folding import FoldButton
from imh_desktop.ui.widgets.labels import tooltip

_KINDS = {
    # kind: (fill, pressed or hovered fill, line, text)
    "primary": ("accent", "accent_strong", "", "on_accent"),
    "secondary": ("surface", "accent_soft", "control", "text"),
    "quiet": ("", "accent_soft", "", "text"),
}


class Button(FoldButton):
    """A button with words. ``kind``: primary (one a screen), secondary or quiet.

    ``icon`` stands before the words, ``after`` behind them.
    """

    def __init__(
        self, look: Look, text: str, *, kind: str = "secondary", icon: str = "", after: str = ""
    ) -> None:
        """Make the button."""
        super().__init__()
        self._look, self.kind, self._icon, self._after = look, kind, icon, after
        self._label = self._bare = ""
        self._measured: tuple[tuple[object, ...], int] = ((), 0)
        self.setFont(look.font(15, bold=kind == "primary"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show the words as they stand; no letter becomes a shortcut."""
        self._label = text
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._tell_bare()

    def show_bare(self, icon: str) -> None:
        """Show an icon in place of the words, which stay the name and become the tooltip; empty =
        the words again."""
        if icon != self._bare:
            self._bare = icon
            self._tell_bare()

    def shrink(self, small: bool) -> None:
        """Show the button's own icon in place of the words, if it has one."""
        self.show_bare((self._icon or self._after) if small else "")

    def label(self) -> str:
        """Return the words as they stand."""
        return self._label

    def sizeHint(self) -> QSize:
        """Leave room for the words, the icons and a finger."""
        look = self._look
        return QSize(look.px(TARGET) if self._bare else self.in_words(), look.px(TARGET))

    def in_words(self) -> int:
        """Return the width of words and icons, also while an icon stands in their place."""
        look = self._look
        # Asked some ten times for each button by every row that wraps around it.
        asked = (self._label, self.font().key(), look.text_scale)
        if self._measured[0] != asked:
            icons = (1 if self._icon else 0) + (1 if self._after else 0)
            words = self.fontMetrics().horizontalAdvance(self._label)
            width = words + look.px(34) + icons * look.px(26)
            self._measured = asked, max(width, look.px(TARGET))
        return self._measured[1]

    def minimumSizeHint(self) -> QSize:
        """Never cut the words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, icons, words and, with the keyboard on it, the focus ring."""
        painter = QPainter(self)
        fill, hot, line, text = _KINDS[self.kind]
        on = self.isEnabled()
        fill = hot if on and (self.isDown() or self.underMouse()) else fill
        if not on:
            fill, line, text = ("ground" if fill else ""), ("line" if fill else ""), "muted"
        # a filled button draws back from its focus ring, which would be lost against the fill
        room = self._look.px(4) if self.hasFocus() and self.kind == "primary" else 0
        area = QRectF(self.rect()).adjusted(room, room, -room, -room)
        if fill or line:
            self._look.outline(
                painter, area, fill=fill, line=line, radius=10 - room / 2, dashed=not on
            )  # where the ground is as white as a box, dashes tell that it waits
        if self._bare:
            look = self._look
            tint = getattr(look.tokens, text)
            look.icons.paint(painter, self.rect(), self._bare, tint, look.px(20))
        else:
            self._paint_words(painter, text)
        paint_focus(self, self._look, painter, radius=10)

    def _tell_bare(self) -> None:
        if self._bare or self.toolTip():
            tooltip(self, self.accessibleName() if self._bare else "")
        self.updateGeometry()
        self.update()

    def _paint_words(self, painter: QPainter, colour: str) -> None:
        look = self._look
        box, gap = look.px(20), look.px(6)
        words = self.fontMetrics().horizontalAdvance(self._label)
        lead = box + gap if self._icon else 0
        trail = box + gap if self._after else 0
        left = (self.width() - words - lead - trail) // 2
        for part, x, width in (
            (self._icon, left, box),
            ("", left + lead, words),
            (self._after, left + lead + words + gap, box),
        ):
            where = QRect(x, 0, width, self.height())
            where = QStyle.visualRect(self.layoutDirection(), self.rect(), where)
            tint = getattr(look.tokens, colour)
            if part:
                look.icons.paint(painter, where, part, tint, box)
            elif width == words:
                painter.setPen(look.colour(colour))
                flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
                painter.drawText(where, flags, self._label)


class IconButton(FoldButton):
    """A button that shows an icon alone; its words are its accessible name and tooltip."""

    def __init__(
        self, look: Look, icon: str, name: str, *, folds: tuple[str, str] | None = None
    ) -> None:
        """Make the button; ``folds``: what it says of that which it folds (``fold_states``)."""
        super().__init__()
        self._look, self._icon = look, icon
        self.marked = False
        self.setFixedSize(look.px(TARGET), look.px(TARGET))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.set_name(name)
        if folds:
            self.fold_by(folds)

    def sizeHint(self) -> QSize:
        """Return the square."""
        return self.minimumSize()

    def minimumSizeHint(self) -> QSize:
        """Return the square."""
        return self.minimumSize()

    def set_name(self, name: str) -> None:
        """Change the words that assistive tools and the tooltip say."""
        self.setAccessibleName(name)
        tooltip(self, name)

    def set_marked(self, marked: bool) -> None:
        """Show, by a dot, that something is kept behind this button."""
        self.marked = marked
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon, on a soft ground while pressed in or pointed at."""
        painter = QPainter(self)
        tokens = self._look.tokens
        if self.isChecked() or (self.isEnabled() and self.underMouse()):
            self._look.outline(painter, QRectF(self.rect()), fill="accent_soft", radius=10)
        colour = tokens.text if self.isEnabled() else tokens.muted
        if self.isChecked() or self.marked:
            colour = tokens.accent
        self._look.icons.paint(painter, self.rect(), self._icon, colour, self._look.px(20))
        if self.marked:
            self._paint_mark(painter)
        paint_focus(self, self._look, painter, radius=10)

    def _paint_mark(self, painter: QPainter) -> None:
        size = self._look.px(8)
        where = QRect(self.width() - size - self._look.px(7), self._look.px(7), size, size)
        where = QStyle.visualRect(self.layoutDirection(), self.rect(), where)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("accent"))
        painter.drawEllipse(where)


def paint_focus(button: QAbstractButton, look: Look, painter: QPainter, *, radius: float) -> None:
    """Draw the focus ring when the keyboard is on the button."""
    if button.hasFocus():
        area = QRectF(button.rect())
        look.outline(painter, area, line="focus", width=look.px(2.5), radius=radius)
