"""The journal: every change anyone makes is one entry here, on disk before ``write`` returns.

History, undo, conflicts, closing and union are readings of it; there is no second log.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime

from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.progress import Count, uncounted
from imh_desktop.errors import InputError
from imh_desktop.store import admission, rules
from imh_desktop.store.admission import Admission
from imh_desktop.store.ancestry import CLOSED, RESULTS, History
from imh_desktop.store.chains import Tip
from imh_desktop.store.entry import Changes, Entry, Value, is_id
from imh_desktop.store.erasing import Erasing
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.pen import Pen
from imh_desktop.store.pen import Write as Write  # the flows name it from here
from imh_desktop.store.projections import Dump
from imh_desktop.store.record import Record as Record
from imh_desktop.store.replaying import Replaying
from imh_desktop.store.retracting import Retracting
from imh_desktop.store.shelf import RecordRow, Shelf
from imh_desktop.store.sqlcipher import Connection
from imh_desktop.store.undoing import Undoing
from imh_desktop.store.uniting import Uniting
from imh_desktop.store.verification import Checked, Inspection, replay_faults


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
        self._connection, self._check_file = connection, check_file
        self._pen = self.pen = Pen(
            connection, worker_id=worker_id, device_id=device_id, clock=clock, random=random
        )
        self.retracting, self.undoing = Retracting(connection, self._pen), Undoing(self._pen)
        self.erasing, self.replaying = Erasing(self._pen), Replaying(self._pen)

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
        return self._pen.keep([(record_type, record_id, changes, chain)], reason)[0]

    def write_many(self, writes: Sequence[Write], reason: str = "") -> list[Entry]:
        """Keep several changes together, or none of them. Raises as ``write``."""
        return self._pen.keep(writes, reason)

    def write_along(self, record_type: str, record_id: str, changes: Changes, reason: str) -> Entry:
        """Keep one change of an open record with the transaction its caller holds; as ``write``."""
        return self._pen.put(record_type, record_id, changes, ChainClass.OPEN, reason)

    def record(self, record_id: str) -> Record | None:
        """Return what a record says now; None when there is none, or all of it was retracted."""
        row = self._find(record_id)
        history = self._pen.history(row) if row else None
        if row is None or history is None or rules.shown_nowhere(row, history):
            return None
        fold = history.fold()
        return Record(
            record_id=record_id, record_type=row.record_type, chain_class=row.chain_class,
            fields=fold.fields, conflicts=fold.conflicts, heads=history.heads,
            incomplete=history.incomplete,
            closed_at=fold.closed_at,
        )  # fmt: skip

    def history(self, record_id: str) -> tuple[Entry, ...]:
        """Return a record's entries, each after those it had seen."""
        row = self._find(record_id)
        return self._pen.history(row).entries if row else ()

    def entries(self) -> Iterator[Entry]:
        """Return every stored entry, packed ones included, record by record."""
        return self._pen.shelf.entries()

    def entry(self, entry_id: str) -> Entry | None:
        """Return one entry; None when it is not here."""
        record_id = self._pen.shelf.index.where(entry_id) if is_id(entry_id) else None
        row = self._pen.shelf.record(record_id) if record_id else None
        return self._pen.history(row).entry(entry_id) if row else None

    def decide(
        self, record_id: str, field: str, value: Value, reason: str,
        results: Mapping[str, Value] | None = None, beside: Mapping[str, Value] | None = None,
    ) -> Entry:  # fmt: skip
        """Settle a field in conflict, having seen every candidate.

        Args:
            field: ``closed`` settles between two closes: the value is the id of the close that
                stands, or None to count the visit as open again.
            results: of a closed record, what stands now that the field is settled; kept with
                the decision as one entry.
            beside: other fields in conflict that are settled with it, in the same entry.
        Raises:
            InputError: no reason is given, the field is in no conflict, or results are given
                for an open record.
        """
        row, history = self._required(record_id)
        if results:
            rules.require_closed(history, record_id)
        settled = {field: value, **(beside or {})}
        for name, said in settled.items():
            rules.require_decidable(history, name, said, reason)
        anew = {RESULTS + name: said for name, said in (results or {}).items()}
        return self._pen.rewrite([(row, {**anew, **settled})], reason)[0]

    def close(self, record_id: str, results: dict[str, Value]) -> Entry:
        """Close one record; as ``close_many``."""
        return self.close_many({record_id: results})[0]

    def close_many(self, results: Mapping[str, dict[str, Value]]) -> list[Entry]:
        """Close visits and private records, all or none, and pack their entries.

        Args:
            results: record id -> what its close entry carries.
        Raises:
            ConflictError: a field is undecided. RecordClosed: one is closed already.
        """
        return self._pen.rewrite(
            [(self._to_close(record_id), _closing(said)) for record_id, said in results.items()]
        )

    def closed(self, record_id: str) -> dict[str, Value] | None:
        """Return the results a record was closed with, as amended; None while it is open."""
        row = self._find(record_id)
        fold = self._pen.history(row).fold() if row else None
        if fold is None or fold.close is None:
            return None
        size = len(RESULTS)
        return {f[size:]: value for f, value in fold.fields.items() if f.startswith(RESULTS)}

    def amend(self, record_id: str, changes: Changes, reason: str) -> Entry:
        """Correct a closed visit, with a reason; also takes in late answers.

        Args:
            changes: as for ``write``; ``results.<name>`` carries a result made anew, in conflict
                or not: it is made from the answers, and nobody chooses it.
        Raises:
            InputError: it is open, no reason is given, or a field is in conflict.
        """
        return self.amend_many({record_id: changes}, reason)[0]

    def amend_many(
        self, amendments: Mapping[str, Changes], reason: str, writes: Sequence[Write] = (),
        closes: Mapping[str, dict[str, Value]] | None = None,
    ) -> list[Entry]:  # fmt: skip
        """Correct several closed records and, with them, write to open ones: all or none.

        Args:
            amendments: record id -> changes, as for ``amend``. writes: as for ``write_many``.
            closes: as for ``close_many``, of records that ``writes`` begin.
        Returns:
            The entries, those of ``writes`` first.
        Raises:
            InputError: as ``amend`` and ``write``.
        """
        rules.require_reason(reason)
        rows = []
        for record_id, changes in amendments.items():
            row, history = self._required(record_id)
            rules.require_closed(history, record_id)
            rules.require_amendable(history, row.record_type, changes)
            rows.append((row, changes))
        said = {record_id: _closing(results) for record_id, results in (closes or {}).items()}
        return self._pen.rewrite(rows, reason, writes, said)

    def late(self, record_id: str) -> tuple[Entry, ...]:
        """Return the entries that met a close they did not know; they count nowhere."""
        row = self._find(record_id)
        return self._pen.history(row).late() if row else ()

    def admit(self, entries: Iterable[Entry], confirmed: Set[str] = frozenset()) -> Admission:
        """Unite with entries from elsewhere, all of them or none.

        Args:
            confirmed: ids of entries that may stand here erased.
        Raises:
            InputError: an entry is malformed, says other than the one known by its id, or
                mixes classes or records.
        """
        stands, names = self._pen.erasures.applied(entries)
        batch = admission.examine(self._pen.shelf, stands, confirmed | names)
        if batch.new or batch.erasing:
            with self.uniting(confirmed) as union:
                union.lay(batch)
        return batch.outcome

    @contextmanager
    def uniting(self, confirmed: Set[str], told: Count = uncounted) -> Iterator[Uniting]:
        """Hold one transaction for batch after batch; ``told`` takes how many records are done."""
        with self._pen.transaction():
            union = Uniting(self._pen, confirmed)
            yield union
            union.settle(told)

    def verify(self) -> tuple[str, ...]:
        """Check every stored entry, chain and projection; return the faults, none = sound."""
        return tuple(fault for faults in self.inspect().values() for fault in faults)

    def inspect(self, told: Count = uncounted) -> dict[Checked, list[str]]:
        """As ``verify``, apart for the file, the entries and what is made of them.

        Args:
            told: takes how many records were looked at or projected, and of how many in all.
        """
        with storage_faults():
            self.save_tips()
            found: dict[Checked, list[str]] = {"file": self._check_file()}
            size = max(len(self._pen.shelf.records()), 1)
            found["entries"] = Inspection(self._pen.shelf).run(
                self._pen.own.tips(), lambda done: told(done, 2 * size)
            )
            found["lists"] = replay_faults(
                self._connection, self.dump,
                lambda: self.replaying.replay(lambda done, _: told(size + done, 2 * size)),
            )  # fmt: skip
        return found

    def dump(self) -> Dump:
        """Return every projected row, by table, sorted."""
        return self._pen.projector.dump()

    def save_tips(self) -> None:
        """Keep how far the device's chains are linked; done when idle and before closing."""
        with self._pen.transaction():
            self._pen.shelf.save(self._pen.own.tips())

    @property
    def commits(self) -> int:
        """Return how often something was put on the disk, for who must know whether it was."""
        return self._pen.commits

    def new_id(self) -> str:
        """Return an id for a new record."""
        return self._pen.new_id()

    def transaction(self) -> AbstractContextManager[None]:
        """Hold one transaction, for the other rooms of the store."""
        return self._pen.transaction()

    @property
    def shelf(self) -> Shelf:
        """Return how the entries lie, for the other rooms of the store."""
        return self._pen.shelf

    def tips(self) -> list[Tip]:
        """Return where this device's chains end."""
        return self._pen.own.tips()

    def _find(self, record_id: str) -> RecordRow | None:
        return self._pen.shelf.record(record_id) if is_id(record_id) else None

    def _to_close(self, record_id: str) -> RecordRow:
        row, history = self._required(record_id)
        rules.require_closable(row, history)
        return row

    def _required(self, record_id: str) -> tuple[RecordRow, History]:
        row = self._find(record_id)
        if row is None:
            raise InputError("There is no such record here.", place=f"record {record_id}")
        return row, self._pen.history(row)


def _closing(results: dict[str, Value]) -> Changes:
    return {CLOSED: True} | {RESULTS + name: value for name, value in results.items()}
