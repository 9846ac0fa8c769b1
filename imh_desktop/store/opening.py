"""The lock and the file, taken together and given up together: what stands before a vault."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from imh_desktop.store import swapping
from imh_desktop.store.faults import DAMAGED, VaultDamaged, VaultMissing, storage_faults
from imh_desktop.store.folder import VAULT, disk, lock
from imh_desktop.store.salts import keep_salt
from imh_desktop.store.soundness import damage
from imh_desktop.store.sqlcipher import (
    Connection,
    connect,
    connect_to_write,
    look_mode,
    opens_with,
)
from imh_desktop.store.upgrade import look, upgrade

if TYPE_CHECKING:
    from filelock import FileLock


@contextmanager
def opening(folder: Path, raw_key: bytes) -> Iterator[tuple[Connection, "FileLock"]]:
    """Take the lock and open the file; both are given up again when the block fails."""
    path = folder / VAULT
    with disk():
        swapping.finish(folder)
        if not path.is_file():
            raise VaultMissing("There is no file of this program in this folder.")
    held = lock(folder)
    try:
        with disk(), storage_faults():
            look(path, raw_key)
            _require_sound_copy(path, raw_key)
            connection = connect_to_write(path, raw_key)
            try:
                upgrade(connection, path, raw_key)
                keep_salt(path, partial(opens_with, path, raw_key))
                yield connection, held
            except BaseException:
                connection.close()
                raise
    except BaseException:
        held.release()
        raise


def _require_sound_copy(path: Path, raw_key: bytes) -> None:
    """Look through a file that was made as one whole, as a backup is, before the first opening
    gives it a WAL: that writes into it, and a damaged one stays byte for byte.

    Raises:
        VaultDamaged: it is damaged.
    """
    if look_mode(path) != "immutable":  # it has a WAL already
        return
    connection = connect(path, raw_key, "rw")
    try:
        (kept_by,) = connection.execute("PRAGMA journal_mode").fetchone()
    finally:
        connection.close()
    if kept_by != "wal" and damage(path, raw_key):
        raise VaultDamaged(DAMAGED)
