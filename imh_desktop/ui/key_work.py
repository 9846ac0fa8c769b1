"""What takes as long as a passphrase takes to be tried, beside a window that stays alive.

Deriving a key is slow on purpose. While it goes on in a thread, the file is closed here and open
there, with the same lock; afterwards it is open here again, under whichever key it has then.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal, SignalInstance

from imh_desktop.flows import revoking
from imh_desktop.flows.unlocking import handed_key, unlock_with_handed
from imh_desktop.store.vault import Vault
from imh_desktop.ui.bench import Bench
from imh_desktop.ui.taking_back import take_back
from imh_desktop.ui.tasks import Task

Act = Callable[[Vault], object]


class KeyWork(QObject):
    """Does one thing with the vault in a thread. Ends with ``done`` (what it returned) or
    ``failed`` (an ``ImhError``), when the file is open here again."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, bench: Bench, act: Act, *, new_key: bool = False) -> None:
        """Prepare; ``start`` begins. ``new_key``: the file has another key afterwards."""
        super().__init__(bench.window)
        self._bench, self._act, self._new_key = bench, act, new_key
        self._task: Task | None = None

    @property
    def running(self) -> bool:
        """Tell whether the thread is at work, and the window's file closed."""
        return self._task is not None and self._task.isRunning()

    def start(self) -> None:
        """Close the file here and begin."""
        vault = self._bench.vault
        if self._new_key:
            revoking.prepare(vault)
        line = handed_key(vault).decode()
        vault.suspend()
        self._task = Task(partial(_carry_out, vault.folder, line, self._act), self)
        self._task.done.connect(self._on_done)
        self._task.failed.connect(lambda fault: self._on_ended(self.failed, fault))
        self._task.broke.connect(self._on_broke)
        self._task.start()

    def wait(self) -> None:
        """Wait for the end, because the window goes; nothing is told then."""
        if self._task is not None:
            self._task.blockSignals(True)
            self._task.wait()

    def _on_done(self, ended: object) -> None:
        result, self._bench.vault.slot_id = cast(tuple[object, str], ended)
        self._on_ended(self.done, result)

    def _on_ended(self, tell: SignalInstance, what: object) -> None:
        def go_on() -> None:
            self.deleteLater()
            tell.emit(what)

        take_back(self._bench, go_on)

    def _on_broke(self, error: Exception) -> None:
        self._bench.window.lock_asked.emit()
        raise error


def _carry_out(folder: Path, line: str, act: Act) -> tuple[object, str]:
    """Open the vault on this thread, act, and close it; return also by which slot the one at the
    vault comes in afterwards."""
    with unlock_with_handed(folder, line) as vault:
        return act(vault), vault.slot_id
