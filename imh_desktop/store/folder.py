"""The folder of a vault: its files, readable by their owner alone, replaced whole or not at all.

File names say nothing of people.
"""

import os
from pathlib import Path

from filelock import FileLock, Timeout

from imh_desktop.store.faults import VaultBusy

VAULT = "vault.db"
KEYS = "keys.json"
UNFINISHED = ".new"
_LOCK = "vault.lock"


def make_folder(folder: Path) -> None:
    """Make the folder, closed to everyone else; one that is there is left as it is."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner can read."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def lock(folder: Path) -> FileLock:
    """Take the vault for this program alone.

    Raises:
        VaultBusy: another program, window or terminal, has it.
    """
    held = FileLock(folder / _LOCK, mode=0o600, is_singleton=False)
    try:
        held.acquire(timeout=0)
    except Timeout:
        raise VaultBusy(
            "This vault is open in another window or terminal. Nothing was changed. Close the"
            " other one and try again."
        ) from None
    return held


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that a power cut leaves the old one or the new one, never half."""
    temporary = path.with_name(path.name + ".tmp")
    make_private_file(temporary)
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in the folder durable, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
