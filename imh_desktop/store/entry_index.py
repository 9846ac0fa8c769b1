"""Which record an entry is of. The index lags: it is brought up when somebody saves, and after a
crash the loose entries are read again, so that an answer touches two pages instead of three.
"""

from collections.abc import Iterable

from imh_desktop.store.faults import storage_faults
from imh_desktop.store.packs import id_bytes, id_text
from imh_desktop.store.sqlcipher import Connection


class EntryIndex:
    """The index of entry ids, and what was written since it was brought up."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through a connection; ``forget`` reads what is kept in memory."""
        self._connection, self._execute = connection, connection.execute
        self._fresh: dict[bytes, int] = {}
        self.lagging = False

    def forget(self) -> None:
        """Read anew what is kept in memory: at the start, and when a transaction was undone."""
        lagging = self._execute("SELECT 1 FROM local WHERE name = 'lagging'").fetchone()
        self.lagging, self._fresh = bool(lagging), {}
        if lagging:
            unlisted = (
                "SELECT entry_id, place / 1048576 FROM entry e WHERE NOT EXISTS"
                " (SELECT 1 FROM located l WHERE l.entry_id = e.entry_id)"
            )
            self._fresh = dict(self._execute(unlisted).fetchall())

    def lag(self) -> None:
        """Keep on disk that the index lags from here on."""
        if not self.lagging:
            self._execute("INSERT INTO local VALUES ('lagging', '')")
            self.lagging = True

    def note(self, entry_id: bytes, record_no: int) -> None:
        """Know of an entry that was laid down while the index lags."""
        self._fresh[entry_id] = record_no

    def list_now(self, entry_ids: Iterable[bytes], record_no: int) -> None:
        """List entries of a record that the index did not know of."""
        self._connection.executemany(
            "INSERT INTO located VALUES (?, ?)", [(key, record_no) for key in entry_ids]
        )

    def bring_up(self) -> None:
        """Bring the index up to what was written; the caller holds the transaction."""
        self._connection.executemany("INSERT INTO located VALUES (?, ?)", self._fresh.items())
        self._execute("DELETE FROM local WHERE name = 'lagging'")
        self.lagging, self._fresh = False, {}

    def where(self, entry_id: str) -> str | None:
        """Return the record an entry is of; None when it is not here."""
        return self.where_all([entry_id]).get(entry_id)

    @storage_faults()
    def where_all(self, entry_ids: Iterable[str]) -> dict[str, str]:
        """Return entry id -> the record it is of, of those that are here. One by one: a long list
        in one statement uses up SQLite's quick memory (``sqlcipher``)."""
        select, found = "SELECT record_no FROM located WHERE entry_id = ?", dict[str, int]()
        for entry_id in entry_ids:
            key = id_bytes(entry_id)
            row = self._execute(select, (key,)).fetchone()
            number = row[0] if row else self._fresh.get(key)
            if number is not None:
                found[entry_id] = number
        names: dict[int, str] = {}
        for number in set(found.values()):
            record = self._execute("SELECT record_id FROM record WHERE record_no = ?", (number,))
            names[number] = id_text(record.fetchone()[0])
        return {entry_id: names[number] for entry_id, number in found.items()}

    def unlisted(self) -> dict[bytes, int]:
        """Return the entries that the index does not list yet: entry id -> record number."""
        return dict(self._fresh)

    def listed(self) -> dict[bytes, int]:
        """Return the index: entry id -> record number."""
        return dict(self._execute("SELECT entry_id, record_no FROM located").fetchall())
