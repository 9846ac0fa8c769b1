"""What the guided tour shows: a strip above the page, and a ring around what it tells of."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Ground, PlainLabel, row
from imh_desktop.words import Words

_AROUND = 4


class GuidedStrip(Ground):
    """One sentence and two buttons; it stands above the page and hides nothing of it."""

    onward = Signal()
    skipped = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Make a strip that says nothing yet."""
        super().__init__(look, "accent_soft")
        self._words = words
        items = row(self, gap=look.px(10))
        items.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        self._place = PlainLabel(look, size=14, bold=True, colour="accent")
        self._said = PlainLabel(look, size=15, wrap=True)
        self.next = Button(look, "", kind="primary")
        self.next.clicked.connect(self.onward)
        self.skip = Button(look, words.say("Skip the tour"), kind="quiet")
        self.skip.clicked.connect(self.skipped)
        items.addWidget(self._place)
        items.addWidget(self._said, 1)
        items.addWidget(self.next)
        items.addWidget(self.skip)

    def offer(self) -> None:
        """Offer the tour."""
        say = self._words.say
        self._show("", say("New here? Six short steps show you round."), say("Show me round"))

    def show_step(self, number: int, total: int, said: str) -> None:
        """Say a step, from 1."""
        say = self._words.say
        place = say("{n} of {all}", n=number, all=total)
        self._show(place, said, say("Go on") if number < total else say("Done"))

    def _show(self, place: str, said: str, onward: str) -> None:
        self._place.setText(place)
        self._place.setVisible(bool(place))
        self._said.setText(said)
        self.next.setText(onward)
        self.setAccessibleName(self._words.say("Guided tour"))
        self.setAccessibleDescription(f"{place} {said}".strip())
        self.next.setAccessibleDescription(said)


class Ring(QWidget):
    """A ring around something, which is pressed through it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Make a ring that is not shown yet."""
        super().__init__(parent)
        self._look = look
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def around(self, target: QWidget | None) -> None:
        """Show it around a widget; hide it where there is none."""
        owner = self.parentWidget()
        if target is None or owner is None:
            self.hide()
            return
        edge = self._look.px(_AROUND)
        corner = target.mapTo(owner, QPoint(0, 0))
        wanted = QRect(corner, target.size()).adjusted(-edge, -edge, edge, edge)
        self.setGeometry(wanted.intersected(owner.rect()))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter, wide = QPainter(self), self._look.px(3)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("focus"), wide))
        inside = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        painter.drawRoundedRect(inside, self._look.px(8), self._look.px(8))
