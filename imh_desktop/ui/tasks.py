"""Slow work beside the window: values go out, a result comes back, and the window stays alive."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QThread, Signal

from imh_desktop.store.faults import fault_of


class Task(QThread):
    """Runs one function that releases the interpreter (key derivation) in a thread of its own.

    Ends with ``done`` (the result), ``failed`` (an ``ImhError``) or ``broke`` (a bug), never two
    of them.
    """

    done = Signal(object)
    failed = Signal(object)
    broke = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        """Prepare; ``start`` begins."""
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        """Work, in the thread."""
        try:
            result = self._work()
        except Exception as error:
            fault = fault_of(error)
            (self.broke if fault is None else self.failed).emit(fault or error)
        else:
            self.done.emit(result)
