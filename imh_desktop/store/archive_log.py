"""Which archives were made and merged here, and which entry came with which."""

from collections.abc import Iterable

import msgspec

from imh_desktop.store.packs import id_bytes, id_text
from imh_desktop.store.sqlcipher import Connection

MADE, MERGED = "made", "merged"


class ArchiveNote(msgspec.Struct, frozen=True, kw_only=True):
    """One archive. ``device_id``: who made it, at ``made_at`` by its own clock. ``file_hash`` in
    hex; ``whole``, ``erased``, ``withheld``: places; ``new``: entries that joined here."""

    archive_id: str
    file_hash: str
    device_id: str
    made_at: str
    whole: int
    erased: int
    withheld: int
    new: int = 0


class ArchiveLog:
    """Reads and writes notes of archives; who writes holds the transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read and write through a connection."""
        self._connection, self._execute = connection, connection.execute

    def note(self, way: str, note: ArchiveNote, noted_at: str) -> int:
        """Keep that an archive was made or merged; return its number here."""
        values = (
            way, id_bytes(note.archive_id), bytes.fromhex(note.file_hash),
            id_bytes(note.device_id), note.made_at, noted_at,
            note.whole, note.erased, note.withheld, note.new,
        )  # fmt: skip
        self._execute(
            "INSERT INTO archive (way, archive_id, file_hash, device_id, made_at, noted_at, whole,"
            " erased, withheld, new) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (way, file_hash) DO NOTHING",
            values,
        )
        find = "SELECT archive_no FROM archive WHERE way = ? AND file_hash = ?"
        (number,) = self._execute(find, (way, values[2])).fetchone()
        return int(number)

    def count_new(self, archive_no: int, new: int) -> None:
        """Add to how many entries an archive brought."""
        self._execute("UPDATE archive SET new = new + ? WHERE archive_no = ?", (new, archive_no))

    def note_arrivals(self, archive_no: int, entry_ids: Iterable[str]) -> None:
        """Keep with which archive entries came."""
        rows = [(id_bytes(entry_id), archive_no) for entry_id in entry_ids]
        self._connection.executemany("INSERT OR IGNORE INTO arrival VALUES (?, ?)", rows)

    def notes(self, way: str) -> list[ArchiveNote]:
        """Return the archives made, or merged, in the order it happened."""
        select = (
            "SELECT archive_id, file_hash, device_id, made_at, whole, erased, withheld, new"
            " FROM archive WHERE way = ? ORDER BY archive_no"
        )
        return [
            ArchiveNote(
                archive_id=id_text(row[0]), file_hash=row[1].hex(), device_id=id_text(row[2]),
                made_at=row[3], whole=row[4], erased=row[5], withheld=row[6], new=row[7],
            )
            for row in self._execute(select, (way,)).fetchall()
        ]  # fmt: skip
