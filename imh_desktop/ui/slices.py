"""Work done a little at a time on the window's own thread, so that the window stays alive."""

import time
from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from imh_desktop.store.faults import fault_of

SLICE = 0.012
"""Seconds of work between two looks at what the person does."""
_PAUSE_MS = 1


class Slices(QObject):
    """Runs an iterator's steps slice by slice; ``moved`` tells the share that is done.

    Ends with ``done`` or ``failed`` (an ``ImhError``). It stops with its parent.
    """

    moved = Signal(float)
    done = Signal()
    failed = Signal(object)

    def __init__(
        self, parent: QObject, steps: Iterator[float], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Prepare; ``start`` begins."""
        super().__init__(parent)
        self._steps, self._clock = steps, clock
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._work)

    def start(self) -> None:
        """Begin at the next rest of the window."""
        self._timer.start()

    def stop(self) -> None:
        """Go no further."""
        self._timer.stop()

    def _work(self) -> None:
        until = self._clock() + SLICE
        share: float | None = 0.0
        try:
            while share is not None and self._clock() < until:
                share = next(self._steps, None)
        except Exception as error:
            self._timer.stop()
            fault = fault_of(error)
            if fault is None:
                raise
            self.failed.emit(fault)
            return
        if share is not None:
            self.moved.emit(share)
            return
        self._timer.stop()
        self.done.emit()
