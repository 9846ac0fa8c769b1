"""Is a file whole, and what does it hold: asked of the vault and of every copy of it."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from imh_desktop.store.chains import Tip
from imh_desktop.store.shelf import Shelf
from imh_desktop.store.sqlcipher import Connection, connect

Objects = set[tuple[str, str, str]]
_GROWING = {
    name: f"SELECT count(*) FROM {name}"  # noqa: S608 names of our own tables
    for name in ("archive", "device_key", "erased", "paper", "receipt")
}
"""What is kept beside the journal and only grows."""


def damage(path: Path, raw_key: bytes) -> list[str]:
    """Check a file whose WAL is empty: first every page's seal, then, on a connection of its
    own, the structure. Neither is enough alone (security.md 0)."""
    faults = [f"the file: {fault}" for fault in _read(path, raw_key, "cipher_integrity_check")]
    checked = _read(path, raw_key, "integrity_check")
    return faults + [f"the file: {fault}" for fault in checked if fault != "ok"]


def objects(connection: Connection) -> Objects:
    """Return the tables, indexes and triggers of a file."""
    select = (
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    )
    return {(kind, name, sql) for kind, name, sql in connection.execute(select)}


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    names = [name for kind, name, _ in objects(connection) if kind == "table"]
    count = 'SELECT count(*) FROM "{}"'
    return {name: connection.execute(count.format(name)).fetchone()[0] for name in names}


def mark(connection: Connection, tips: Sequence[Tip] | None = None) -> str:
    """Return where everything stands that people wrote here, as SHA-256 in hex: unequal marks
    mean that something came. Nothing can be read from it.

    Args:
        tips: of this device's own chains, where a journal has them in hand.
    """
    own = Shelf(connection).own_tips() if tips is None else tips
    there = {name for kind, name, _ in objects(connection) if kind == "table"}
    execute = connection.execute
    ends = sorted((tip.chain.chain_id, tip.seq, tip.link.hex()) for tip in own)
    facts: list[object] = [*ends]
    facts += execute(
        "SELECT chain_no, sum(last - first + 1) FROM held GROUP BY chain_no ORDER BY chain_no"
    ).fetchall()
    facts += [execute(count).fetchone() for name, count in _GROWING.items() if name in there]
    facts += execute("SELECT place, saved_at FROM draft ORDER BY place").fetchall()
    return sha256(repr(facts).encode()).hexdigest()


def entry_count(connection: Connection) -> int:
    """Return how many entries are here, erased ones included."""
    (listed,) = connection.execute("SELECT count(*) FROM located").fetchone()
    return int(listed) + len(Shelf(connection).index.unlisted())


def _read(path: Path, raw_key: bytes, pragma: str) -> list[str]:
    connection = connect(path, raw_key, "ro")
    try:
        return [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}")]
    finally:
        connection.close()
