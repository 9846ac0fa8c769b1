"""Going back to a backup: what it holds and what would be missing, told first; then it is done."""

from datetime import datetime
from pathlib import Path

import msgspec

from imh_desktop.core.progress import Progress, quiet, within
from imh_desktop.errors import ImhError, InputError, to_tell
from imh_desktop.store import attempts, keys, restoring, slots
from imh_desktop.store.backup_copy import Backup
from imh_desktop.store.faults import StorageFault, WrongPassphrase, storage_faults
from imh_desktop.store.folder import VAULT
from imh_desktop.store.holdings import Holding, Missing, holding, looking_at, missing
from imh_desktop.store.restoring import BackupKey
from imh_desktop.store.soundness import damage
from imh_desktop.store.sqlcipher import Connection, DatabaseError

_OTHER_KEY = to_tell(
    "This backup is older than the keys your file has now. Nothing was changed. Give the passphrase"
    " of that time."
)


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds, beside what is here. ``now``: None where the present file cannot be
    read; ``missing``: what is here and not in the backup; ``gained``: entries the other way round;
    ``sound``: the backup passed both checks now; ``keep_keys``: today's ways in stay."""

    name: str
    made_at: datetime
    size: int
    held: Holding
    now: Holding | None
    missing: Missing | None
    gained: int
    sound: bool
    keep_keys: bool


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """``set_aside``: the folder of the former file, within the vault's."""

    name: str
    set_aside: str


def key_from(folder: Path, backup: Path, typed: str, kind: keys.Kind = "passphrase") -> BackupKey:
    """Find what opens a backup with a passphrase or recovery code of today or of the time it was
    made. Slow; safe in a thread.

    Raises:
        InputError: neither fits, or after wrong passphrases the next must wait.
        EnvironmentFault: no sound key file is there.
    """
    if kind != "passphrase":
        return _key_from(folder, backup, typed, kind)
    with attempts.one_attempt(folder):
        return _key_from(folder, backup, typed, kind)


def _key_from(folder: Path, backup: Path, typed: str, kind: keys.Kind) -> BackupKey:
    refused: ImhError = WrongPassphrase(_OTHER_KEY)
    for place in (folder, backup):
        try:
            opened = keys.unseal(place, typed, kind)
        except ImhError as error:
            refused = error
            continue
        raw_key = _that_opens(folder, backup, opened.raw_key)
        if raw_key:
            under = opened.raw_key if place == folder else b""
            return BackupKey(raw_key=raw_key, slot_id=opened.slot_id, under=under)
        refused = InputError(_OTHER_KEY)
    raise refused


def key_of_open(folder: Path, backup: Path, raw_key: bytes, slot_id: str) -> BackupKey:
    """Return what opens a backup where the present file is open already: its key, or one it had
    before.

    Raises:
        InputError: none of these is the backup's.
    """
    found = _that_opens(folder, backup, raw_key)
    if not found:
        raise InputError(_OTHER_KEY)
    return BackupKey(raw_key=found, slot_id=slot_id, under=raw_key)


@storage_faults()
def preview(folder: Path, backup: Backup, found: BackupKey) -> Preview:
    """Tell what going back would mean. Nothing is changed; the present file may be open, or past
    all opening.

    Raises:
        EnvironmentFault: the backup cannot be read.
    """
    lost: Missing | None = None
    now, gained = None, 0
    with looking_at(backup.path, found.raw_key) as there:
        held = holding(there)
        if (compared := _compared(folder, found.after, there)) is not None:
            now, lost, gained = compared
    return Preview(
        name=backup.name, made_at=backup.made_at, size=backup.size, held=held, now=now,
        missing=lost, gained=gained, sound=not damage(backup.path / VAULT, found.raw_key),
        keep_keys=bool(found.under),
    )  # fmt: skip


def restore(
    folder: Path, backup: Backup, found: BackupKey, now: datetime, progress: Progress = quiet
) -> Restored:
    """Put a backup in the place of the present file, which is set aside whole.

    Raises:
        EnvironmentFault: as ``store.restoring.restore``; nothing was changed.
    """
    told = within(progress, "restore")
    aside = restoring.restore(folder, backup.path, found, now, told)
    return Restored(name=backup.name, set_aside=aside.name)


def _compared(
    folder: Path, raw_key: bytes, there: Connection
) -> tuple[Holding, Missing, int] | None:
    """Compare with the present file; None where it does not open with this key."""
    try:
        with looking_at(folder, raw_key) as here:
            return holding(here), missing(here, there), missing(there, here).entries
    except (DatabaseError, OSError):
        return None


def _that_opens(folder: Path, backup: Path, raw_key: bytes) -> bytes:
    """Return the key that opens a backup: the one found, or one the present file had before; empty
    where none does. Raises as ``_opens``."""
    if _opens(backup, raw_key):
        return raw_key
    try:
        with looking_at(folder, raw_key) as connection:
            earlier = slots.former_keys(connection)
    except (DatabaseError, OSError):
        return b""
    return next((key for key in earlier if _opens(backup, key)), b"")


def _opens(backup: Path, raw_key: bytes) -> bool:
    """Tell whether a key is a backup's.

    Raises:
        StorageFault: the backup cannot be reached.
    """
    if not (backup / VAULT).is_file():
        raise StorageFault(_GONE)
    try:
        with looking_at(backup, raw_key) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except DatabaseError:
        return False
    return True


_GONE = to_tell(
    "This backup is not there any more. Nothing was changed. Put the stick back in, or choose"
    " another backup."
)
