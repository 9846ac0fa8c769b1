"""The table of packs: all that is known of a closed record, in one block of bytes (``packs``).

The caller holds the transaction.
"""

from collections.abc import Set

from imh_desktop.store.packs import Pack, decode, encode
from imh_desktop.store.sqlcipher import Connection

ROOM = 1 << 20
_PART = 480
"""Packs lie in parts of this many bytes: eight fill a page, where a whole pack would waste a
quarter of one."""


def room_of(record_no: int) -> tuple[int, int]:
    """Return the first and the last place for a record's entries, loose or packed."""
    first = record_no * ROOM
    return first, first + ROOM - 1


class PackedEntries:
    """At most one pack a record."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through a connection."""
        self._connection, self._execute = connection, connection.execute

    def of(self, record_no: int) -> Pack | None:
        """Return a record's pack.

        Raises:
            ValueError: its bytes are not a pack.
        """
        select = "SELECT body FROM pack WHERE place BETWEEN ? AND ? ORDER BY place"
        parts = self._execute(select, room_of(record_no)).fetchall()
        return decode(b"".join(body for (body,) in parts)) if parts else None

    def put(self, record_no: int, data: bytes) -> None:
        """Lay down a pack's bytes in place of those that are here; none take the pack away."""
        first, last = room_of(record_no)
        self._execute("DELETE FROM pack WHERE place BETWEEN ? AND ?", (first, last))
        parts = [data[i : i + _PART] for i in range(0, len(data), _PART)]
        self._connection.executemany(
            "INSERT INTO pack (place, body) VALUES (?, ?)",
            [(first + i, part) for i, part in enumerate(parts)],
        )

    def leave_out(self, record_no: int, entry_ids: Set[bytes]) -> None:
        """Take entries out of a record's pack."""
        pack = self.of(record_no)
        left = tuple(row for row in pack.rows if row.entry_id not in entry_ids) if pack else ()
        if pack and len(left) < len(pack.rows):
            self.put(record_no, encode(Pack(left, pack.links)) if left else b"")
