"""Going back to a backup: what it holds and what would be missing, told first; then it is done."""

from datetime import datetime
from pathlib import Path

import msgspec

from imh_desktop.core.progress import Progress, quiet, within
from imh_desktop.errors import ImhError, InputError, to_tell
from imh_desktop.store import keys, restoring
from imh_desktop.store.backup_copy import Backup
from imh_desktop.store.faults import StorageFault, WrongPassphrase, storage_faults
from imh_desktop.store.folder import VAULT
from imh_desktop.store.holdings import Holding, Missing, holding, looking_at, missing
from imh_desktop.store.soundness import damage
from imh_desktop.store.sqlcipher import Connection, DatabaseError

_OTHER_KEY = to_tell(
    "This backup is older than the keys your file has now. Nothing was changed. Give the passphrase"
    " of that time."
)


class KeyFound(msgspec.Struct, frozen=True, kw_only=True):
    """What opens a backup. ``keep``: the keys that lie with the present file open it too, so they
    stay as they are; else those of the backup come back with it."""

    raw_key: bytes
    slot_id: str
    keep: bool


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds, beside what is here. ``now``: None where the present file cannot be
    read; ``missing``: what is here and not in the backup; ``gained``: entries the other way round;
    ``sound``: the backup passed both checks now. ``keep_keys``: as ``KeyFound.keep``."""

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


def key_from(folder: Path, backup: Path, typed: str, kind: keys.Kind = "passphrase") -> KeyFound:
    """Find what opens a backup with a passphrase or recovery code: today's, where the key was not
    changed since, or that of the time it was made. Slow; safe in a thread.

    Raises:
        InputError: neither fits. EnvironmentFault: no sound key file is there.
    """
    refused: ImhError | None = None
    for place in (folder, backup):
        try:
            opened = keys.unseal(place, typed, kind)
        except ImhError as error:
            refused = error
            continue
        if _opens(backup, opened.raw_key):
            return KeyFound(raw_key=opened.raw_key, slot_id=opened.slot_id, keep=place == folder)
        refused = InputError(_OTHER_KEY)
    raise refused or WrongPassphrase(_OTHER_KEY)


def key_of_open(backup: Path, raw_key: bytes, slot_id: str) -> KeyFound:
    """Return what opens a backup where the present file is open already.

    Raises:
        InputError: the key was changed since.
    """
    if not _opens(backup, raw_key):
        raise InputError(_OTHER_KEY)
    return KeyFound(raw_key=raw_key, slot_id=slot_id, keep=True)


@storage_faults()
def preview(folder: Path, backup: Backup, found: KeyFound) -> Preview:
    """Tell what going back would mean. Nothing is changed; the present file may be open, or past
    all opening.

    Raises:
        EnvironmentFault: the backup cannot be read.
    """
    lost: Missing | None = None
    now, gained = None, 0
    with looking_at(backup.path, found.raw_key) as there:
        held = holding(there)
        if (compared := _compared(folder, found.raw_key, there)) is not None:
            now, lost, gained = compared
    return Preview(
        name=backup.name, made_at=backup.made_at, size=backup.size, held=held, now=now,
        missing=lost, gained=gained, sound=not damage(backup.path / VAULT, found.raw_key),
        keep_keys=found.keep,
    )  # fmt: skip


def restore(
    folder: Path, backup: Backup, found: KeyFound, now: datetime, progress: Progress = quiet
) -> Restored:
    """Put a backup in the place of the present file, which is set aside whole.

    Raises:
        EnvironmentFault: as ``store.restoring.restore``; nothing was changed.
    """
    aside = restoring.restore(
        folder, backup.path, found.raw_key, now, within(progress, "restore"),
        slot_id=found.slot_id, keep_keys=found.keep,
    )  # fmt: skip
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
