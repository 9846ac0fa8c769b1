"""Bringing a vault to this release: on a copy's safety net, step by step, compared at the end."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from imh_desktop.store import schema
from imh_desktop.store.faults import VaultDamaged
from imh_desktop.store.folder import UNFINISHED, make_private_file, sync_folder
from imh_desktop.store.projections import DDL
from imh_desktop.store.sqlcipher import Connection, connect, connect_to_write

if TYPE_CHECKING:
    from sqlite_utils import Migrations

Objects = set[tuple[str, str, str]]


def look(path: Path, raw_key: bytes) -> None:
    """Read without leaving a trace: a vault that is damaged or too new stays byte for byte.

    Raises:
        VaultTooNew: a later release has written it. VaultDamaged: it is empty.
    """
    wal = path.with_name(path.name + "-wal")
    fresh = wal.exists() and wal.stat().st_size > 0
    connection = connect(path, raw_key, "ro" if fresh else "immutable")
    try:
        done = schema.applied(connection)
        schema.refuse_newer(done)
        if not done:
            raise VaultDamaged(
                "Your file is empty. It was left as it is: keep it, and restore a backup."
            )
    finally:
        connection.close()


def upgrade(
    connection: Connection, path: Path, raw_key: bytes, steps: "Migrations | None" = None
) -> None:
    """Run the steps a vault has not had; one that holds anything is copied first.

    The copy stays beside the vault as ``before-<step>.db``.

    Raises:
        VaultTooNew: a later release has written it. StorageFault, VaultDamaged: no copy could be
            made or it did not check out; the vault was not changed.
    """
    done = schema.applied(connection)
    known = schema.NAMES if steps is None else tuple(_names(steps))
    schema.refuse_newer(done, known)
    pending = [name for name in known if name not in done]
    if not pending:
        return
    if done:
        copy_vault(connection, path.with_name(f"before-{pending[0]}.db"), raw_key)
    from sqlite_utils import Database

    steps = steps or schema.steps()
    steps.apply(Database(cast(Any, connection), execute_plugins=False))
    _require_schema(connection, steps)


def copy_vault(connection: Connection, target: Path, raw_key: bytes) -> None:
    """Make a copy under the same key, check it, and only then give it its name.

    Raises:
        VaultDamaged: the copy did not check out.
    """
    unfinished = target.with_name(target.name + UNFINISHED)
    make_private_file(unfinished)
    connection.execute("VACUUM INTO ?", (str(unfinished),))
    if damage(unfinished, raw_key) or counts(connection) != _counts_of(unfinished, raw_key):
        raise VaultDamaged(
            "A copy of your file was made and did not check out. Your file was not changed."
        )
    unfinished.replace(target)
    sync_folder(target.parent)


def damage(path: Path, raw_key: bytes) -> list[str]:
    """Check a file whose WAL is empty: first every page's seal, then, on a connection of its
    own, the structure. Neither is enough alone (security.md 0)."""
    faults = [f"the file: {fault}" for fault in _read(path, raw_key, "cipher_integrity_check")]
    checked = _read(path, raw_key, "integrity_check")
    return faults + [f"the file: {fault}" for fault in checked if fault != "ok"]


def schema_faults(connection: Connection) -> list[str]:
    """Compare the tables there are with those there should be."""
    expected = expected_objects(schema.steps(), DDL)
    found = objects(connection)
    return [f"the tables: {name} is not as it should be" for _, name, _ in expected ^ found]


def objects(connection: Connection) -> Objects:
    """Return the tables, indexes and triggers of a file."""
    select = (
        "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    )
    return {(kind, name, sql) for kind, name, sql in connection.execute(select)}


def expected_objects(steps: "Migrations", projections: tuple[str, ...] = ()) -> Objects:
    """Return what a file has after these steps."""
    from sqlite_utils import Database

    fresh = Database(memory=True, execute_plugins=False)
    steps.apply(fresh)
    for statement in projections:
        fresh.execute(statement)
    return objects(cast(Connection, fresh.conn))


def _require_schema(connection: Connection, steps: "Migrations") -> None:
    missing = expected_objects(steps) - objects(connection)
    if missing:
        raise RuntimeError(f"the upgrade left out {sorted(name for _, name, _ in missing)}")


def _names(steps: "Migrations") -> list[str]:
    from sqlite_utils import Database

    return [step.name for step in steps.pending(Database(memory=True, execute_plugins=False))]


def counts(connection: Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    names = [name for kind, name, _ in objects(connection) if kind == "table"]
    count = 'SELECT count(*) FROM "{}"'
    return {name: connection.execute(count.format(name)).fetchone()[0] for name in names}


def _counts_of(path: Path, raw_key: bytes) -> dict[str, int]:
    connection = connect_to_write(path, raw_key)
    try:
        return counts(connection)
    finally:
        connection.close()


def _read(path: Path, raw_key: bytes, pragma: str) -> list[str]:
    connection = connect(path, raw_key, "ro")
    try:
        return [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}")]
    finally:
        connection.close()
