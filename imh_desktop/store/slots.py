"""Whose a slot is: the vault's own word, beside which the key file's counts for nothing.

Key file and vault are two files, and only one of them can be written at a time. So a change is
first announced in the vault, then made in the key file (that is the moment it holds), then told
in the journal. A vault opened half-way finishes what the key file has, and forgets what it has not.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from imh_desktop.errors import to_tell
from imh_desktop.store.backup_copy import BACKUPS, alone
from imh_desktop.store.entry import Changes
from imh_desktop.store.faults import KeysDamaged, SlotUnknown, StorageFault, storage_faults
from imh_desktop.store.folder import VAULT
from imh_desktop.store.key_file import KeyFile, Kind, read_keys, write_keys
from imh_desktop.store.sqlcipher import (
    Connection,
    DatabaseError,
    connect,
    connect_to_write,
    look_mode,
)

if TYPE_CHECKING:
    from imh_desktop.store.vault import Vault

_SLOT, _FORMER_SLOT, _FORMER_KEY = "slot/", "former_slot/", "former_key/"
_ANNOUNCED = "slot_change"
_PATIENCE = 10.0
"""Seconds for a backup that is being made: of a large file it takes about four."""
_FIRST_WORKER = "worker_id"

_NOBODYS = to_tell(
    "That opens your file for nobody who works with it now. Nothing was changed. Use your latest"
    " passphrase. If the file was put back from a backup, put the key file of that backup beside"
    " it."
)


class Known(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the vault says of a slot. ``worker_id``: empty for a code or cards, which are
    nobody's; ``public``: empty for a slot of the first format."""

    kind: Kind
    worker_id: str
    public: str = ""


Said = tuple[str, str, Changes]
"""What an act writes into the journal: record type, record id, changes."""


class _Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    add: str
    drop: tuple[str, ...]
    said: tuple[tuple[str, str, dict[str, str]], ...]


def known(connection: Connection) -> dict[str, Known]:
    """Return slot id -> what the vault says of it, the oldest first."""
    return _rows(connection, _SLOT)


def _rows(connection: Connection, kind: str) -> dict[str, Known]:
    select = "SELECT name, value FROM local WHERE substr(name, 1, ?) = ? ORDER BY name"
    rows = connection.execute(select, (len(kind), kind)).fetchall()
    return {name[len(kind) :]: msgspec.json.decode(value, type=Known) for name, value in rows}


def enter(connection: Connection, slot_id: str, one: Known) -> None:
    """Enter a slot into the map."""
    value = msgspec.json.encode(one).decode()
    connection.execute("REPLACE INTO local VALUES (?, ?)", (_SLOT + slot_id, value))


def forget(connection: Connection, slot_id: str) -> None:
    """Take a slot out of the map. Whose it was is kept: key files of backups may still hold it."""
    connection.execute(
        "REPLACE INTO local SELECT ?, value FROM local WHERE name = ?",
        (_FORMER_SLOT + slot_id, _SLOT + slot_id),
    )
    connection.execute("DELETE FROM local WHERE name = ?", (_SLOT + slot_id,))


def former(connection: Connection) -> dict[str, Known]:
    """Return slot id -> what the vault said of slots that open it no more."""
    return _rows(connection, _FORMER_SLOT)


def keep_former_key(connection: Connection, raw_key: bytes) -> None:
    """Keep the data key that a new one follows: backups made before open with it."""
    number = len(former_keys(connection)) + 1
    row = (f"{_FORMER_KEY}{number:06}", raw_key.hex())
    connection.execute("INSERT INTO local VALUES (?, ?)", row)


def former_keys(connection: Connection) -> tuple[bytes, ...]:
    """Return the data keys the vault had before, the latest first."""
    select = "SELECT value FROM local WHERE substr(name, 1, ?) = ? ORDER BY name DESC"
    rows = connection.execute(select, (len(_FORMER_KEY), _FORMER_KEY)).fetchall()
    return tuple(bytes.fromhex(value) for (value,) in rows)


def worker_of(connection: Connection, slot_id: str) -> str:
    """Return who works through a slot: for a raw key, a code or cards the worker the laptop was
    set up by, while she works here, and else the one who was added first.

    Raises:
        SlotUnknown: the vault knows no such slot.
    """
    slots = known(connection)
    if slots and slot_id and slot_id not in slots:
        raise SlotUnknown(_NOBODYS)
    own = slots[slot_id].worker_id if slot_id in slots else ""
    (first,) = connection.execute(
        "SELECT value FROM local WHERE name = ?", (_FIRST_WORKER,)
    ).fetchone()
    here = [one.worker_id for one in slots.values() if one.worker_id]
    return own or (first if first in here or not here else here[0])


def carry_over(present: Path, restored: Path, raw_key: bytes) -> None:
    """Let a restored vault say of the slots what the present one says, whose key file stays. Where
    that one cannot be read, slots it does not know are nobody's: who comes in is asked who she is.

    Raises:
        KeysDamaged: no sound key file is there. StorageFault: the disk refused.
    """
    said = _all_said(present, raw_key)
    with storage_faults():
        connection = connect_to_write(restored / VAULT, raw_key)
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("REPLACE INTO local VALUES (?, ?)", said)
            mine = known(connection)
            for slot in read_keys(restored).slots:
                if slot.slot_id not in mine:
                    enter(connection, slot.slot_id, Known(slot.kind, "", slot.public))
            connection.execute("COMMIT")
        finally:
            connection.close()


def _all_said(folder: Path, raw_key: bytes) -> list[tuple[str, str]]:
    """Return what a vault says of its slots; nothing where it cannot be read."""
    try:
        connection = connect(folder / VAULT, raw_key, look_mode(folder / VAULT))
        try:
            rows = connection.execute("SELECT name, value FROM local").fetchall()
        finally:
            connection.close()
    except (DatabaseError, OSError):
        return []
    kinds = (_SLOT, _FORMER_SLOT, _FORMER_KEY)
    return [(name, value) for name, value in rows if name.startswith(kinds)]


def change(
    vault: "Vault", keys: KeyFile, *, add: tuple[str, Known] | None = None,
    drop: Sequence[str] = (), said: Sequence[Said] = (),
) -> None:  # fmt: skip
    """Put another key file in place, with what the vault says of its slots and the journal of the
    act: all of it or nothing, wherever the power is cut.

    Args:
        said: of records that begin with it, so that nothing can stand against them.
    Raises:
        StorageFault: the disk refused; nothing was changed. Where it refuses even the way back,
            the act stands, and the journal is told at the next opening.
    """
    settle(vault)
    former = read_keys(vault.folder, floor=vault.floor)
    # a backup of the file of before with the keys of after would open to nobody
    with alone(vault.folder / BACKUPS, patience=_PATIENCE):
        _announce(vault, add, drop, said)
        try:
            write_keys(vault.folder, keys)
            _finish(vault)
        except StorageFault:
            if not _stands_anyway(vault, former):
                raise


def _stands_anyway(vault: "Vault", former: KeyFile) -> bool:
    """Undo a change that the disk refused; tell whether it stands because the disk refused that
    too."""
    with suppress(StorageFault):
        if read_keys(vault.folder, floor=vault.floor) != former:
            write_keys(vault.folder, former)
    stands = read_keys(vault.folder, floor=vault.floor) != former
    with suppress(StorageFault):
        (_finish if stands else _withdraw)(vault)
    return stands


def settle(vault: "Vault") -> None:
    """Finish or forget a change that was cut off, as the key file says; without a sound one it
    waits."""
    announced = _announced(vault.open_connection())
    if announced is None:
        return
    try:
        there = read_keys(vault.folder, floor=vault.floor).slot_ids
    except (KeysDamaged, StorageFault):
        return
    made = announced.add in there if announced.add else not there & set(announced.drop)
    if made:
        _finish(vault)
    else:
        _withdraw(vault)


def _announce(
    vault: "Vault", add: tuple[str, Known] | None, drop: Sequence[str], said: Sequence[Said]
) -> None:
    told = tuple((kind, record_id, dict(changes)) for kind, record_id, changes in said)
    row = msgspec.json.encode({"add": add[0] if add else "", "drop": drop, "said": told}).decode()
    connection = vault.open_connection()
    with vault.journal.pen.transaction():
        connection.execute("REPLACE INTO local VALUES (?, ?)", (_ANNOUNCED, row))
        if add:
            enter(connection, *add)


def _finish(vault: "Vault") -> None:
    connection = vault.open_connection()
    announced = _announced(connection)
    if announced is None:
        return
    with vault.journal.pen.transaction():
        for record_type, record_id, changes in announced.said:
            vault.journal.write_along(record_type, record_id, {**changes}, "")
        for slot_id in announced.drop:
            forget(connection, slot_id)
        connection.execute("DELETE FROM local WHERE name = ?", (_ANNOUNCED,))


def _withdraw(vault: "Vault") -> None:
    connection = vault.open_connection()
    announced = _announced(connection)
    if announced is None:
        return
    with vault.journal.pen.transaction():
        connection.execute("DELETE FROM local WHERE name = ?", (_SLOT + announced.add,))
        connection.execute("DELETE FROM local WHERE name = ?", (_ANNOUNCED,))


@storage_faults()
def _announced(connection: Connection) -> _Change | None:
    row = connection.execute("SELECT value FROM local WHERE name = ?", (_ANNOUNCED,)).fetchone()
    return msgspec.json.decode(row[0], type=_Change) if row else None
