"""What a vault or a backup of it holds, counted without opening it for work."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from imh_desktop.store.folder import VAULT
from imh_desktop.store.shelf import Shelf
from imh_desktop.store.soundness import objects
from imh_desktop.store.sqlcipher import Connection, connect, look_mode

_LISTED = ("child", "visit")


class Holding(msgspec.Struct, frozen=True, kw_only=True):
    """``last_at``: when the latest entry was written, by its writer's clock; None without any."""

    children: int
    visits: int
    entries: int
    last_at: datetime | None


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """What one vault has and another has not."""

    children: int
    visits: int
    entries: int


@contextmanager
def looking_at(folder: Path, raw_key: bytes) -> Iterator[Connection]:
    """Open a vault that nobody is working with, without leaving a trace.

    Raises:
        DatabaseError: it cannot be read with this key.
    """
    connection = connect(folder / VAULT, raw_key, look_mode(folder / VAULT))
    try:
        yield connection
    finally:
        connection.close()


def holding(connection: Connection) -> Holding:
    """Count what is in it; what lies in the trash is not counted."""
    there = {name for kind, name, _ in objects(connection) if kind == "table"}
    children, visits = (_listed(connection, name, there) for name in _LISTED)
    ids = entry_ids(connection)
    last = int.from_bytes(max(ids)[:6]) / 1000 if ids else None  # a UUIDv7 begins with its time
    at = None if last is None else datetime.fromtimestamp(last, UTC)
    return Holding(children=children, visits=visits, entries=len(ids), last_at=at)


def missing(there: Connection, here: Connection) -> Missing:
    """Return what is there and not here."""
    records = {
        kind: _record_ids(there, kind) - _record_ids(here, kind) for kind in _LISTED
    }  # fmt: skip
    entries = entry_ids(there) - entry_ids(here)
    return Missing(
        children=len(records["child"]), visits=len(records["visit"]), entries=len(entries)
    )


def entry_ids(connection: Connection) -> set[bytes]:
    """Return the ids of all entries, erased ones included."""
    listed = connection.execute("SELECT entry_id FROM located").fetchall()
    return {entry_id for (entry_id,) in listed} | Shelf(connection).index.unlisted().keys()


def _record_ids(connection: Connection, record_type: str) -> set[bytes]:
    select = "SELECT record_id FROM record WHERE record_type = ?"
    return {id_ for (id_,) in connection.execute(select, (record_type,)).fetchall()}


def _listed(connection: Connection, name: str, there: set[str]) -> int:
    """Count by the list people see; where another release made it, by what was ever begun."""
    if name not in there:
        return len(_record_ids(connection, name))
    count = f"SELECT count(*) FROM {name} WHERE trashed IS NOT 1"  # noqa: S608 our own table
    return int(connection.execute(count).fetchone()[0])


def vault_id(connection: Connection) -> str:
    """Return which vault it is."""
    row = connection.execute("SELECT value FROM local WHERE name = 'vault_id'").fetchone()
    return str(row[0]) if row else ""
