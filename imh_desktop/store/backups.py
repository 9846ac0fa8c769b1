"""A copy of the vault that was opened and compared before it counts; and one to rehearse on.

A backup is a folder with the vault and its keys, and opens as any vault does. Its name says when
it was made, and nothing of people.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.errors import to_tell
from imh_desktop.store.faults import VaultDamaged, storage_faults, told
from imh_desktop.store.folder import (
    KEYS,
    UNFINISHED,
    VAULT,
    disk,
    make_folder,
    make_private_file,
    sync_file,
    sync_folder,
)
from imh_desktop.store.shelf import Shelf
from imh_desktop.store.sqlcipher import Connection, DatabaseError, connect
from imh_desktop.store.upgrade import counts, damage
from imh_desktop.store.vault import Vault

BACKUPS = "backups"
_REHEARSAL = "rehearsal" + UNFINISHED
_PAGES = 256
"""How many are copied between two words of how far it is."""
_UNSOUND = to_tell(
    "A backup was made and did not check out. Nothing was changed in your file. Check the disk, and"
    " your file."
)


def back_up(vault: Vault, when: datetime, told: Count = uncounted) -> Path:
    """Copy the vault, open the copy, check and compare it; only then it takes its name.

    Args:
        told: takes how many pages were copied and then compared.
    Returns:
        The backup's folder, ``backups/<when>``; it opens with the vault's passphrases.
    Raises:
        StorageFault: the disk refused. VaultDamaged: the copy did not check out. No backup
            was made, and the vault was not changed.
    """
    folder = vault.folder / BACKUPS
    make_folder(folder)
    with disk():
        _sweep(folder)
    target = _free(folder, when.strftime("%Y-%m-%dT%H-%M-%SZ"))
    unfinished = target.with_name(target.name + UNFINISHED)
    with disk(), storage_faults():
        pages = _copy(vault, unfinished, lambda done, total: told(done, 2 * total))
        if not _sound(vault, unfinished / VAULT):
            raise VaultDamaged(_UNSOUND)
        unfinished.replace(target)
        sync_folder(folder)
    told(2 * pages, 2 * pages)
    return target


@contextmanager
def rehearsal(vault: Vault, told: Count = uncounted) -> Iterator[Vault]:
    """Open a copy on which anything can be tried; it is gone when the block ends, and the vault
    itself stays as it is, byte for byte.

    Args:
        told: takes how many pages were copied.
    Raises:
        StorageFault: the disk refused.
    """
    folder = vault.folder / _REHEARSAL
    try:
        with disk(), storage_faults():
            _copy(vault, folder, told)
        with Vault.open_with_key(folder, vault.key()) as copy:
            yield copy
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)


def _copy(vault: Vault, folder: Path, told: Count) -> int:
    """Copy file and keys into a folder of their own, in place of an unfinished one; return how
    many pages the file has."""
    if folder.exists():
        shutil.rmtree(folder)
    make_folder(folder)
    path = folder / VAULT
    make_private_file(path)
    copy = connect(path, vault.key(), "rw")
    try:
        vault.open_connection().backup(
            copy, pages=_PAGES, progress=lambda _, left, total: told(total - left, total)
        )
        # Without a WAL the copy is one file, and can be looked at without leaving a trace.
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()
        (pages,) = copy.execute("PRAGMA page_count").fetchone()
    finally:
        copy.close()
    if (vault.folder / KEYS).exists():
        make_private_file(folder / KEYS)
        (folder / KEYS).write_bytes((vault.folder / KEYS).read_bytes())
    for file in folder.iterdir():
        sync_file(file)
    sync_folder(folder)
    return int(pages)


def _sound(vault: Vault, path: Path) -> bool:
    """Tell whether a copy is whole and says what the vault says; what ails the copy is not told
    as if it ailed the vault."""
    try:
        if damage(path, vault.key()):
            return False
        copy = connect(path, vault.key(), "ro")
        try:
            found = _told(copy)
        finally:
            copy.close()
    except DatabaseError as error:
        if isinstance(told(error), VaultDamaged):
            return False
        raise
    return found == _told(vault.open_connection())


def _sweep(folder: Path) -> None:
    """Remove backups that were never finished; the vault's lock is ours, so nobody is at one."""
    for path in folder.glob(f"*{UNFINISHED}"):
        shutil.rmtree(path)


def _told(connection: Connection) -> tuple[object, ...]:
    """Return how many rows there are, by table, and where the chains stand."""
    shelf = Shelf(connection)
    tips = [(tip.chain.chain_id, tip.seq, tip.link) for tip in shelf.own_tips()]
    return counts(connection), tips, {no: shelf.chains.held(no) for no in shelf.chains.known}


def _free(folder: Path, name: str) -> Path:
    """Return a name that is not taken: two backups can fall into one second."""
    taken = {path.name for path in folder.iterdir()}
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return folder / free
