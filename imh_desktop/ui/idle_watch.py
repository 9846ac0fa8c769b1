"""Waits for nobody to touch the window: by a clock that goes on while the laptop sleeps."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from imh_desktop.core.idle import Due, Midst, Rest, due

_LOOK_EVERY_MS = 900
"""A timer alone stands still while the laptop sleeps, so the clock is looked at again and again;
what is due is done within a second."""


class IdleWatch(QObject):
    """Emits ``cover_due`` and ``lock_due``, each once until somebody touches the window again."""

    cover_due = Signal()
    lock_due = Signal()

    def __init__(self, parent: QObject, clock: Callable[[], float]) -> None:
        """Watch nothing yet. ``clock``: seconds, sleep counted."""
        super().__init__(parent)
        self._clock, self._rest = clock, Rest()
        self._midst: Callable[[], Midst] = lambda: "held"
        self._touched_at = clock()
        self._done: Due | None = None
        self._looks = QTimer(self)
        self._looks.setInterval(_LOOK_EVERY_MS)
        self._looks.timeout.connect(self.look)

    def use(self, rest: Rest, midst: Callable[[], Midst]) -> None:
        """Wait so long from now on; ``midst`` is asked each time what closing would break into."""
        self._rest, self._midst = rest, midst
        self._begin_anew()
        self._looks.start()

    def touched(self) -> bool:
        """Begin the wait anew, unless the touch came too late; tell whether it came in time.

        The first touch of a laptop that slept past the time must not reach the page.
        """
        in_time = self.look()
        if in_time:
            self._begin_anew()
        return in_time

    def look(self) -> bool:
        """Do what is due by now; tell whether the page may still be seen and touched."""
        now_due = due(self._clock() - self._touched_at, self._rest, self._midst())
        if now_due != self._done:
            self._done = now_due
            if now_due == "lock":
                self.lock_due.emit()
            elif now_due == "cover":
                self.cover_due.emit()
        return now_due != "lock"

    def _begin_anew(self) -> None:
        self._touched_at, self._done = self._clock(), None
