"""The guided tour over the demo family: it tells and points, and never stands in the way."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from imh_desktop.ui.guided_steps import guided_steps
from imh_desktop.ui.guided_strip import GuidedStrip, Ring
from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.style import Look
from imh_desktop.words import Words

_LOOK_AGAIN_MS = 400
"""Pages are made anew and scrolled: so often the ring follows."""


class GuidedTour(QObject):
    """Offers itself, or begins at once; goes on by its button or by what the person does.

    Emits ``ended`` once, when it is done or skipped (by its button, or by Escape where the page
    itself has no use for it).
    """

    ended = Signal()

    def __init__(self, window: MainWindow, look: Look, words: Words, *, begun: bool) -> None:
        """Show the strip in a window."""
        super().__init__(window)
        self._window, self._at = window, 0 if begun else -1
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_AGAIN_MS)
        self._clock.timeout.connect(self._look_again)
        window.installEventFilter(self)
        self.dress(look, words)

    @property
    def step(self) -> int:
        """Return the step shown, from 1; 0 while the tour is only offered."""
        return self._at + 1

    def dress(self, look: Look, words: Words) -> None:
        """Show itself in a window that begins anew, in a look and a language."""
        self._steps = guided_steps(words)
        self.strip = GuidedStrip(look, words)
        self.strip.onward.connect(self._onward)
        self.strip.skipped.connect(self.end)
        self._window.add_strip(self.strip)
        self.ring = Ring(look, self._window.below)
        self._show()

    def end(self) -> None:
        """Go, and be remembered as seen."""
        self._clock.stop()
        self._window.removeEventFilter(self)
        self.strip.hide()
        self.strip.deleteLater()
        self.ring.hide()
        self.ring.deleteLater()
        self.ended.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End by an Escape that no page had a use for, so that it reached the window itself."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and not self._window.is_asking
            and len(self._window.pages) == 1
        ):
            self.end()
        return super().eventFilter(watched, event)

    def _onward(self) -> None:
        self._at += 1
        if self._at == len(self._steps):
            self.end()
        else:
            self._show()

    def _show(self) -> None:
        if self._at < 0:
            self.strip.offer()
            return
        self.strip.show_step(self._at + 1, len(self._steps), self._steps[self._at].said)
        self._clock.start()
        self._look_again()

    def _look_again(self) -> None:
        """Point at what the step tells of; go on where the person has done it."""
        page, step = self._window.page, self._steps[self._at]
        if page is None or self._window.is_asking:
            self.ring.around(None)
        elif type(page).__name__ == step.ends_at:
            self._onward()
        else:
            self.ring.around(step.target(page))
