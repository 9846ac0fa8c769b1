"""Building the next domain's cards while nobody waits, so that turning to it is quick."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from imh_desktop.ui.resting import resting

_IDLE_MS = 500
_NEXT_CARD_MS = 20


class BuildAhead(QObject):
    """Calls ``build_one`` card by card once the visitor has rested, until it says False."""

    def __init__(self, parent: QObject, build_one: Callable[[], bool]) -> None:
        """Wait for the first rest."""
        super().__init__(parent)
        self._build_one = build_one
        self._idle = resting(self, _IDLE_MS, self._build)

    def rest(self) -> None:
        """Begin to wait again: the visitor did something just now."""
        self._idle.start()

    def stop(self) -> None:
        """Wait no more."""
        self._idle.stop()

    def _build(self) -> None:
        if self._build_one():
            QTimer.singleShot(_NEXT_CARD_MS, self, self._build)
