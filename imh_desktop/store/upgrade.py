"""Bringing a vault to this release: after a backup, step by step, compared at the end."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from imh_desktop.store import schema
from imh_desktop.store.backup_copy import back_up_beside
from imh_desktop.store.faults import VaultDamaged
from imh_desktop.store.projections import DDL
from imh_desktop.store.soundness import Objects, objects
from imh_desktop.store.sqlcipher import Connection, connect, look_mode

if TYPE_CHECKING:
    from sqlite_utils import Migrations


def look(path: Path, raw_key: bytes) -> None:
    """Read without leaving a trace: a vault that is damaged or too new stays byte for byte.

    Raises:
        VaultTooNew: a later release has written it. VaultDamaged: it is empty.
    """
    connection = connect(path, raw_key, look_mode(path))
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

    The copy is a backup like any other.

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
        back_up_beside(path.parent, raw_key, datetime.now(UTC), why="upgrade")
    from sqlite_utils import Database

    steps = steps or schema.steps()
    steps.apply(Database(cast(Any, connection), execute_plugins=False))
    _require_schema(connection, steps)


def schema_faults(connection: Connection) -> list[str]:
    """Compare the tables there are with those there should be."""
    expected = expected_objects(schema.steps(), DDL)
    found = objects(connection)
    return [f"the tables: {name} is not as it should be" for _, name, _ in expected ^ found]


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
