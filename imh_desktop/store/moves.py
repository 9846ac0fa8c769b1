"""With whom the visits of a child were recorded by mistake, before they were moved to it."""

from imh_desktop.store.reading import Tables
from imh_desktop.store.row import Row
from imh_desktop.store.vault import Vault


def came_from(vault: Vault, child_id: str) -> frozenset[str]:
    """Return the ids of those children."""
    rows = Tables(vault).of("visit", "child_id", child_id)
    return frozenset(other for row in rows for other in _of(row))


def _of(row: Row) -> list[str]:
    corrections = row.elements("corrections").values()
    found = (each.get("moved_from") for each in corrections if isinstance(each, dict))
    return [other for other in found if isinstance(other, str)]
