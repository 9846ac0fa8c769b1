"""Every entry, the latest first: a reading of the journal, and no second log.

An entry's id begins with the time it was made at by its writer's clock, so that ids put entries of
many laptops into one order to be shown in; nothing else is ordered by it.
"""

from collections.abc import Iterator
from heapq import merge

from imh_desktop.store.entry import Entry
from imh_desktop.store.erased import RecordRow
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.packs import id_bytes, id_text
from imh_desktop.store.shapes import PRIVATE_TYPES, SHAPES
from imh_desktop.store.vault import Vault

_AT_ONCE = 256
_KEPT = 64
"""Records held read: the entries of one lie side by side in time as well."""


class EntryLog:
    """Reads entries backwards; a record is read once, however many of its entries follow."""

    def __init__(self, vault: Vault) -> None:
        """Read an open vault."""
        self._vault, self._shelf = vault, vault.journal.shelf
        self._rows: dict[int, RecordRow] = {}
        self._loaded: dict[int, dict[str, Entry]] = {}

    def backwards(
        self, before: str = "", record_ids: frozenset[str] | None = None
    ) -> Iterator[Entry]:
        """Yield entries, the latest first.

        Args:
            before: an entry's id; empty: from the last one.
            record_ids: of these records alone; None = of all.
        """
        for entry_id, number in self._ids(id_bytes(before) if before else b"\xff" * 16):
            row = self._row(number)
            if record_ids is not None and row.record_id not in record_ids:
                continue
            if entry := self._entries(row).get(id_text(entry_id)):
                yield entry

    def _ids(self, before: bytes) -> Iterator[tuple[bytes, int]]:
        fresh = sorted(
            ((i, n) for i, n in self._shelf.index.unlisted().items() if i < before), reverse=True
        )
        yield from merge(fresh, self._listed(before), reverse=True)

    def _listed(self, before: bytes) -> Iterator[tuple[bytes, int]]:
        select = "SELECT entry_id, record_no FROM located WHERE entry_id < ? ORDER BY entry_id DESC"
        while True:
            with storage_faults():
                found = (
                    self._vault.open_connection()
                    .execute(f"{select} LIMIT {_AT_ONCE}", (before,))
                    .fetchall()
                )
            yield from found
            if len(found) < _AT_ONCE:
                return
            before = found[-1][0]

    def _row(self, number: int) -> RecordRow:
        if number not in self._rows:
            self._rows = {row.record_no: row for row in self._shelf.records()}
        return self._rows[number]

    def _entries(self, row: RecordRow) -> dict[str, Entry]:
        if row.record_no not in self._loaded:
            if len(self._loaded) >= _KEPT:
                del self._loaded[next(iter(self._loaded))]
            entries = self._shelf.load(row)
            self._loaded[row.record_no] = {entry.entry_id: entry for entry in entries}
        return self._loaded[row.record_no]


@storage_faults()
def records_of_child(vault: Vault, child_id: str) -> frozenset[str]:
    """Return the ids of the open records about a child; of what was said alone nothing is told."""
    execute = vault.open_connection().execute
    found, visits = {child_id}, set[str]()
    for table, shape in SHAPES.items():
        if table in PRIVATE_TYPES or "child_id" not in shape.columns:
            continue
        rows = execute(f'SELECT record_id FROM "{table}" WHERE child_id = ?', (child_id,))  # noqa: S608
        found |= {record_id for (record_id,) in rows}
        visits |= found if table == "visit" else set()
    events = execute("SELECT record_id, subject FROM event").fetchall()
    return frozenset(found | {event for event, subject in events if subject in found})
