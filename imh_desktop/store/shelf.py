"""How entries lie on disk; only the journal knows this shelf.

Entries of open records lie one a row, those of closed visits in a pack. What can be recomputed
(content, links, and who had seen what) is not stored.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.chains import Chains, Tip
from imh_desktop.store.entry import Chain, Content, Entry
from imh_desktop.store.entry_index import EntryIndex
from imh_desktop.store.erased import ErasedEntries
from imh_desktop.store.erased import RecordRow as RecordRow  # the journal names it from here
from imh_desktop.store.faults import DAMAGED, VaultDamaged, storage_faults
from imh_desktop.store.packed import ROOM, PackedEntries, room_of
from imh_desktop.store.packs import (
    Body,
    Row,
    body_of,
    id_bytes,
    id_text,
    packed,
)
from imh_desktop.store.sqlcipher import Connection

Links = tuple[tuple[int, int, bytes], ...]
"""Chain number, seq and link."""
_PUT = (
    "INSERT INTO entry (place, entry_id, chain_no, seq, presence, body) VALUES (?, ?, ?, ?, 1, ?)"
)
_LOOSE = (
    "SELECT entry_id, chain_no, seq, body FROM entry WHERE place BETWEEN ? AND ? ORDER BY place"
)
_BODY = msgspec.json.Decoder(Body).decode
_ENCODE = msgspec.json.Encoder().encode


class Shelf:
    """The journal's own tables."""

    def __init__(self, connection: Connection) -> None:
        """Read what is kept in memory."""
        self._connection = connection
        self._execute = connection.execute
        self.chains = Chains(connection)
        self.erased = ErasedEntries(connection, self.chains)
        self.packs, self.index = PackedEntries(connection), EntryIndex(connection)
        self.forget()

    def forget(self) -> None:
        """Read anew what is kept in memory: at the start, and when a transaction was undone."""
        self.chains.read()
        self.index.forget()

    def own_tips(self) -> list[Tip]:
        """Return where this device's chains end, linking on what was written since ``save``."""
        tips = self.chains.saved_tips()
        if self.index.lagging:
            places = self._execute("SELECT chain_no, seq, place FROM entry").fetchall()
            since = [p for p in places if p[0] in tips and p[1] > tips[p[0]].seq]
            for chain_no, seq, place in sorted(since):
                tip = tips[chain_no]
                tip.seq = seq - 1
                tip.extend(self.entry_at(place).digest)
        return list(tips.values())

    def save(self, tips: Iterable[Tip]) -> None:
        """Bring index and links up to what was written; the caller holds the transaction."""
        if self.index.lagging:
            self.chains.save_tips(tips)
            self.index.bring_up()

    @storage_faults()
    def record(self, record_id: str) -> RecordRow | None:
        """Find a record by its id."""
        select = "SELECT record_no, record_type, chain_class FROM record WHERE record_id = ?"
        row = self._execute(select, (id_bytes(record_id),)).fetchone()
        return row and RecordRow(row[0], record_id, row[1], ChainClass(row[2]))

    @storage_faults()
    def records(self) -> list[RecordRow]:
        """Return every record."""
        rows = self._execute(
            "SELECT record_no, record_id, record_type, chain_class FROM record ORDER BY record_no"
        )
        return [RecordRow(no, id_text(id_), kind, ChainClass(c)) for no, id_, kind, c in rows]

    @storage_faults()
    def records_of(self, record_type: str) -> list[RecordRow]:
        """Return the records of a type."""
        rows = self._execute(
            "SELECT record_no, record_id, chain_class FROM record WHERE record_type = ?"
            " ORDER BY record_no",
            (record_type,),
        )
        return [RecordRow(no, id_text(id_), record_type, ChainClass(c)) for no, id_, c in rows]

    def last_record(self) -> int:
        """Return the number of the record that was added last; 0 when there is none."""
        (number,) = self._execute("SELECT coalesce(max(record_no), 0) FROM record").fetchone()
        return int(number)

    def add_record(self, record_id: str, record_type: str, chain_class: ChainClass) -> RecordRow:
        """Make room for a record."""
        insert = "INSERT INTO record (record_id, record_type, chain_class) VALUES (?, ?, ?)"
        values = (id_bytes(record_id), record_type, chain_class.value)
        number = self._execute(insert, values).lastrowid
        return RecordRow(number, record_id, record_type, chain_class)

    def next_place(self, record_no: int) -> int:
        """Return where a record's next loose entry goes."""
        room = room_of(record_no)
        last = "SELECT max(place) FROM entry WHERE place BETWEEN ? AND ?"
        (place,) = self._execute(last, room).fetchone()
        return room[0] if place is None else int(place) + 1

    def put(self, place: int, chain_no: int, entry: Entry, digest: bytes) -> None:
        """Lay down one entry."""
        entry_id = id_bytes(entry.entry_id)
        body = _ENCODE(body_of(entry, digest))
        self.index.lag()
        self._execute(_PUT, (place, entry_id, chain_no, entry.seq, body))
        self.index.note(entry_id, place // ROOM)

    def put_erased(self, record: RecordRow, entries: Sequence[Entry]) -> None:
        """Lay down entries whose values are gone, in place of the whole ones that are here; the
        caller has saved, and knows their chains."""
        keys = {id_bytes(entry.entry_id) for entry in entries}
        room = room_of(record.record_no)
        drop = "DELETE FROM entry WHERE place BETWEEN ? AND ? AND entry_id = ?"
        list_ = "INSERT OR IGNORE INTO located VALUES (?, ?)"
        for key in keys:
            self._execute(drop, (*room, key))
            self._execute(list_, (key, record.record_no))
        self.packs.leave_out(record.record_no, keys)
        numbers = {chain: number for number, chain in self.chains.known.items()}
        for entry in entries:
            self.erased.put(record.record_no, numbers[entry.chain], entry)

    def load(self, record: RecordRow) -> list[Entry]:
        """Return all of a record's entries, packed or not."""
        whole = [self.entry_of(record, row) for row in self.rows(record.record_no)]
        return [*whole, *self.erased.of(record)]

    @storage_faults()
    def rows(self, record_no: int) -> list[Row]:
        """Return all of a record's rows, packed or not.

        Raises:
            VaultDamaged: they are not what was written. SQLCipher gives the end of a long value as
                zeros where the page it lies on is damaged (measured: ``tests/faults``).
        """
        try:
            pack = self.packs.of(record_no)
            return [*(pack.rows if pack else ()), *self._loose(record_no)]
        except (msgspec.MsgspecError, ValueError) as error:
            raise VaultDamaged(DAMAGED) from error

    def pack_all(self, record: RecordRow, order: Sequence[str], tips: Iterable[Tip]) -> None:
        """Put all of a record's entries into one pack, in an order given by ids.

        Raises:
            RuntimeError: the pack would not give them back (a bug; the transaction is undone).
        """
        at = {id_bytes(entry_id): i for i, entry_id in enumerate(order)}
        rows = tuple(sorted(self.rows(record.record_no), key=lambda row: at[row.entry_id]))
        data = packed(rows, (tip.end for tip in tips))
        drop = "DELETE FROM entry WHERE place BETWEEN ? AND ?"
        self._execute(drop, room_of(record.record_no))
        self.packs.put(record.record_no, data)

    def pack_new(
        self, record: RecordRow, entries: Iterable[Entry], numbers: Mapping[Chain, int],
        tips: Iterable[Tip],
    ) -> None:  # fmt: skip
        """Put all entries of a record of which nothing is here into one pack, in their order.
        Raises as ``pack_all``."""
        rows = tuple(
            Row(id_bytes(e.entry_id), numbers[e.chain], e.seq, body_of(e, e.digest))
            for e in entries
        )
        self.packs.put(record.record_no, packed(rows, (tip.end for tip in tips)))
        self.index.list_now((row.entry_id for row in rows), record.record_no)

    def entries(self) -> Iterator[Entry]:
        """Return every entry, record by record."""
        for record in self.records():
            yield from self.load(record)

    def readable(self, record_no: int) -> tuple[list[Row], Links, list[str]]:
        """Return a record's rows as far as they can be read, the links kept in its pack, and what
        cannot be read."""
        broken, rows, links = list[str](), list[Row](), Links()
        try:
            if pack := self.packs.of(record_no):
                rows, links = [*pack.rows], pack.links
        except ValueError:
            broken.append(f"the pack of record {record_no}")
        for *facts, body in self._execute(_LOOSE, room_of(record_no)):
            try:
                rows.append(_row(facts, body))
            except (msgspec.MsgspecError, ValueError):
                broken.append(f"entry {id_text(facts[0])}")
        return rows, links, broken

    def strays(self) -> list[tuple[bytes, int]]:
        """Return the loose entries and packs of records there are none of."""
        lost = "SELECT {} FROM {} WHERE place / 1048576 NOT IN (SELECT record_no FROM record)"
        loose = self._execute(lost.format("entry_id, place / 1048576", "entry")).fetchall()
        packs = self._execute(lost.format("DISTINCT x'', place / 1048576", "pack")).fetchall()
        return [*loose, *packs]

    def _loose(self, record_no: int) -> list[Row]:
        rows = self._execute(_LOOSE, room_of(record_no))
        return [_row(facts, body) for *facts, body in rows]

    def entry_at(self, place: int) -> Entry:
        """Return the loose entry at a place.

        Raises:
            VaultDamaged: it is not there, or not what was written.
        """
        select = "SELECT record_id, record_type, chain_class FROM record WHERE record_no = ?"
        number = place // ROOM
        found = self._execute(select, (number,)).fetchone()
        rows = self._execute(_LOOSE, (place, place)).fetchall()
        if found is None or not rows:
            raise VaultDamaged(DAMAGED)
        record = RecordRow(number, id_text(found[0]), found[1], ChainClass(found[2]))
        ((*facts, body),) = rows
        try:
            return self.entry_of(record, _row(facts, body))
        except (msgspec.MsgspecError, ValueError) as error:
            raise VaultDamaged(DAMAGED) from error

    def entry_of(self, record: RecordRow, row: Row) -> Entry:
        """Return a row as the entry it is."""
        body = row.body
        return Entry(
            entry_id=id_text(row.entry_id), chain=self.chains.known[row.chain_no], seq=row.seq,
            record_type=record.record_type, record_id=record.record_id, changes=body.changes,
            parents=body.parents, worker_id=body.worker_id, recorded_at=body.recorded_at,
            reason=body.reason, salt=body.salt,
        )  # fmt: skip


def _row(facts: Sequence[Any], body: bytes | None) -> Row:
    """Return a loose row; ValueError: SQLite found no body where an old page was put back."""
    if body is None:
        raise ValueError("no body")
    return Row._make((*facts, _BODY(body)))


def content_of(record: RecordRow, entry_id: str, body: Body) -> Content:
    """Return what the content hash of an entry of a record is taken over."""
    return Content(
        body.changes, entry_id, body.parents, body.reason, record.record_id,
        record.record_type, body.recorded_at, body.salt, body.worker_id,
    )  # fmt: skip
