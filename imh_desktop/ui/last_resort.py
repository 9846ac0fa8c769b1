"""The last-resort hook: a bug is logged by id, said once, and never names a child.

Here arrives whatever a signal's handler raises, on every page alike. A refusal of the disk is told
as ``Bench.safely`` tells it, so no handler can forget to.
"""

import logging
import secrets
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from imh_desktop.errors import ImhError

_KEPT_BYTES = 200_000


class LastResort:
    """Catches what nobody else caught.

    The log holds the fault's id, its kind and where in the program it happened; the message of
    the error is left out, because it may carry words from a record. A fault of the machine is no
    bug: it has its own sentence, and is said each time.
    """

    def __init__(
        self, log: Path | None, tell: Callable[[str], None],
        say: Callable[[ImhError], object] = lambda _: None,
    ) -> None:  # fmt: skip
        """Write to ``log``, or to standard error.

        Args:
            tell: called with the fault's id, the first time only.
            say: called with what is no bug, such as a full disk that no page said itself.
        """
        self._log, self._tell, self._say = log, tell, say
        self.count = 0

    def install(self) -> None:
        """Become Python's hook for errors that reach the top."""
        sys.excepthook = self.caught

    def caught(
        self,
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
    ) -> None:
        """Log one error and, the first time, tell the person."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        from imh_desktop.store.faults import fault_of  # only here: it would slow every start

        if fault := fault_of(error):
            self._say(fault)
            return
        fault_id = secrets.token_hex(3).upper()
        self._write(fault_id, kind, trace)
        self.count += 1
        if self.count == 1:
            self._tell(fault_id)

    def _write(self, fault_id: str, kind: type[BaseException], trace: TracebackType | None) -> None:
        places = " < ".join(
            f"{Path(frame.filename).name}:{frame.lineno}:{frame.name}"
            for frame in reversed(traceback.extract_tb(trace))
        )
        line = f"{fault_id} {kind.__name__} {places}\n"
        if self._log is None:
            sys.stderr.write(line)
            return
        try:
            kept = self._log.read_bytes()[-_KEPT_BYTES:] if self._log.exists() else b""
            self._log.write_bytes(kept + line.encode())
        except OSError:
            logging.getLogger("imh_desktop").error("fault %s %s", fault_id, kind.__name__)
