"""Hears from the system that the person goes away: lid, sleep, another user, screen lock."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class SessionWatch(QObject):
    """``left``: the laptop sleeps, is shut, is locked by hand or shows another user; ``hidden``:
    the system covers the screen, by itself or by hand. ``done`` lets a laptop that waits sleep."""

    left = Signal()
    hidden = Signal()

    def __init__(self, parent: QObject) -> None:
        """Hear nothing yet."""
        super().__init__(parent)
        self._ears: QObject | None = None
        self._let_go: Callable[[], None] = lambda: None

    def listen(self) -> None:
        """Begin to hear, where the system has a voice; where it has none, only the idle time
        locks."""
        if self._ears is not None:
            return
        if sys.platform == "linux":
            from imh_desktop.ui.session_linux import LinuxEars, buses

            system, session = buses()
            ears = LinuxEars(self, system, session)
            self._let_go = ears.let_sleep
            self._ears = ears
        elif sys.platform == "win32":
            from imh_desktop.ui.session_windows import WindowsEars

            self._ears = WindowsEars(self)

    def done(self) -> None:
        """Say that all is closed: the system need not wait for us."""
        self._let_go()
