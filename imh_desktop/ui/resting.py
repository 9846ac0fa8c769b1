"""Timers that call once, when the person has rested for a moment."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def resting(parent: QObject, milliseconds: int, then: Callable[[], object]) -> QTimer:
    """Return a timer that calls so long after it was last started."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(then)
    return timer
