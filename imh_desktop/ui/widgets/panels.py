"""A question inside the window, in front of the page: our own words on every button."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets.buttons import Button
from imh_desktop.ui.widgets.frames import Card, ScrollColumn, column, row
from imh_desktop.ui.widgets.labels import PlainLabel


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
        if first:
            first.setFocus(Qt.FocusReason.PopupFocusReason)
        else:
            self.setFocus()

    def put_away(self) -> None:
        """Hide, give the keyboard back to where it was, and delete."""
        self._owner().removeEventFilter(self)
        self.hide()
        if self._back is not None:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is covered."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._owner().rect())
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep the keyboard inside while open."""
        stops = self._stops()
        if not stops:
            return False
        now = self.window().focusWidget()
        at = stops.index(now) if now in stops else -1 if forward else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def _stops(self) -> list[QWidget]:
        found: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            by_tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
            if by_tab and self.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Escape where leaving is allowed. No key reaches the page behind, which would
        leave by the same Escape; what covers the screen is told of those that do (F12, Esc Esc)."""
        behind = self.parentWidget()
        if event.key() == Qt.Key.Key_Escape and not self._must_answer:
            self.dismissed.emit()
        while behind is not None:
            cover_by = getattr(behind, "cover_by", None)
            behind = None if cover_by and cover_by(event) else behind.parentWidget()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the page behind."""
        shade = QColor(self._look.tokens.shade)
        shade.setAlpha(110)
        QPainter(self).fillRect(self.rect(), shade)

    def _owner(self) -> QWidget:
        owner = self.parentWidget()
        assert owner is not None
        return owner
