"""Going back to a backup: it takes the vault's place, and the vault is set aside whole.

What stands there is never deleted or changed, whether it can be opened or not. What is restored
writes on in chains of its own, so that nobody takes it for what it was.
"""

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.errors import to_tell
from imh_desktop.store import anchors, slots, swapping
from imh_desktop.store.backup_copy import BACKUPS, fill
from imh_desktop.store.entry import Changes, Entry
from imh_desktop.store.faults import VaultDamaged, storage_faults
from imh_desktop.store.folder import (
    BESIDE,
    KEYS,
    VAULT,
    disk,
    lock,
    make_folder,
    sync_file,
    write_whole,
)
from imh_desktop.store.holdings import looking_at
from imh_desktop.store.records import workers
from imh_desktop.store.shelf import Shelf
from imh_desktop.store.soundness import damage
from imh_desktop.store.sqlcipher import DatabaseError, look_mode
from imh_desktop.store.vault import Vault

_REHEARSED = "rehearsed.new"
_SPOILT = to_tell(
    "This backup is damaged and was not used. Nothing was changed. Choose another backup."
)


class BackupKey(msgspec.Struct, frozen=True, kw_only=True):
    """What opens a backup, and what is to open it when it is restored.

    ``raw_key``: the backup's; ``under``: the present vault's, where its key file stays, empty where
    the backup's own comes back; ``slot_id``: the slot by which the person came in.
    """

    raw_key: bytes
    slot_id: str = ""
    under: bytes = b""

    @property
    def after(self) -> bytes:
        """Return the key the restored vault has."""
        return self.under or self.raw_key


def restore(
    folder: Path, backup: Path, key: BackupKey, when: datetime, told: Count = uncounted
) -> Path:
    """Put a backup in the vault's place, and set aside what stands there.

    Killed at any moment it was either not begun, or is finished by whoever opens the folder next.

    Args:
        told: takes how many pages were copied.
    Returns:
        Where the former vault lies now.
    Raises:
        VaultBusy: another program has the vault. StorageFault: the disk refused.
        VaultDamaged: the backup is damaged. Nothing was changed.
    """
    make_folder(folder)
    held = lock(folder)
    try:
        swapping.swap(folder)
        _build(folder, backup, key, told)
        aside = swapping.decide(folder, when.astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ"))
        swapping.swap(folder)
    finally:
        held.release()
    return aside


def rehearse(folder: Path, backup: Path, raw_key: bytes, told: Count = uncounted) -> None:
    """Restore a backup into a temporary place, look whether all of it is sound, and let it go.

    Raises:
        VaultDamaged: it is not. StorageFault: the disk refused.
    """
    place = folder / _REHEARSED
    try:
        _copy(backup, raw_key, place, told)
        with Vault.open_with_key(place, raw_key) as vault:
            if vault.journal.verify():
                raise VaultDamaged(_SPOILT)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _build(folder: Path, backup: Path, key: BackupKey, told: Count) -> None:
    """Make the vault that is to stand here, whole, under a name that counts for nothing."""
    building = folder / swapping.BUILDING
    _copy(backup, key.raw_key, building, told, under=key.under)
    with disk():
        if key.under:
            _keep_keys(folder, building, key.under)
        with Vault.open_with_key(building, key.after, slot_id=key.slot_id) as vault:
            anchors.restored(vault, folder)
            said: Changes = {"kind": "vault_restored", "subject": backup.name}
            vault.journal.write("event", vault.journal.new_id(), said)
            if key.under:
                _bring_workers(vault, folder)
        shutil.rmtree(building / BACKUPS, ignore_errors=True)  # of an upgrade: the backup stands
        for path in building.iterdir():
            sync_file(path)


def _keep_keys(folder: Path, building: Path, raw_key: bytes) -> None:
    """Let the present ways in open what is restored: nobody who was shut out since comes back in,
    and nobody who came since stays outside."""
    for name in BESIDE:
        (building / name).unlink(missing_ok=True)
        if (folder / name).exists():
            write_whole(building / name, (folder / name).read_bytes())
    if (building / KEYS).exists():
        slots.carry_over(folder, building, raw_key)


def _bring_workers(vault: Vault, present: Path) -> None:
    """Bring who came to work here since, by what was written of them then."""
    here, since = set(workers(vault)), list[Entry]()
    with suppress(DatabaseError, OSError), looking_at(present, vault.key()) as connection:
        shelf = Shelf(connection)
        for row in shelf.records_of("worker"):
            since += [] if row.record_id in here else shelf.load(row)
    vault.journal.admit(since)


def _copy(backup: Path, raw_key: bytes, place: Path, told: Count, *, under: bytes = b"") -> None:
    """Copy a backup, and look at the copy as at any file before it is used."""
    with disk(), storage_faults():
        fill(backup, raw_key, place, told, mode=look_mode(backup / VAULT), under=under)
        if damage(place / VAULT, under or raw_key):
            raise VaultDamaged(_SPOILT)
