"""What takes as long as a passphrase takes to be tried, beside a window that stays alive.

Deriving a key is slow on purpose. While it goes on in a thread, the file is closed here and open
there, with the same lock; afterwards it is open here again, under whichever key it has then.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple, cast

from PySide6.QtCore import QObject, Signal

from imh_desktop.errors import ImhError
from imh_desktop.flows.unlocking import handed_key, unlock_with_handed
from imh_desktop.store.vault import Vault
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.tasks import Task

Act = Callable[[Vault], object]


class _Ended(NamedTuple):
    result: object
    fault: ImhError | None
    raw_key: bytes


class KeyWork(QObject):
    """Does one thing with the vault in a thread. Ends with ``done`` (what it returned) or
    ``failed`` (an ``ImhError``), when the file is open here again."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Bench, act: Act) -> None:
        """Prepare; ``start`` begins."""
        super().__init__(bench.window)
        self._bench, self._act = bench, act
        self._task: Task | None = None

    def start(self) -> None:
        """Close the file here and begin."""
        vault = self._bench.vault
        line = handed_key(vault).decode()
        vault.suspend()
        self._task = Task(partial(_carry_out, vault.folder, line, self._act), self)
        self._task.done.connect(self._on_ended)
        self._task.failed.connect(lambda fault: self._on_ended(_Ended(None, fault, b"")))
        self._task.broke.connect(self._on_broke)
        self._task.start()

    def wait(self) -> None:
        """Wait for the end, because the window goes; nothing is told then."""
        if self._task is not None:
            self._task.blockSignals(True)
            self._task.wait()

    def _on_ended(self, ended: object) -> None:
        end = cast(_Ended, ended)
        try:
            self._bench.vault.resume(also=end.raw_key)
        except ImhError:
            # nothing can be shown of a file that will not open: the door says why
            self._bench.window.lock_asked.emit()
            return
        self.deleteLater()
        if end.fault is None:
            self.done.emit(end.result)
        else:
            self.failed.emit(end.fault)

    def _on_broke(self, error: Exception) -> None:
        self._bench.window.lock_asked.emit()
        raise error


def _carry_out(folder: Path, line: str, act: Act) -> _Ended:
    """Open the vault on this thread and act; return also which key it has afterwards."""
    with unlock_with_handed(folder, line) as vault:
        try:
            return _Ended(act(vault), None, vault.key())
        except ImhError as fault:
            return _Ended(None, fault, vault.key())
