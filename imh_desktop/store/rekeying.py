"""A new data key: the vault copied under it, checked, and put in place of the former in one step.

The copy takes the vault's name by one rename, and that is the moment it holds. Before it the key
file names both generations of slots; a re-key that was cut off is finished or forgotten by which
of the two keys opens the vault. Everything the act has to say is in the copy before the rename.
"""

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.errors import InputError, to_tell
from imh_desktop.store import anchors, key_file, keys, slots
from imh_desktop.store.backup_copy import BACKUPS, PATIENCE, alone
from imh_desktop.store.faults import (
    UNWRITABLE,
    KeysDamaged,
    StorageFault,
    VaultDamaged,
    WrongPassphrase,
    storage_faults,
)
from imh_desktop.store.folder import (
    UNFINISHED,
    VAULT,
    disk,
    lock,
    make_folder,
    make_private_file,
    sync_file,
    sync_folder,
)
from imh_desktop.store.key_file import Cost, KeyFile
from imh_desktop.store.page_copy import copy_pages, of_the_copy, standing
from imh_desktop.store.soundness import damage
from imh_desktop.store.sqlcipher import connect
from imh_desktop.store.upgrade import look
from imh_desktop.store.vault import Vault

NEW = "rekey" + UNFINISHED
_UNSOUND = to_tell(
    "A copy of your file under a new key was made and did not check out. Nothing was changed in"
    " your file."
)
_DONE = to_tell(
    "The new key is in force, and your file could not be opened again after that. Everything in it"
    " is safe. Lock it, and open it again."
)
_OLD_CODE = to_tell(
    "Your recovery code was made by an earlier release and cannot be taken along. Nothing was"
    " changed. Make a new recovery code first."
)
_OLD_PASSPHRASE = to_tell(
    "A passphrase of this file was made ready by an earlier release and cannot be taken along yet."
    " Nothing was changed. Lock the file, open it once with that passphrase, and try again."
)


def require_taken_along(vault: Vault, drop: frozenset[str]) -> None:
    """Refuse where a slot is left that a new key cannot be given to: known before anything is done.

    Raises:
        InputError: a slot of the first format is left.
    """
    _require_of_today(key_file.read_keys(vault.folder, floor=vault.floor), drop)


def rekey(
    vault: Vault, drop: frozenset[str], write: Callable[[Vault], None], new_key: bytes,
    told: Count = uncounted,
) -> None:  # fmt: skip
    """Give the vault a new data key, which every slot it knows gets but those dropped.

    Args:
        drop: slot ids.
        write: writes into the copy what the act says; none of it stands unless all does.
        new_key: 32 random bytes.
        told: takes how many pages were copied.
    Raises:
        InputError: a slot of the first format is left. EnvironmentFault: the disk refused, or the
            key file does not fit. Nothing was changed.
    """
    with alone(vault.folder / BACKUPS, patience=PATIENCE):
        before = key_file.read_keys(vault.folder, floor=vault.floor)
        after = _handed(vault, before, drop, new_key)
        folder = _copied(vault, drop, write, new_key, told)
        _put_in_place(vault, folder / VAULT, before, after, new_key)


def _put_in_place(
    vault: Vault, copy: Path, before: KeyFile, after: KeyFile, new_key: bytes
) -> None:
    """Let the copy take the vault's name; its key file follows when that is on disk."""
    path, done = vault.folder / VAULT, False
    vault.coming_key = new_key
    try:
        with vault.set_aside():
            with disk():
                _require_folded(path)
                both = msgspec.structs.replace(before, following=after.slots)
                key_file.write_keys(vault.folder, both)
                copy.replace(path)
            done = True
            _leave(vault.folder, after)
    except StorageFault as fault:
        if done:
            raise StorageFault(_DONE) from fault
        raise


def in_force(folder: Path, key: bytes, following: bytes, *, floor: Cost | None = None) -> bytes:
    """Return which of two keys the vault has, and finish or forget a re-key that was cut off.

    Args:
        following: the key it had been given; empty where none is known.
    Raises:
        WrongPassphrase: it has a key that was not handed to this slot.
        VaultBusy: another program is at it. StorageFault: the disk refuses to tell.
    """
    with disk():
        return _in_force(folder, key, following, floor)


def _in_force(folder: Path, key: bytes, following: bytes, floor: Cost | None) -> bytes:
    if not ((folder / NEW).exists() or following or _under_way(folder, floor)):
        return key
    held = lock(folder)
    try:
        found = next((one for one in (key, following) if one and _opens(folder, one)), b"")
        _end(folder, found, key, floor)
    finally:
        held.release()
    return found or key


def _under_way(folder: Path, floor: Cost | None) -> bool:
    try:
        return bool(key_file.read_keys(folder, floor=floor).following)
    except KeysDamaged:
        return False


def _end(folder: Path, found: bytes, former: bytes, floor: Cost | None) -> None:
    """Leave the generation of slots that fits; where no key does, leave all as it is."""
    try:
        there = key_file.read_keys(folder, floor=floor)
    except KeysDamaged:
        return
    if there.following and not found:
        raise WrongPassphrase(
            "That passphrase does not open your file any more. Nothing was changed."
        )
    if there.following:
        stand = there.slots if found == former else there.following
        _leave(folder, msgspec.structs.replace(there, slots=stand, following=()))
    if found:
        with suppress(OSError):
            _sweep(folder)


def _leave(folder: Path, stand: KeyFile) -> None:
    """Leave one generation of slots, once the file they open is sure to be there. Where the disk
    refuses, a key file with both does as well."""
    with suppress(StorageFault), disk():
        sync_folder(folder)
        key_file.write_keys(folder, stand)


def _opens(folder: Path, key: bytes) -> bool:
    try:
        with storage_faults():
            look(folder / VAULT, key)
    except VaultDamaged:
        return False
    return True


def _require_of_today(file: KeyFile, drop: frozenset[str]) -> None:
    left = {slot.kind for slot in file.old if slot.slot_id not in drop}
    if "recovery" in left:
        raise InputError(_OLD_CODE)
    if left:
        raise InputError(_OLD_PASSPHRASE)


def _handed(vault: Vault, before: KeyFile, drop: frozenset[str], new_key: bytes) -> KeyFile:
    """Return the key file of the new data key. Public keys are the vault's own word."""
    if before.following:
        raise StorageFault(UNWRITABLE)
    _require_of_today(before, drop)
    known = slots.known(vault.open_connection())
    left = [slot for slot in before.slots if slot.slot_id in known.keys() - drop]
    handed = tuple(
        keys.hand_over(before, slot, known[slot.slot_id].public, vault.key(), new_key)
        for slot in left
    )
    return msgspec.structs.replace(before, slots=handed, old=(), following=())


def _copied(
    vault: Vault, drop: frozenset[str], write: Callable[[Vault], None], new_key: bytes,
    told: Count,
) -> Path:  # fmt: skip
    """Make the vault under its new key, with what the act says in it; return its folder."""
    folder = vault.folder / NEW
    anchors.keep(vault)  # as it will be closed: the copy must know the anchor that lies beside it
    vault.checkpoint()
    with disk(), storage_faults():
        _copy(vault, folder, new_key, told)
    with Vault.open_with_key(folder, new_key, slot_id=vault.slot_id) as copy:
        copy.act_as(vault.worker_id)
        with copy.journal.pen.transaction():
            slots.keep_former_key(copy.open_connection(), vault.key())
            for slot_id in drop:
                slots.forget(copy.open_connection(), slot_id)
        write(copy)
    with disk(), storage_faults():
        _require_folded(folder / VAULT)
        if damage(folder / VAULT, new_key):
            raise VaultDamaged(_UNSOUND)
        sync_file(folder / VAULT)
        sync_folder(folder)
    return folder


def _copy(vault: Vault, folder: Path, new_key: bytes, told: Count) -> None:
    """Copy every page into a file of the new key, and compare what the two say."""
    _sweep(vault.folder)
    make_folder(folder)
    make_private_file(folder / VAULT)
    source = vault.open_connection()
    copy = connect(folder / VAULT, new_key, "rw")
    try:
        with of_the_copy(_UNSOUND):
            copy_pages(source, copy, told)
            if standing(copy) != standing(source):
                raise VaultDamaged(_UNSOUND)
    finally:
        copy.close()


def _require_folded(path: Path) -> None:
    """Refuse while a WAL holds anything: it would be read as that of the file that comes."""
    wal = path.with_name(path.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        raise StorageFault(UNWRITABLE)
    wal.unlink(missing_ok=True)


def _sweep(folder: Path) -> None:
    if (folder / NEW).exists():
        shutil.rmtree(folder / NEW)
