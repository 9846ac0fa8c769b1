"""Going back to a backup: it takes the vault's place, and the vault is set aside whole.

What stands there is never deleted or changed, whether it can be opened or not. What is restored
writes on in chains of its own, so that nobody takes it for what it was.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.errors import to_tell
from imh_desktop.store import slots, swapping
from imh_desktop.store.backup_copy import BACKUPS, fill
from imh_desktop.store.faults import VaultDamaged, storage_faults
from imh_desktop.store.folder import BESIDE, VAULT, disk, lock, make_folder, sync_file, write_whole
from imh_desktop.store.soundness import damage
from imh_desktop.store.sqlcipher import look_mode
from imh_desktop.store.vault import Vault

RESTORED = "restored"
_REHEARSED = "rehearsed.new"
_SPOILT = to_tell(
    "This backup is damaged and was not used. Nothing was changed. Choose another backup."
)


def restore(
    folder: Path, backup: Path, raw_key: bytes, when: datetime, told: Count = uncounted, *,
    slot_id: str = "", keep_keys: bool = False,
) -> Path:  # fmt: skip
    """Put a backup in the vault's place, and set aside what stands there.

    Killed at any moment it was either not begun, or is finished by whoever opens the folder next.

    Args:
        raw_key: the backup's. slot_id: by which slot of the keys that stay it was found.
        told: takes how many pages were copied.
        keep_keys: the keys that lie in the folder open the backup too, and stay.
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
        _build(folder, backup, raw_key, told, slot_id=slot_id, keep_keys=keep_keys)
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


def _build(
    folder: Path, backup: Path, raw_key: bytes, told: Count, *, slot_id: str, keep_keys: bool
) -> None:
    """Make the vault that is to stand here, whole, under a name that counts for nothing."""
    building = folder / swapping.BUILDING
    _copy(backup, raw_key, building, told)
    with disk():
        if keep_keys:
            for name in BESIDE:
                (building / name).unlink(missing_ok=True)
                if (folder / name).exists():
                    write_whole(building / name, (folder / name).read_bytes())
            slots.carry_over(folder, building, raw_key)
        with Vault.open_with_key(building, raw_key, slot_id=slot_id) as vault:
            _begin_anew(vault, folder)
            vault.journal.write(
                "event", vault.journal.new_id(), {"kind": RESTORED, "subject": backup.name}
            )
        shutil.rmtree(building / BACKUPS, ignore_errors=True)  # of an upgrade: the backup stands
        for path in building.iterdir():
            sync_file(path)


def _copy(backup: Path, raw_key: bytes, place: Path, told: Count) -> None:
    """Copy a backup, and look at the copy as at any file before it is used."""
    with disk(), storage_faults():
        mode = look_mode(backup / VAULT)
        fill(backup, raw_key, place, told, mode=mode)
        if damage(place / VAULT, raw_key):
            raise VaultDamaged(_SPOILT)


def _begin_anew(vault: Vault, present: Path) -> None:
    """Write on in new chains.

    Args:
        present: the folder of the vault that is being set aside, with what lies beside it.
    """
    _ = present
    vault.journal.begin_anew()
