"""Which archives were made and merged here, and which entry came with which."""

from collections.abc import Iterable

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.packs import id_bytes, id_text
from imh_desktop.store.sqlcipher import Connection

MADE, MERGED = "made", "merged"
MADE_IN_PART = "made in part"
"""Of some families, or of pages: such a one carries nobody's work, and is no first archive."""


class ArchiveNote(msgspec.Struct, frozen=True, kw_only=True):
    """One archive. ``device_id``: who made it, at ``made_at`` by its own clock. ``file_hash`` in
    hex; ``whole``, ``erased``, ``withheld``: places; ``new``: entries that joined here;
    ``noted_at``: when it was made or merged here, the same for all of one merge."""

    archive_id: str
    file_hash: str
    device_id: str
    made_at: str
    whole: int
    erased: int
    withheld: int
    new: int = 0
    noted_at: str = ""


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

    def brought(self, archive_id: str) -> dict[int, set[str]]:
        """Return the entries that came first with an archive: record number -> entry ids."""
        found: dict[int, set[str]] = {}
        rows = self._execute(
            "SELECT l.record_no, a.entry_id FROM arrival a JOIN located l USING (entry_id)"
            " JOIN archive USING (archive_no) WHERE way = ? AND archive_id = ?",
            (MERGED, id_bytes(archive_id)),
        )
        for record_no, entry_id in rows:
            found.setdefault(record_no, set()).add(id_text(entry_id))
        return found

    def brought_openly(self) -> dict[str, int]:
        """Return how many entries of open records came first with each archive: its id -> count."""
        rows = self._execute(
            "SELECT archive_id, count(*) FROM arrival JOIN located USING (entry_id)"
            " JOIN record USING (record_no) JOIN archive USING (archive_no)"
            " WHERE way = ? AND chain_class = ? GROUP BY archive_no",
            (MERGED, ChainClass.OPEN.value),
        )
        return {id_text(archive_id): count for archive_id, count in rows}

    def notes(self, way: str) -> list[ArchiveNote]:
        """Return the archives made, or merged, in the order it happened."""
        select = (
            "SELECT archive_id, file_hash, device_id, made_at, whole, erased, withheld, new,"
            " noted_at FROM archive WHERE way = ? ORDER BY archive_no"
        )
        return [
            ArchiveNote(
                archive_id=id_text(row[0]), file_hash=row[1].hex(), device_id=id_text(row[2]),
                made_at=row[3], whole=row[4], erased=row[5], withheld=row[6], new=row[7],
                noted_at=row[8],
            )
            for row in self._execute(select, (way,)).fetchall()
        ]  # fmt: skip
