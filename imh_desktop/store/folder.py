"""The folder of a vault: its files, readable by their owner alone, replaced whole or not at all.

File names say nothing of people.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from imh_desktop.store.faults import FULL, UNWRITABLE, DiskFull, StorageFault, VaultBusy

if TYPE_CHECKING:
    from filelock import FileLock

VAULT = "vault.db"
KEYS = "keys.json"
BESIDE = (KEYS, f"{KEYS}.bak")
"""What belongs to a vault's file and goes wherever it goes."""
UNFINISHED = ".new"
BACKUPS = "backups"
ANCHOR = "anchor"
LOCK = "vault.lock"


def make_folder(folder: Path) -> None:
    """Make the folder, closed to everyone else; one that is there is left as it is.

    Raises:
        StorageFault: it cannot be made.
    """
    with disk():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner can read, in place of an unfinished one and of
    what SQLite left beside that: a WAL is never to be replayed into another file."""
    for unfinished in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        unfinished.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def lock(folder: Path, name: str = LOCK, *, patience: float = 0) -> "FileLock":
    """Take the vault for this program alone; by another ``name``, another thing of the folder.
    ``patience``: for how many seconds another is waited for.

    Raises:
        VaultBusy: another program, window or terminal, has it.
        StorageFault: the folder cannot be written.
    """
    from filelock import FileLock, Timeout  # only here: it would slow every start

    held = FileLock(folder / name, mode=0o600, is_singleton=False)
    with disk():
        try:
            held.acquire(timeout=patience)
        except Timeout:
            raise VaultBusy(
                "Your file is open in another window or terminal. Nothing was changed. Close the "
                "other one and try again."
            ) from None
    return held


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a power cut leaves the old one or the new one, never half.

    Raises:
        StorageFault: the disk refused; the old file is as it was.
    """
    temporary = path.with_name(path.name + ".tmp")
    with disk():
        make_private_file(temporary)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Make what was written to a file durable."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make renames in the folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def disk() -> Iterator[None]:
    """Tell what the system refuses in plain words."""
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DiskFull(FULL) from error
        raise StorageFault(UNWRITABLE) from error
