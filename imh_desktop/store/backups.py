"""Backups of an open vault, and a copy of it to rehearse on.

A backup is a folder with the vault and its keys, and opens as any vault does. Its name says when
it was made, and nothing of people.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.store import soundness
from imh_desktop.store.backup_copy import BACKUPS as BACKUPS  # the flows name it from here
from imh_desktop.store.backup_copy import Backup as Backup
from imh_desktop.store.backup_copy import back_up_beside, fill, here
from imh_desktop.store.ballast import with_reserve
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.folder import UNFINISHED, disk
from imh_desktop.store.vault import Vault

_REHEARSAL = "rehearsal" + UNFINISHED


def back_up(vault: Vault, when: datetime, told: Count = uncounted, *, why: str = "asked") -> Path:
    """Copy the vault, open the copy, check and compare it; only then it takes its name.

    Args:
        told: takes how many pages were copied and then compared. why: as ``Note.why``.
    Returns:
        The backup's folder, ``backups/<when>``; it opens with the vault's passphrases.
    Raises:
        As ``back_up_beside``.
    """
    folder, raw_key = vault.folder, vault.key()
    return with_reserve(folder, lambda: back_up_beside(folder, raw_key, when, told, why=why))


def backups_of(vault: Vault) -> tuple[Backup, ...]:
    """Return the vault's backups on this laptop, in the order they were made.

    Raises:
        StorageFault: nobody can tell.
    """
    return here(vault.folder / BACKUPS)


@storage_faults()
def mark_of(vault: Vault) -> str:
    """Return where the vault stands: unequal to a backup's mark where something came since."""
    return soundness.mark(vault.open_connection(), vault.journal.tips())


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
            fill(vault.folder, vault.key(), folder, told)
        with Vault.open_with_key(folder, vault.key()) as copy:
            yield copy
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)
