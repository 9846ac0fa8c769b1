"""A reserve of 8 MiB on the disk, given up when it is full: what must be finished still fits."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

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

    Raises:
        DiskFull: it is not enough. Whatever ``action`` raises.
    """
    try:
        return action()
    except DiskFull:
        if not give_up(folder):
            raise
        return action()
