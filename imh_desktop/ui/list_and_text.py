"""A list and what is read of it: side by side, or one at a time where the text would be narrow."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, column, row

LIST_WIDTH = 356
"""Pixels at 100 % of the list beside the text."""
_SIDE_BY_SIDE = 880
"""Pixels at 100 % of a page that holds the list and lines of some 45 letters beside it."""
_WIDEST = 16_777_215
"""No limit of width, as Qt writes it."""


class ListAndText(QWidget):
    """Where both have room ``turn_to_text`` changes nothing. Emits ``turned`` with whether the text
    is in sight, as far as that changes."""

    turned = Signal(bool)

    def __init__(self, look: Look, side: QWidget, text: QWidget, *, back: str) -> None:
        """Put a list and a text together; ``back``: words of the way from the text to the list."""
        super().__init__()
        self._look, self._side, self._text = look, side, text
        self.is_narrow = self._on_text = False
        self.back = Button(look, back, kind="quiet", icon="list-bullets")
        self.back.clicked.connect(self.turn_to_list)
        self.back.hide()
        self._strip = row()
        self._strip.addWidget(self.back)
        self._strip.addStretch(1)
        self._reading = QWidget()
        reading = column(self._reading)
        reading.addLayout(self._strip)
        reading.addWidget(text, 1)
        self._items = row(self)
        self._items.addWidget(side)
        self._items.addWidget(self._reading, 1)
        self._arrange()

    @property
    def shows_text(self) -> bool:
        """Tell whether the text is in sight."""
        return self._on_text or not self.is_narrow

    def turn_to_text(self) -> None:
        """Show the text in place of the list, and put the keyboard there."""
        self._turn(on_text=True)
        if self.is_narrow:
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def turn_to_list(self) -> None:
        """Show the list again."""
        self._turn(on_text=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show both where there is room."""
        super().resizeEvent(event)
        narrow = self._look.compact(self.width(), below=_SIDE_BY_SIDE)
        if narrow != self.is_narrow:
            before, self.is_narrow = self.shows_text, narrow
            self._arrange()
            if self.shows_text != before:
                self.turned.emit(self.shows_text)

    def _turn(self, *, on_text: bool) -> None:
        before, self._on_text = self.shows_text, on_text
        self._arrange()
        if self.shows_text != before:
            self.turned.emit(self.shows_text)

    def _arrange(self) -> None:
        self._side.setMinimumWidth(0 if self.is_narrow else self._look.px(LIST_WIDTH))
        self._side.setMaximumWidth(_WIDEST if self.is_narrow else self._look.px(LIST_WIDTH))
        self._items.setStretchFactor(self._side, 1 if self.is_narrow else 0)
        beside = self._look.px(8) if self.is_narrow else 0
        self._strip.setContentsMargins(beside, beside, beside, 0)
        self._side.setVisible(not (self.is_narrow and self._on_text))
        self._reading.setVisible(self.shows_text)
        self.back.setVisible(self.is_narrow and self._on_text)
