"""Taking back what archives brought, and bringing it back: what is written, and what it changes."""

from collections.abc import Iterable, Mapping, Sequence, Set

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.ancestry import History
from imh_desktop.store.archive_log import ArchiveLog
from imh_desktop.store.entry import Changes, Entry
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.heads import Heads
from imh_desktop.store.pen import Pen, Write
from imh_desktop.store.repeating import Repeating
from imh_desktop.store.retractions import (
    BROUGHT_BACK,
    Named,
    named_in,
    named_of,
    naming,
)
from imh_desktop.store.rules import shown_nowhere
from imh_desktop.store.shapes import RETRACTION
from imh_desktop.store.shelf import RecordRow
from imh_desktop.store.sqlcipher import Connection


class Retraction(msgspec.Struct, frozen=True, kw_only=True):
    """One taking back. ``archive_id`` was made by ``sender`` at ``made_at``. ``stands``: it takes
    back; ``disputed``: two people disagree on that, so it does not. ``reason``, ``device_id``,
    ``worker_id``, ``said_at``: of the last word on it."""

    record_id: str
    chain_class: ChainClass
    archive_id: str
    sender: str
    made_at: str
    stands: bool
    disputed: bool
    reason: str
    device_id: str
    worker_id: str
    said_at: str
    named: Named


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a record says at one moment. ``setters``: field -> the entries whose value stands, or
    which disagree. ``close_id``: empty while open. ``shown``: it is to be seen at all.
    ``standing_on``: closes, decisions and corrections that had seen what is taken back."""

    record_type: str
    chain_class: ChainClass
    setters: dict[str, tuple[str, ...]]
    close_id: str
    shown: bool
    standing_on: tuple[str, ...]


class Retracting:
    """Writes retractions with the journal's pen, and reads what they change."""

    def __init__(self, connection: Connection, pen: Pen) -> None:
        """Stand beside the journal."""
        self._connection, self._pen = connection, pen
        self._log = ArchiveLog(connection)

    @storage_faults()
    def all(self) -> list[Retraction]:
        """Return every retraction that is here, of every class, in the order they came; without
        those that repeat one that is here."""
        standing = self._pen.retractions.all()
        found = []
        for row in self._pen.retractions.rows():
            told = self._told(row, stands=row.record_id in standing.get(row.chain_class, {}))
            if told:
                found.append(told)
        return found

    @storage_faults()
    def history(self, record_id: str) -> History | None:
        """Return all that was said of a record; what is taken back gives no value. None when
        there is no such record."""
        row = self._pen.shelf.record(record_id)
        return self._pen.history(row) if row else None

    def given(self, record_id: str) -> tuple[Entry, ...]:
        """Return a record's entries that are not taken back, each after those it had seen."""
        history = self.history(record_id)
        return history.given if history else ()

    @storage_faults()
    def brought(self, archive_id: str) -> dict[ChainClass, Named]:
        """Return what came first with an archive, by class."""
        with self._pen.transaction():
            self._pen.shelf.save(self._pen.own.tips())
        shelf, forked = self._pen.shelf, self._pen.shelf.chains.forked()
        rows = {row.record_no: row for row in shelf.records()}
        found: dict[ChainClass, list[Named]] = {}
        for record_no, ids in self._log.brought(archive_id).items():
            row = rows[record_no]
            entries = [entry for entry in shelf.load(row) if entry.entry_id in ids]
            found.setdefault(row.chain_class, []).append(named_of(entries, forked))
        return {part: _together(some) for part, some in found.items()}

    def retract(self, writes: Sequence[tuple[str, Changes, ChainClass]], reason: str) -> None:
        """Keep what is said of some retractions, together: record id, changes and class. A new one
        begins with what it names (``naming``) and of which archive that is."""
        kept: list[Write] = [(RETRACTION, id_, changes, part) for id_, changes, part in writes]
        self._pen.retract(kept, reason)

    @storage_faults()
    def repeat(self, records: Set[str]) -> None:
        """Say again about some records alone what is taken back of them, as far as that was not
        said: before they are given to somebody who does not get the rest."""
        if writes := list(Repeating(self._pen, records).writes()):
            self.retract(writes, "")

    @storage_faults()
    def repeats(self, records: Set[str]) -> frozenset[str]:
        """Return the ids of the retractions that go with some records."""
        return Repeating(self._pen, records).going()

    @storage_faults()
    def readings(self, named: Iterable[Named]) -> dict[str, Reading]:
        """Return what the records say now of which something is named."""
        return {row.record_id: self._reading(row) for row in self._pen.retractions.records(named)}

    @storage_faults()
    def counts(self) -> dict[str, int]:
        """Return how many open entries that are here each retraction takes back."""
        heads = Heads(self._connection, self._pen.shelf.chains)
        tips = self._pen.own.tips()
        standing = self._pen.retractions.all().get(ChainClass.OPEN, {})
        had = {
            chain.chain_id: heads.had(number, tips)
            for number, chain in self._pen.shelf.chains.known.items()
            if standing
        }
        return {id_: self._count(named, had) for id_, named in standing.items()}

    def _count(self, named: Named, had: Mapping[str, Sequence[tuple[int, int]]]) -> int:
        among = (
            min(last, end) - max(first, start) + 1
            for chain_id, ranges in named.ranges.items()
            for first, last in ranges
            for start, end in had.get(chain_id, ())
        )
        by_id = sum(self._pen.shelf.index.where(id_) is not None for id_ in named.entries)
        return sum(max(0, count) for count in among) + by_id

    def _told(self, row: RecordRow, *, stands: bool) -> Retraction | None:
        history = self._pen.history(row)
        if shown_nowhere(row, history):
            return None
        fold = history.fold()
        said = [history.entry(id_) for id_ in fold.setters.get(BROUGHT_BACK, ())]
        last = max((e for e in said if e), key=lambda e: e.entry_id, default=history.entries[0])
        texts = {name: str(fold.fields.get(name, "")) for name in ("archive_id", "made_at")}
        return Retraction(
            record_id=row.record_id, chain_class=row.chain_class, **texts,
            sender=str(fold.fields.get("device_id", "")), stands=stands,
            disputed=BROUGHT_BACK in fold.conflicts, reason=last.reason,
            device_id=last.chain.device_id, worker_id=last.worker_id, said_at=last.recorded_at,
            named=named_in(fold.fields),
        )  # fmt: skip

    def _reading(self, row: RecordRow) -> Reading:
        history = self._pen.history(row)
        fold = history.fold()
        return Reading(
            record_type=row.record_type, chain_class=row.chain_class, setters=fold.setters,
            close_id=fold.close.entry_id if fold.close else "",
            shown=not shown_nowhere(row, history),
            standing_on=tuple(entry.entry_id for entry in history.standing_on_retracted),
        )  # fmt: skip


def beginning(archive_id: str, sender: str, made_at: str, named: Named) -> Changes:
    """Return the first entry of a retraction."""
    of: Changes = {
        "archive_id": archive_id,
        "device_id": sender,
        "made_at": made_at,
        BROUGHT_BACK: False,
    }
    return of | naming(named)


def _together(some: Iterable[Named]) -> Named:
    """Return what names all that some name; ranges that touch are joined."""
    seqs: dict[str, set[int]] = {}
    ids: frozenset[str] = frozenset()
    for named in some:
        ids |= named.entries
        for chain_id, ranges in named.ranges.items():
            there = seqs.setdefault(chain_id, set())
            there.update(*(range(first, last + 1) for first, last in ranges))
    return Named.of(seqs, ids)
