"""A question inside the window, in front of the page: our own words on every button."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets.announcing import announce
from imh_desktop.ui.widgets.buttons import Button
from imh_desktop.ui.widgets.frames import Card, ScrollColumn, column, row
from imh_desktop.ui.widgets.labels import PlainLabel
from imh_desktop.ui.widgets.reading_order import step

_KEYS = Qt.Key
_PASSED_ON = (_KEYS.Key_Escape, _KEYS.Key_F12, _KEYS.Key_PageDown, _KEYS.Key_PageUp)


class Panel(QWidget):
    """Covers its parent softly and holds one card in the middle.

    Fill ``.body`` (a column); buttons go in with ``add_button``. ``dismissed`` is emitted on
    Escape, unless ``must_answer``; the owner closes it with ``put_away``.
    """

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
        card.setMaximumWidth(look.px(width))
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inside = column(card, margins=look.px(20), gap=look.px(14))
        self.title = PlainLabel(look, title, size=20, bold=True, wrap=True)
        inside.addWidget(self.title)
        self.body = column(gap=look.px(12))
        inside.addLayout(self.body)
        self._buttons = row(gap=look.px(10))
        self._buttons.addStretch(1)
        inside.addLayout(self._buttons)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(card, 6)
        middle.addStretch(1)
        outer = column(self, margins=look.px(16))
        outer.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(1)
        parent.installEventFilter(self)
        self.hide()

    def add_button(self, text: str, *, kind: str = "secondary") -> Button:
        """Add a button at the end of the row and return it."""
        button = Button(self._look, text, kind=kind)
        self._buttons.addWidget(button)
        return button

    def scrolling(self) -> ScrollColumn:
        """Put a scrolling column into the body and return it, for long content."""
        inside = ScrollColumn(self._look, margins=0, colour="surface")
        inside.setMinimumHeight(self._look.px(320))
        self.body.addWidget(inside)
        return inside

    def open(self, first: QWidget | None = None) -> None:
        """Show in front, with the keyboard on ``first``."""
        self._back = self.window().focusWidget()
        self.setGeometry(self._owner().rect())
        self.show()
        self.raise_()
        announce(self, self.accessibleName())
        if first:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.setFocus()

    def put_away(self) -> None:
        """Hide, give the keyboard back to where it was, and delete."""
        self._owner().removeEventFilter(self)
        self.hide()
        if self._back is not None and isValid(self._back):
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._owner().rect())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard inside while open."""
        return step(self, self.window().focusWidget(), forward=forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape where leaving is allowed. Of all keys only those that cover the screen
        (F12, Esc Esc) or scroll what is in front go on to the window."""
        if event.key() == Qt.Key.Key_Escape and not self._must_answer:
            self.dismissed.emit()
        event.setAccepted(event.key() not in _PASSED_ON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the page behind."""
        shade = QColor(self._look.tokens.shade)
        shade.setAlpha(110)
        QPainter(self).fillRect(self.rect(), shade)

    def _owner(self) -> QWidget:
        owner = self.parentWidget()
        assert owner is not None
        return owner
