"""A disk below the whole window that refuses, until the cause is gone."""

import errno
import os
from pathlib import Path
from typing import Literal

from tests.faults.errors import TAKES
from tests.faults.system import SystemWatch
from tests.faults.vfs import CANTOPEN, EIO, FULL, OK

Cause = Literal["", "read", "full"]
"""Nothing; the stick with the file is out, so that nothing can be read or written; no room is
left, so that everything can be read."""


class Refusing(SystemWatch):
    """``cause``: why the disk refuses now; ``refused``: how often it did since that was said."""

    def __init__(self, folder: Path) -> None:
        """Begin with a disk that works, below a folder."""
        super().__init__(folder)
        self.cause: Cause = ""
        self.refused = 0

    def begin(self, cause: Cause) -> None:
        """Refuse from now on."""
        self.cause, self.refused = cause, 0

    def mend(self) -> None:
        """Take the cause away."""
        self.cause = ""

    def before(self, call: str, path: str, *facts: object) -> int:
        code = self._code(call, path, *facts)
        self.refused += code != OK
        return code

    def asked(self, call: str, path: str, *facts: object) -> None:
        needs_room = call in ("fsync", "mkdir") or (call == "open" and _makes(path, *facts))
        if self.cause == "read" or (self.cause == "full" and needs_room):
            self.refused += 1
            raise OSError(errno.EIO if self.cause == "read" else errno.ENOSPC, "no", path)

    def _code(self, call: str, path: str, *facts: object) -> int:
        if self.cause == "full":
            new = call == "xOpen" and not os.path.lexists(path)
            return FULL if call == "xWrite" else CANTOPEN if new else OK
        if self.cause == "read":
            if call == "xShmLock" and not int(facts[2]) & TAKES:  # type: ignore[call-overload]
                return OK
            return EIO[call]
        return OK


def _makes(path: str, how: object = "r", *_more: object) -> bool:
    """Tell whether opening a path makes a file. ``how``: flags of the system, or Python's mode."""
    writes = how & os.O_CREAT if isinstance(how, int) else not str(how).startswith("r")
    return bool(writes) and not os.path.lexists(path)
