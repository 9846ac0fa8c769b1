"""What can go wrong with the vault, in sentences a person can act on.

SQLCipher's error codes are mapped here and nowhere else. A wrong passphrase is never among them:
the key slot alone can tell that (security.md D1).
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from imh_desktop.errors import EnvironmentFault, ImhError, InputError, to_tell
from imh_desktop.store.sqlcipher import Connection, DatabaseError


class StorageFault(EnvironmentFault):
    """The disk refused. What was saved before is still there."""


class DiskFull(StorageFault):
    """No room is left."""


class VaultDamaged(EnvironmentFault):
    """The vault's file is not what was written."""


class VaultBusy(EnvironmentFault):
    """Another program holds the vault."""


class NotShown(EnvironmentFault):
    """What was asked for is on the disk; the page that comes after it cannot be read."""


PASSING = (StorageFault, VaultBusy)
"""Faults whose cause may go while one waits: room is made, the stick is put back in."""


class VaultTooNew(EnvironmentFault):
    """A later release has written the vault."""


class KeysDamaged(EnvironmentFault):
    """The key file is missing, altered or not ours."""


class WrongPassphrase(InputError):
    """No slot opens with what was typed."""


class TooSoon(InputError):
    """After wrong passphrases the next one waits; ``values["seconds"]`` says how long."""


class SlotUnknown(KeysDamaged):
    """The secret fits, and the vault knows nobody it belongs to."""


class VaultMissing(InputError):
    """There is no vault in the folder."""


class VaultExists(InputError):
    """There is a vault in the folder already."""


class ConflictError(InputError):
    """The field holds two values that no one has decided between."""


class RecordClosed(InputError):
    """The visit is closed; only an amendment changes it."""


NOT_SHOWN = to_tell(
    "This is saved. The page that comes after it could not be read from the disk. Leave this page,"
    " and open the other one a little later."
)
_IN_USE = to_tell(
    "Another program is using your file. Nothing was changed, and what was saved before is safe. "
    "Close that program and try again."
)
FULL = to_tell(
    "The disk is full. Nothing was changed, and what was saved before is safe. Make some room and"
    " try again."
)
UNWRITABLE = to_tell(
    "The folder of your file cannot be written. Nothing was changed, and what was saved before is "
    "safe. If it lies on a stick, see that it is in and not locked, and try again."
)
REFUSED = to_tell(
    "The disk could not be read or written. Nothing was changed, and what was saved before"
    " is safe. If your file lies on a stick, put the stick back in, and try again."
)
DAMAGED = to_tell("Your file is damaged. It was left as it is: keep it, and restore a backup.")
_TOLD: dict[int, tuple[type[EnvironmentFault], str]] = {
    5: (VaultBusy, _IN_USE),
    6: (VaultBusy, _IN_USE),
    15: (VaultBusy, _IN_USE),
    8: (StorageFault, UNWRITABLE),
    10: (StorageFault, REFUSED),
    13: (DiskFull, FULL),
    14: (
        StorageFault,
        to_tell(
            "Your file could not be reached. Nothing was changed, and what was saved before is"
            " safe. If it lies on a stick, put the stick back in, and try again."
        ),
    ),
    11: (VaultDamaged, DAMAGED),
    26: (
        VaultDamaged,
        to_tell(
            "Your file cannot be read with its key: it is damaged, or the key belongs to another "
            "file. Both were left as they are: keep them, and restore a backup."
        ),
    ),
}
"""SQLite's primary result codes: busy, locked, locking protocol, readonly, I/O error, full, unable
to open, malformed, not a database."""
_BY_WORDS = {
    "database is locked": 5, "attempt to write a readonly database": 8, "disk I/O error": 10,
    "database disk image is malformed": 11, "database or disk is full": 13,
    "unable to open database file": 14, "file is not a database": 26,
}  # fmt: skip
"""Errors of a backup carry SQLite's words and no code."""


@contextmanager
def storage_faults() -> Iterator[None]:
    """Tell the disk's errors in plain words; any other database error is a bug and passes on."""
    try:
        yield
    except DatabaseError as error:
        if fault := told(error):
            raise fault from error
        raise


def selected(connection: Connection, select: str, values: tuple[object, ...]) -> list[Any]:
    """Return what a SELECT finds, or tell the disk's error in plain words."""
    with storage_faults():
        return connection.execute(select, values).fetchall()


def told(error: BaseException) -> EnvironmentFault | None:
    """Return the fault a database error stands for; None when it is a bug."""
    code = code_of(error)
    if code not in _TOLD:
        return None
    kind, sentence = _TOLD[code]
    return kind(sentence)


def fault_of(error: BaseException) -> ImhError | None:
    """Return what a person is told of any error; None when it is a bug. What the system refuses
    outside the vault's file counts as the disk's refusal too."""
    if isinstance(error, ImhError):
        return error
    if isinstance(error, OSError) and error.errno is not None:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return DiskFull(FULL) if full else StorageFault(REFUSED)
    return told(error)


def code_of(error: BaseException) -> int:
    """Return SQLite's primary result code of a database error; 0 for any other."""
    if not isinstance(error, DatabaseError):
        return 0
    code = getattr(error, "sqlite_errorcode", None)
    return _BY_WORDS.get(str(error), 0) if code is None else int(code) & 0xFF
