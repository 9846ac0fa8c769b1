"""The wait at the door while what another release wrote is made ready for this one."""

from time import monotonic

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from imh_desktop.ui.main_window import MainWindow
from imh_desktop.ui.unlock_page import UnlockPage

_UNSAID_S, _BETWEEN_S = 0.3, 0.08
"""A short wait is not worth a word; a longer one is told so often that the bar moves."""


class WindowGone(Exception):
    """The window was closed meanwhile: nothing more is to be made ready."""


class MakingReady:
    """Takes how far it is, and shows it. The work is on this thread, where the vault will be used,
    so the window draws itself between two stretches of it; nothing that is pressed is taken."""

    def __init__(self, window: MainWindow, page: UnlockPage) -> None:
        """Tell on a page."""
        self._window, self._page = window, page
        self._begun = self._said = monotonic()

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is.

        Raises:
            WindowGone: the transaction around the work takes all of it back.
        """
        now = monotonic()
        if now - self._begun < _UNSAID_S or now - self._said < _BETWEEN_S:
            return
        self._said = now
        self._page.show_share(done, total)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if not self._window.isVisible():
            raise WindowGone
