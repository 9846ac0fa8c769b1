"""Records as they would read if some of their fields were decided one way or another."""

from imh_desktop.core.people import Child
from imh_desktop.core.visit import PrivateTalk, Visit
from imh_desktop.store.ancestry import CLOSED, RESULTS
from imh_desktop.store.entry import Changes, Value, encode
from imh_desktop.store.people_values import child_of
from imh_desktop.store.row import Row, row_of
from imh_desktop.store.vault import Vault
from imh_desktop.store.visit_values import talk_of, visit_of


def visit_as(vault: Vault, visit_id: str, changes: Changes) -> Visit | None:
    """Return a visit with some fields changed; None while its day is not known."""
    row = _row(vault, visit_id, changes)
    return visit_of(row) if row else None


def child_as(vault: Vault, child_id: str, changes: Changes) -> Child | None:
    """Return a child with some fields changed; None while the birth is not known."""
    row = _row(vault, child_id, changes)
    return child_of(row) if row else None


def talk_as(vault: Vault, record_id: str, changes: Changes) -> PrivateTalk | None:
    """Return a private record with some fields changed."""
    row = _row(vault, record_id, changes)
    return talk_of(row) if row else None


def candidates(vault: Vault, record_id: str) -> dict[str, tuple[Value, ...]]:
    """Return field in conflict -> its different values; results and closings are left out."""
    record = vault.journal.record(record_id)
    found: dict[str, tuple[Value, ...]] = {}
    for field, each in (record.conflicts if record else {}).items():
        if field != CLOSED and not field.startswith(RESULTS):
            found[field] = tuple({encode(c.value): c.value for c in each}.values())
    return found


def _row(vault: Vault, record_id: str, changes: Changes) -> Row | None:
    record = vault.journal.record(record_id)
    return row_of(record, changes) if record else None
