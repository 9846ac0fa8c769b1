"""A page that can be covered at once, when somebody comes in who should not read it."""

from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import Button, Ground, PlainLabel, column
from imh_desktop.words import Words

_TWICE_WITHIN_S = 0.7


class Escapes:
    """Tells when Escape was pressed for the second time within a moment."""

    def __init__(self) -> None:
        """Begin with none pressed."""
        self._at = 0.0

    def second(self, event: QKeyEvent) -> bool:
        """Take a key and tell whether it was that second press; a key held down is one press."""
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            return False
        now = monotonic()
        twice = now - self._at < _TWICE_WITHIN_S
        self._at = 0.0 if twice else now
        return twice


class CoverablePage(QStackedWidget):
    """Holds ``content``, and a neutral screen in its place after F12 or Esc Esc.

    While covered the content is hidden from eyes and from assistive tools alike. ``covered`` is
    emitted as it happens.
    """

    covered = Signal()

    def __init__(self, look: Look, words: Words) -> None:
        """Make an empty page."""
        super().__init__()
        self.content = Ground(look)
        self._back: QWidget | None = None
        self._escapes = Escapes()
        cover = Ground(look, "accent_soft")
        items = column(cover, gap=look.px(16))
        items.addStretch(1)
        line = PlainLabel(look, words.say("A short pause"), size=22, bold=True)
        items.addWidget(line, 0, Qt.AlignmentFlag.AlignHCenter)
        self.uncover_button = Button(look, words.say("Continue"), kind="primary")
        self.uncover_button.clicked.connect(self.uncover)
        items.addWidget(self.uncover_button, 0, Qt.AlignmentFlag.AlignHCenter)
        items.addStretch(1)
        self.addWidget(self.content)
        self.addWidget(cover)

    @property
    def is_covered(self) -> bool:
        """Tell whether the neutral screen is shown."""
        return self.currentWidget() is not self.content

    def cover(self) -> None:
        """Show the neutral screen."""
        if not self.is_covered:
            self._back = self.window().focusWidget()
            self.setCurrentIndex(1)
            self.uncover_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.covered.emit()

    def uncover(self) -> None:
        """Show the content again, with the keyboard where it was."""
        self.setCurrentIndex(0)
        if self._back is not None and isValid(self._back):  # its page may have gone meanwhile
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._back = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cover by F12 or Esc Esc; pass everything else on while not covered."""
        if not self.cover_by(event) and not self.is_covered:
            self.key_pressed(event)

    def cover_by(self, event: QKeyEvent) -> bool:
        """Cover by F12 or Esc Esc, pressed here or in a question in front; tell whether it was."""
        wanted = event.key() == Qt.Key.Key_F12 or self._escapes.second(event)
        if wanted:
            self.cover()
        return wanted

    def key_pressed(self, event: QKeyEvent) -> None:
        """Take a key that nothing on the page wanted; meant to be overridden."""
        event.ignore()
