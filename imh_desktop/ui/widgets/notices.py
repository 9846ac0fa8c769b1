"""Something the person should know, in a strip on the page; never a box that must be dismissed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets.buttons import Button
from imh_desktop.ui.widgets.frames import Card, row
from imh_desktop.ui.widgets.labels import PlainLabel

_TONES = {
    # tone: (ground, icon, icon's colour)
    "plain": ("accent_soft", "info", "accent"),
    "warn": ("warn_soft", "warning-circle", "warn"),
    "ok": ("accent_soft", "check-circle", "ok"),
}


class _Icon(QWidget):
    def __init__(self, look: Look, name: str, colour: str) -> None:
        super().__init__()
        self._look, self._name, self._colour = look, name, colour
        self.setFixedSize(look.px(24), look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tint = getattr(self._look.tokens, self._colour)
        self._look.icons.paint(painter, self.rect(), self._name, tint, self._look.px(22))


class Notice(Card):
    """Words on a soft ground, with at most one thing to do. ``tone``: plain, warn or ok."""

    acted = Signal()

    def __init__(self, look: Look, text: str, *, tone: str = "plain", action: str = "") -> None:
        """Make the strip; ``action`` are the words of its button."""
        ground, icon, colour = _TONES[tone]
        super().__init__(look, tone=ground, radius=8)
        items = row(self, margins=look.px(10), gap=look.px(10))
        items.addWidget(_Icon(look, icon, colour), 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = PlainLabel(look, text, size=14, wrap=True)
        items.addWidget(self.words, 1)
        self.button: Button | None = None
        if action:
            self.button = Button(look, action)
            self.button.clicked.connect(self.acted)
            items.addWidget(self.button)

    def say(self, text: str) -> None:
        """Change the words, and let assistive tools read them out."""
        self.words.setText(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self.words, QAccessible.Event.Alert))
