"""The journal: every change anyone makes is one entry here, on disk before ``write`` returns.

History, undo, conflicts, closing and union are readings of it; there is no second log.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

import msgspec

from imh_desktop.core.identity import uuid7
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.store import admission
from imh_desktop.store.admission import Admission
from imh_desktop.store.ancestry import CLOSED, RESULTS, Candidate, History
from imh_desktop.store.entry import Chain, Changes, Entry, Value, check_changes, is_id
from imh_desktop.store.faults import ConflictError, RecordClosed, storage_faults, told
from imh_desktop.store.projections import Dump, Projector
from imh_desktop.store.shapes import PRIVATE, require_known
from imh_desktop.store.shelf import RecordRow, Shelf, Tip
from imh_desktop.store.sqlcipher import Connection, DatabaseError
from imh_desktop.store.verification import Inspection, replay_faults

Write = tuple[str, str, Changes, ChainClass]
"""Record type, record id, changes, class of chain."""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """What a record says now. A field in conflict stands in ``conflicts`` and not in ``fields``.

    ``heads``: the entries nobody has seen yet. ``incomplete``: an entry here had seen one that
    has not arrived, so the history is not whole. ``closed_at``: empty while open.
    """

    record_id: str
    record_type: str
    chain_class: ChainClass
    fields: Changes
    conflicts: dict[str, tuple[Candidate, ...]]
    heads: tuple[str, ...]
    incomplete: bool
    closed_at: str = ""


class _Live:
    """What a write must know of a record, kept from the last one."""

    __slots__ = ("closed", "conflicts", "heads", "place", "row")

    def __init__(self, row: RecordRow, history: History, place: int) -> None:
        fold = history.fold()
        self.row, self.place, self.heads = row, place, history.heads
        self.conflicts = frozenset(fold.conflicts)
        self.closed = fold.close is not None


class Journal:
    """Reads and writes entries through one connection, on the thread that opened it."""

    def __init__(
        self,
        connection: Connection,
        *,
        worker_id: str,
        device_id: str,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
        check_file: Callable[[], list[str]],
    ) -> None:
        """Write as one worker on one device.

        Args:
            clock: gives the time now, in UTC.
            random: gives so many random bytes.
            check_file: returns what is wrong with the file itself.
        """
        self._connection, self._execute = connection, connection.execute
        self._worker_id, self._device_id = worker_id, device_id
        self._clock, self._random, self._check_file = clock, random, check_file
        self._shelf = Shelf(connection)
        self._projector = Projector(connection)
        self._live: dict[str, _Live] = {}
        self._tips: dict[ChainClass, Tip] = {}
        self._stale = False

    def write(
        self,
        record_type: str,
        record_id: str,
        changes: Changes,
        *,
        chain: ChainClass = ChainClass.OPEN,
        reason: str = "",
    ) -> Entry:
        """Keep one change of a record; a record nobody knows begins with it.

        Args:
            changes: field -> text, whole number, yes/no, flat object of these, or None to clear.
            chain: the class of a private record's chain; every other record's is open.
        Returns:
            The entry, when it is on disk and not before.
        Raises:
            ConflictError: a field holds two values that no one has decided between.
            RecordClosed: the visit is closed.
            InputError: a value cannot be kept, or the class is not the record's.
            StorageFault: the disk refused; nothing was kept of this change.
        """
        return self._keep([(record_type, record_id, changes, chain)], reason)[0]

    def write_many(self, writes: Sequence[Write], reason: str = "") -> list[Entry]:
        """Keep several changes together, or none of them. Raises as ``write``."""
        return self._keep(writes, reason)

    def record(self, record_id: str) -> Record | None:
        """Return what a record says now; None when there is no such record."""
        row = self._find(record_id)
        if row is None:
            return None
        history = self._history(row)
        fold = history.fold()
        return Record(
            record_id=record_id, record_type=row.record_type, chain_class=row.chain_class,
            fields=fold.fields, conflicts=fold.conflicts, heads=history.heads,
            incomplete=history.incomplete,
            closed_at=fold.close.recorded_at if fold.close else "",
        )  # fmt: skip

    def history(self, record_id: str) -> tuple[Entry, ...]:
        """Return a record's entries, each after those it had seen."""
        row = self._find(record_id)
        return self._history(row).entries if row else ()

    def entries(self) -> Iterator[Entry]:
        """Return every stored entry, packed ones included, record by record."""
        return self._shelf.entries()

    def entry(self, entry_id: str) -> Entry | None:
        """Return one entry; None when it is not here."""
        record_id = self._shelf.where(entry_id) if is_id(entry_id) else None
        row = self._shelf.record(record_id) if record_id else None
        return self._history(row).entry(entry_id) if row else None

    def decide(self, record_id: str, field: str, value: Value, reason: str) -> Entry:
        """Settle a field in conflict, having seen every candidate.

        Args:
            field: ``closed`` settles between two closes: the value is the id of the close that
                stands, or None to count the visit as open again.
        Raises:
            InputError: no reason is given, or the field is in no conflict.
        """
        row, history = self._required(record_id)
        conflict = history.fold().conflicts.get(field)
        _require_reason(reason)
        if not conflict:
            raise InputError("Nothing is to be decided here.", place=field)
        if field == CLOSED and value not in (None, *(c.entry_id for c in history.closes)):
            raise InputError("Choose one of the two closings, or open the visit.", place=field)
        return self._rewrite(row, {field: value}, reason)

    def undo(self, entry_id: str) -> Entry:
        """Give the fields an entry set the values they had before it, as a new entry.

        Raises:
            InputError: it is not the last word on one of its fields, decided a conflict, or
                the visit is closed.
        """
        record_id = self._shelf.where(entry_id)
        if record_id is None:
            raise InputError("This change is not here.", place=f"entry {entry_id}")
        row, history = self._required(record_id)
        entry = history.entry(entry_id)
        if entry is None:
            raise InputError("This change is not here.", place=f"entry {entry_id}")
        changes = _undone(history, entry)
        return self._rewrite(row, changes, f"undo {entry_id}")

    def close(self, record_id: str, results: dict[str, Value]) -> Entry:
        """Close a visit or a private record with its results, and pack its entries.

        Raises:
            ConflictError: a field is undecided. RecordClosed: it is closed already.
        """
        row, history = self._required(record_id)
        if history.close is not None:
            raise RecordClosed("This visit is already closed.", place=f"record {record_id}")
        if conflicts := history.fold().conflicts:
            raise _undecided(next(iter(conflicts)))
        changes = {CLOSED: True} | {RESULTS + name: value for name, value in results.items()}
        return self._rewrite(row, changes, "")

    def closed(self, record_id: str) -> dict[str, Value] | None:
        """Return the results a record was closed with, as amended; None while it is open."""
        row = self._find(record_id)
        fold = self._history(row).fold() if row else None
        if fold is None or fold.close is None:
            return None
        size = len(RESULTS)
        return {f[size:]: value for f, value in fold.fields.items() if f.startswith(RESULTS)}

    def amend(self, record_id: str, changes: Changes, reason: str) -> Entry:
        """Correct a closed visit, with a reason; also takes in late answers.

        Args:
            changes: as for ``write``; ``results.<name>`` carries a result made anew.
        Raises:
            InputError: it is open, no reason is given, or a field is in conflict.
        """
        row, history = self._required(record_id)
        _require_reason(reason)
        if history.close is None:
            raise InputError("This visit is open: write in it.", place=f"record {record_id}")
        require_known(
            row.record_type, {f: v for f, v in changes.items() if not f.startswith(RESULTS)}
        )
        for field in history.fold().conflicts.keys() & changes.keys():
            raise _undecided(field)
        return self._rewrite(row, changes, reason)

    def late(self, record_id: str) -> tuple[Entry, ...]:
        """Return the entries that met a close they did not know; they count nowhere."""
        row = self._find(record_id)
        return self._history(row).late() if row else ()

    def admit(self, entries: Iterable[Entry]) -> Admission:
        """Unite with entries from elsewhere, all of them or none.

        Raises:
            InputError: an entry is malformed, says other than the one known by its id, or
                mixes classes or records.
        """
        batch = admission.examine(self._shelf, list(entries))
        if not batch.new:
            return batch.outcome
        with self._transaction():
            for row in admission.lay_down(self._shelf, batch, self._own()):
                self._settle(row)
            self._shelf.save(self._own().values())
            self._renew_forked(batch.new)
        return batch.outcome

    def verify(self) -> tuple[str, ...]:
        """Check every stored entry, chain and projection; return the faults, none = sound."""
        with storage_faults():
            self.save_tips()
            faults = [*self._check_file(), *Inspection(self._shelf).run(self._own().values())]
            faults += replay_faults(self._connection, self.dump, self.replay)
        return tuple(faults)

    def rebuild(self) -> None:
        """Drop the projections and replay the journal."""
        with self._transaction():
            self.replay()

    def refresh(self) -> None:
        """Rebuild the projections when another release made them, or none has yet."""
        if not self._projector.current:
            self.rebuild()

    def replay(self) -> None:
        """Project every record anew; the caller holds the transaction."""
        self._projector.renew()
        for row in self._shelf.records():
            self._project(row, self._history(row))

    def dump(self) -> Dump:
        """Return every projected row, by table, sorted."""
        return self._projector.dump()

    def save_tips(self) -> None:
        """Keep how far the device's chains are linked; done when idle and before closing."""
        with self._transaction():
            self._shelf.save(self._own().values())

    def begin_chains(self) -> None:
        """Begin this device's chains, one of each class: at set-up."""
        with self._transaction():
            for chain_class in ChainClass:
                self._begin_chain(chain_class)

    def new_id(self) -> str:
        """Return an id for a new record."""
        return uuid7(int(self._clock().timestamp() * 1000), self._random_bits)

    def _keep(self, writes: Sequence[Write], reason: str) -> list[Entry]:
        """Write within one transaction; ``_transaction`` in plain words, for the cost of it."""
        execute = self._execute
        try:
            execute("BEGIN IMMEDIATE")
            entries = [self._write(*write, reason) for write in writes]
            execute("COMMIT")
        except BaseException as error:
            self._abandon()
            if isinstance(error, DatabaseError):
                raise told(error) from error
            raise
        return entries

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """Hold one transaction: on disk when the block ends, as if never begun when it raises."""
        with storage_faults():
            self._execute("BEGIN IMMEDIATE")
            try:
                yield
                self._execute("COMMIT")
            except BaseException:
                self._abandon()
                raise

    def _abandon(self) -> None:
        """Undo the transaction. What is kept in memory is read anew when next it is needed: the
        disk may be refusing now."""
        if self._connection.in_transaction:
            with suppress(DatabaseError):
                self._execute("ROLLBACK")
        self._live.clear()
        self._tips.clear()
        self._stale = True

    def _write(
        self, record_type: str, record_id: str, changes: Changes, chain: ChainClass, reason: str
    ) -> Entry:
        check_changes(changes, record_type)
        require_known(record_type, changes)
        live = self._live.get(record_id) or self._wake(record_id, record_type, chain)
        _refuse(live, record_type, changes, chain)
        entry = self._append(live, changes, reason)
        self._projector.change(live.row.record_no, record_type, chain, changes)
        return entry

    def _append(self, live: _Live, changes: Changes, reason: str) -> Entry:
        row = live.row
        tip = self._own()[row.chain_class]
        now = self._clock()
        entry = Entry(
            entry_id=uuid7(int(now.timestamp() * 1000), self._random_bits),
            chain=tip.chain, seq=tip.seq + 1,
            record_type=row.record_type, record_id=row.record_id,
            changes=changes, parents=live.heads, worker_id=self._worker_id,
            recorded_at=now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            reason=reason, salt=self._random(16).hex(),
        )  # fmt: skip
        digest = _digest(entry)
        self._shelf.put(live.place, tip.chain_no, entry, digest)
        tip.extend(digest)
        live.place += 1
        live.heads = (entry.entry_id,)
        return entry

    def _rewrite(self, row: RecordRow, changes: Changes, reason: str) -> Entry:
        """Keep a change after which the whole record is read anew."""
        check_changes(changes, row.record_type)
        with self._transaction():
            live = self._live.get(row.record_id) or self._wake(
                row.record_id, row.record_type, row.chain_class
            )
            entry = self._append(live, changes, reason)
            self._settle(row)
        return entry

    def _settle(self, row: RecordRow) -> None:
        """Project a record anew, and pack it when it is closed."""
        history = self._history(row)
        self._live.pop(row.record_id, None)
        self._project(row, history)
        if history.close is not None:
            self._shelf.save(self._own().values())
            order = [entry.entry_id for entry in history.entries]
            self._shelf.pack_all(row, order, self._own().values())

    def _project(self, row: RecordRow, history: History) -> None:
        self._projector.rewrite(
            row.record_no, row.record_id, row.record_type, row.chain_class, history.fold()
        )

    def _wake(self, record_id: str, record_type: str, chain: ChainClass) -> _Live:
        """Return what a write must know of a record, which is begun when nobody knows it."""
        if not is_id(record_id):
            raise ValueError("a record's id is a UUID")
        row = self._shelf.record(record_id)
        if row is None:
            _require_class(record_type, chain)
            row = self._shelf.add_record(record_id, record_type, chain)
            self._projector.add(row.record_no, record_id, record_type)
        if len(self._live) >= _KEPT:
            self._live.clear()
        live = _Live(row, self._history(row), self._shelf.next_place(row.record_no))
        self._live[record_id] = live
        return live

    def _own(self) -> dict[ChainClass, Tip]:
        if self._stale:
            self._shelf.forget()
            self._stale = False
        if not self._tips:
            self._tips = {tip.chain.chain_class: tip for tip in self._shelf.own_tips()}
        return self._tips

    def _begin_chain(self, chain_class: ChainClass) -> None:
        chain = Chain(self.new_id(), self._device_id, chain_class)
        self._shelf.add_chain(chain, own=True)
        self._tips.clear()

    def _renew_forked(self, new: Sequence[Entry]) -> None:
        """Begin a new chain where entries arrived on one of our own: this vault is a restored or
        copied one (design.md 1)."""
        arrived = {entry.chain.chain_id for entry in new}
        for chain_class, tip in list(self._own().items()):
            if tip.chain.chain_id in arrived:
                self._shelf.retire(tip)
                self._begin_chain(chain_class)

    def _find(self, record_id: str) -> RecordRow | None:
        return self._shelf.record(record_id) if is_id(record_id) else None

    def _history(self, row: RecordRow) -> History:
        return History(self._shelf.load(row))

    def _required(self, record_id: str) -> tuple[RecordRow, History]:
        row = self._find(record_id)
        if row is None:
            raise InputError("There is no such record here.", place=f"record {record_id}")
        return row, self._history(row)

    def _random_bits(self, count: int) -> int:
        size = (count + 7) // 8
        return int.from_bytes(self._random(size), "big") >> (size * 8 - count)


_KEPT = 64


def _digest(entry: Entry) -> bytes:
    try:
        return entry.digest
    except ValueError as error:
        raise InputError(
            "This text holds half a character. Nothing was changed.", place=entry.record_type
        ) from error


def _refuse(live: _Live, record_type: str, changes: Changes, chain: ChainClass) -> None:
    row = live.row
    if row.record_type != record_type:
        raise ValueError(f"this record is a {row.record_type}, not a {record_type}")
    if row.chain_class is not chain:
        raise InputError("Open and private answers never mix.", place=f"record {row.record_id}")
    if changes.get("sensitivity", chain.value) != chain.value:
        raise InputError("A private record keeps its class.", place=f"record {row.record_id}")
    if live.closed:
        raise RecordClosed(
            "This visit is closed. Correct it by an amendment.", place=f"record {row.record_id}"
        )
    if live.conflicts and not live.conflicts.isdisjoint(changes):
        raise _undecided(next(iter(live.conflicts.intersection(changes))))


def _require_class(record_type: str, chain: ChainClass) -> None:
    if (record_type == PRIVATE) is (chain is ChainClass.OPEN):
        raise InputError("Open and private answers never mix.", place=record_type)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise InputError("Say why, in a few words.", place="reason")


def _undecided(field: str) -> ConflictError:
    return ConflictError("Two values stand here. Decide between them first.", place=field)


def _undone(history: History, entry: Entry) -> Changes:
    """Return what undoes an entry."""
    place = f"entry {entry.entry_id}"
    fold = history.fold()
    if history.close is not None or CLOSED in entry.changes:
        raise RecordClosed("A closed visit is corrected by an amendment.", place=place)
    changes: Changes = {}
    for field in entry.changes:
        if fold.setters.get(field) != (entry.entry_id,):
            raise InputError("This was changed again since; undo that first.", place=place)
        changes[field], certain = history.before(entry, field)
        if not certain:
            raise InputError("A decision is changed by another decision.", place=place)
    return changes
