"""A question inside the window, in front of the page: our own words on every button."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets.announcing import announce
from imh_desktop.ui.widgets.buttons import Button
from imh_desktop.ui.widgets.frames import (
    Card,
    ScrollColumn,
    column,
    in_the_middle,
    leading_margins,
)
from imh_desktop.ui.widgets.labels import PlainLabel
from imh_desktop.ui.widgets.reading_order import step
from imh_desktop.ui.widgets.wrapping import Wrapping

_SCROLLING = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_OUTSIDE, _INSIDE, _GAP, _BESIDE_BAR = 16, 20, 14, 8
_LEAST = 88
"""Pixels at 100 % of the body that are always in view."""


class Panel(QWidget):
    """Covers its parent softly and holds one card in the middle.

    Fill ``.body`` (a column); buttons go in with ``add_button``. ``dismissed`` is emitted on
    Escape, unless ``must_answer``; the owner closes it with ``put_away``. ``cancel``: the button
    that throws away what was typed, where there is one.
    """

    cancel: Button | None = None

    dismissed = Signal()

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        title: str,
        *,
        width: int = 560,
        must_answer: bool = False,
    ) -> None:
        """Lay the panel over ``parent``; it shows on ``open``."""
        super().__init__(parent)
        self._look, self._must_answer = look, must_answer
        self._back: QWidget | None = None
        self.setAccessibleName(title)
        card = Card(look)
        inside = column(card, margins=look.px(_INSIDE), gap=look.px(_GAP))
        self.title = PlainLabel(look, title, size=20, bold=True, wrap=True)
        inside.addWidget(self.title)
        self._scroll = ScrollColumn(look, margins=0, gap=12, colour="surface")
        self._scroll.setFixedHeight(look.px(_LEAST))
        self.body = self._scroll.items
        inside.addWidget(self._scroll)
        self._buttons = Wrapping(gap=look.px(10), fill=False, at_end=True)
        inside.addWidget(self._buttons)
        self._scroll.content.installEventFilter(self)
        outer = column(self, margins=look.px(_OUTSIDE))
        outer.addStretch(1)
        outer.addLayout(in_the_middle(card, look.px(width)))
        outer.addStretch(1)
        parent.installEventFilter(self)
        self.hide()

    def add_button(self, text: str, *, kind: str = "secondary") -> Button:
        """Add a button at the end of the row and return it."""
        button = Button(self._look, text, kind=kind)
        self._buttons.add(button)
        return button

    @property
    def above(self) -> QVBoxLayout:
        """Return where a line stands above all that is asked."""
        return self.body

    def scrolling(self) -> ScrollColumn:
        """Return the column the body scrolls in, where the window is too low for all of it."""
        return self._scroll

    def open(self, first: QWidget | None = None) -> None:
        """Show in front, with the keyboard on ``first``."""
        self._back = self.window().focusWidget()
        self.setGeometry(self._owner().rect())
        self.show()
        self.raise_()
        announce(self, self.accessibleName())
        self._fit()
        if first:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.setFocus()

    def put_away(self) -> None:
        """Hide, give the keyboard back to where it was, and delete; nothing where that was done."""
        if not isValid(self):
            return
        self._owner().removeEventFilter(self)
        self.hide()
        if self._back is not None and isValid(self._back):
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered, and as high as the body needs and the window has."""
        if watched is self._scroll.content:
            if event.type() == QEvent.Type.LayoutRequest:
                QTimer.singleShot(0, self, self._fit)
        elif event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._owner().rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the body anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the body its own height, or what the window leaves beside title and buttons."""
        layout = self.layout()
        if not self.isVisible() or layout is None:
            return
        for _ in range(2):  # a scroll bar that comes or goes changes the width, and so the height
            layout.activate()
            scroll = self._scroll
            spare = self.height() - self._taken(scroll.width())
            wanted = _tall(scroll.content, scroll.viewport().width())
            if wanted > spare:
                leading_margins(self.body, 0, 0, self._look.px(_BESIDE_BAR), 0)
            least = self._look.px(_LEAST)
            scroll.setFixedHeight(max(min(wanted, spare), min(wanted, least)))

    def _taken(self, width: int) -> int:
        """Return the height of all but the body, at the card's inner width."""
        px = self._look.px
        around = 2 * px(_OUTSIDE) + 2 * px(_INSIDE) + 2 * px(_GAP)
        title = max(self.title.heightForWidth(width), self.title.sizeHint().height())
        return around + title + self._buttons.heightForWidth(width)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard inside while open."""
        return step(self, self.window().focusWidget(), forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape where leaving is allowed. No key but those that scroll reaches the page
        behind, which would leave by the same Escape; what covers the screen is told of those that
        do (F12, Esc Esc)."""
        behind = self.parentWidget()
        if event.key() == Qt.Key.Key_Escape and not self._must_answer:
            self.dismissed.emit()
        while behind is not None:
            cover_by = getattr(behind, "cover_by", None)
            behind = None if cover_by and cover_by(event) else behind.parentWidget()
        event.setAccepted(event.key() not in _SCROLLING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the page behind."""
        shade = QColor(self._look.tokens.shade)
        shade.setAlpha(110)
        QPainter(self).fillRect(self.rect(), shade)

    def _owner(self) -> QWidget:
        owner = self.parentWidget()
        assert owner is not None
        return owner


def _tall(content: QWidget, width: int) -> int:
    layout = content.layout()
    if layout is None:
        return 0
    layout.activate()
    return (
        layout.heightForWidth(width) if layout.hasHeightForWidth() else content.sizeHint().height()
    )
