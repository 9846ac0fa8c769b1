"""A reserve of 8 MiB on the disk, given up when it is full: what must be finished still fits."""

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from imh_desktop.errors import EnvironmentFault
from imh_desktop.store.faults import DiskFull, StorageFault
from imh_desktop.store.folder import write_whole

NAME = "ballast"
SIZE = 8 << 20
_FREE = 64 << 20
"""With less than this free the reserve waits: work comes first."""
_PIECE = 1 << 16

T = TypeVar("T")


def stands(folder: Path) -> bool:
    """Tell whether the reserve is there, whole."""
    try:
        return (folder / NAME).stat().st_size >= SIZE
    except OSError:
        return False


def ensure(folder: Path) -> bool:
    """Lay the reserve down where it is missing and there is room; tell whether it stands. Its
    bytes are random: no disk can make them small."""
    if stands(folder):
        return True
    with suppress(OSError, StorageFault):
        if shutil.disk_usage(folder).free >= _FREE:
            write_whole(folder / NAME, b"".join(os.urandom(_PIECE) for _ in range(SIZE // _PIECE)))
    return stands(folder)


def give_up(folder: Path) -> bool:
    """Make room; tell whether there was a reserve."""
    try:
        (folder / NAME).unlink()
    except OSError:
        return False
    return True


def with_reserve(folder: Path, action: Callable[[], T]) -> T:
    """Do what must be finished; where the disk is full, once more with the reserve given up.

    Args:
        action: leaves all as it was when it raises, so that it can be done again.
    Raises:
        EnvironmentFault: it is not enough. Whatever ``action`` raises.
    """
    try:
        return action()
    except EnvironmentFault as fault:
        if not (_is_full(fault) and give_up(folder)):
            raise
        return action()


def _is_full(fault: BaseException) -> bool:
    cause = fault.__cause__
    return isinstance(fault, DiskFull) or getattr(cause, "errno", 0) == errno.ENOSPC
