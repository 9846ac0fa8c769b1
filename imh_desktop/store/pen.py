"""The hand that writes the journal: one transaction, one entry, its projection, its chain."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

from imh_desktop.core.identity import uuid7
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import EnvironmentFault
from imh_desktop.store.ancestry import TRASHED, History
from imh_desktop.store.chains import Tip
from imh_desktop.store.clock_watch import SET_BACK, ClockWatch
from imh_desktop.store.entry import Chain, Changes, Entry, check_changes, digest_of, is_id
from imh_desktop.store.erasures import Erasures
from imh_desktop.store.faults import storage_faults, told
from imh_desktop.store.own_chains import OwnChains
from imh_desktop.store.projections import Projector
from imh_desktop.store.retractions import Retractions
from imh_desktop.store.rules import Live, refuse, require_class, shown_nowhere
from imh_desktop.store.shapes import RETRACTION, require_known
from imh_desktop.store.shelf import RecordRow, Shelf
from imh_desktop.store.sqlcipher import Connection

Write = tuple[str, str, Changes, ChainClass]
"""Record type, record id, changes, class of chain."""

_TICKS = timedelta(seconds=1)
_KEPT = 64
"""How many records are kept ready to be written to."""


class Pen:
    """Writes as one worker on one device, through one connection."""

    def __init__(
        self,
        connection: Connection,
        *,
        worker_id: str,
        device_id: str,
        clock: Callable[[], datetime],
        random: Callable[[int], bytes],
    ) -> None:
        """Write through a connection."""
        self.connection = self._connection = connection
        self._execute = connection.execute
        self._worker_id, self._device_id = worker_id, device_id
        self._clock, self._random = clock, random
        self.shelf, self.projector = Shelf(connection), Projector(connection)
        self.own = OwnChains(self.shelf, device_id, self.new_id)
        self.retractions = Retractions(connection, self.shelf)
        self.erasures = Erasures(connection, self.shelf, device_id)
        self.clock_watch = ClockWatch()
        self._live: dict[str, Live] = {}
        self._retracted = False
        self._time = datetime(1, 1, 1, tzinfo=UTC)
        self.commits = 0

    def write_as(self, worker_id: str) -> None:
        """Write as another worker from now on."""
        self._worker_id = worker_id

    def new_id(self) -> str:
        """Return an id for a new record."""
        return uuid7(int(self._clock().timestamp() * 1000), self._random_bits)

    def keep(self, writes: Sequence[Write], reason: str) -> list[Entry]:
        """Write together or not at all; ``transaction`` in plain words, for the cost of it."""
        execute = self._execute
        try:
            execute("BEGIN IMMEDIATE")
            self._look_at_the_clock()
            self._say_set_back()
            entries = [self.put(*write, reason) for write in writes]
            self._follow_own()
            execute("COMMIT")
            self.commits += 1
            self.clock_watch.stood(self._time)
        except BaseException as error:
            self._abandon()
            if fault := told(error):
                raise fault from error
            raise
        return entries

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold one transaction: on disk when the block ends, as if never begun when it raises."""
        with storage_faults():
            self._execute("BEGIN IMMEDIATE")
            self._look_at_the_clock()
            try:
                self._say_set_back()
                yield
                self._follow_own()
                self._execute("COMMIT")
                self.commits += 1
                self.clock_watch.stood(self._time)
            except BaseException:
                self._abandon()
                raise

    def now(self) -> datetime:
        """Return the time of the clock in hand."""
        return self._clock()

    def _look_at_the_clock(self) -> None:
        """Give a transaction its time: one for all its entries, by which they are known to have
        been written together (``acts``), and a little after that of the transaction before, even
        within one tick of the clock. A clock that was set back is followed."""
        now = self._clock()
        if timedelta(0) <= self._time - now < _TICKS:
            now = self._time
        if _stamp(now) == _stamp(self._time):
            now += timedelta(milliseconds=1)
        self._time = now

    def _say_set_back(self) -> None:
        if last := self.clock_watch.noticed(self._time):
            said: Changes = {"kind": SET_BACK, "subject": self._device_id}
            said["details.before"] = _stamp(last)
            self.put("event", self.new_id(), said, ChainClass.OPEN, "")

    def note_clock(self) -> None:
        """Write down that the clock was set back, where it was.

        Raises:
            StorageFault: the disk refused.
        """
        if self.clock_watch.noticed(self._clock()):
            with self.transaction():
                pass

    def _abandon(self) -> None:
        """Undo the transaction. What is kept in memory is read anew when next it is needed: the
        disk may be refusing now."""
        if self._connection.in_transaction:
            with suppress(EnvironmentFault):
                self._execute("ROLLBACK")
        self._live.clear()
        self.own.forget()
        self.retractions.forget()
        self.erasures.forget()
        self._retracted = False

    def put(
        self, record_type: str, record_id: str, changes: Changes, chain: ChainClass, reason: str
    ) -> Entry:
        """Keep one change within a transaction that the caller holds."""
        check_changes(changes, record_type)
        require_known(record_type, changes)
        live = self._live.get(record_id) or self._wake(record_id, record_type, chain)
        refuse(live, record_type, changes, chain)
        entry = self._append(live, changes, reason)
        put_away = live.put_away or TRASHED in changes
        silenced = all(value is None for value in changes.values())
        if live.absent or put_away or silenced or self.retractions.take_back(entry):
            self.settle(live.row)
        else:
            self.projector.change(live.row.record_no, record_type, chain, changes)
        return entry

    def retract(self, writes: Sequence[Write], reason: str) -> None:
        """Keep what retractions say, whatever was said in them before, together or not at all."""
        with self.transaction():
            for record_type, record_id, changes, chain in writes:
                live = self._live.get(record_id) or self._wake(record_id, record_type, chain)
                self._append(live, changes, reason)
                self.settle(live.row)

    def _append(self, live: Live, changes: Changes, reason: str) -> Entry:
        row = live.row
        tip = self.own.of(row.chain_class)
        entry = self.entry(row, tip, live.heads, changes, reason, self._time)
        digest = digest_of(entry)
        self.shelf.put(live.place, tip.chain_no, entry, digest)
        tip.extend(digest)
        live.place += 1
        live.heads = (entry.entry_id,)
        self._retracted = self._retracted or row.record_type == RETRACTION
        return entry

    def entry(
        self, row: RecordRow, tip: Tip, parents: tuple[str, ...], changes: Changes, reason: str,
        now: datetime,
    ) -> Entry:  # fmt: skip
        """Return the next entry of a chain, made ``now``; it is kept by who asked for it."""
        return Entry(
            entry_id=uuid7(int(now.timestamp() * 1000), self._random_bits),
            chain=tip.chain, seq=tip.seq + 1,
            record_type=row.record_type, record_id=row.record_id,
            changes=changes, parents=parents, worker_id=self._worker_id,
            recorded_at=_stamp(now),
            reason=reason, salt=self._random(16).hex(),
        )  # fmt: skip

    def rewrite(
        self, changes: Sequence[tuple[RecordRow, Changes]], reason: str = "",
        writes: Sequence[Write] = (), closes: Mapping[str, Changes] | None = None,
    ) -> list[Entry]:  # fmt: skip
        """Keep changes after which the whole records are read anew, and before them ``writes``,
        together or not at all. ``closes``: such changes of records that ``writes`` begin."""
        for row, change in changes:
            check_changes(change, row.record_type)
        with self.transaction():
            written = [self.put(*write, reason) for write in writes]
            begun = ((self.shelf.record(id_), said) for id_, said in (closes or {}).items())
            last = [*((row, said) for row, said in begun if row), *changes]
            return written + [self.rewrite_along(row, change, reason) for row, change in last]

    def rewrite_along(self, row: RecordRow, changes: Changes, reason: str) -> Entry:
        """Keep one such change within a transaction that the caller holds."""
        live = self._live.get(row.record_id) or self._wake(
            row.record_id, row.record_type, row.chain_class
        )
        entry = self._append(live, changes, reason)
        self.settle(row)
        return entry

    def put_beside(self, row: RecordRow, changes: Changes, reason: str) -> Entry:
        """Keep changes within a transaction that the caller holds, as somebody would who had seen
        nothing of the record: what stands differently is in conflict then, or late."""
        require_known(row.record_type, changes)
        return self.put_after(row, (), changes, reason)

    def put_after(
        self, row: RecordRow, seen: tuple[str, ...], changes: Changes, reason: str
    ) -> Entry:
        """Keep changes as somebody would who had seen some entries, and what they had seen."""
        check_changes(changes, row.record_type)
        tip = self.own.of(row.chain_class)
        entry = self.entry(row, tip, seen, changes, reason, self._time)
        digest = digest_of(entry)
        self.shelf.put(self.shelf.next_place(row.record_no), tip.chain_no, entry, digest)
        tip.extend(digest)
        self.settle(row)
        return entry

    def settle(self, row: RecordRow) -> History:
        """Project a record anew, and pack it when it is closed; return its history."""
        history = self.history(row)
        self._live.pop(row.record_id, None)
        self.project(row, history)
        if history.close is not None:
            self.shelf.save(self.own.tips())
            order = [entry.entry_id for entry in history.entries]
            self.shelf.pack_all(row, order, self.own.tips())
        return history

    def settle_new(self, row: RecordRow, history: History, numbers: Mapping[Chain, int]) -> None:
        """Pack and project a closed record of which nothing was here before."""
        self.project(row, history)
        self.shelf.pack_new(row, history.entries, numbers, self.own.tips())

    def history(self, row: RecordRow) -> History:
        """Return all that was ever said of a record."""
        return self.retractions.history(row)

    def follow(self) -> list[RecordRow]:
        """Take notice of retractions that came or changed; return the records to be settled."""
        rows = self.retractions.renew()
        self._live.clear()
        self._retracted = False
        return rows

    def _follow_own(self) -> None:
        if self._retracted:
            for row in self.follow():
                self.settle(row)

    def project(self, row: RecordRow, history: History) -> None:
        """Project a record anew."""
        if shown_nowhere(row, history):
            self.projector.clear(row.record_no, row.record_type, row.chain_class)
            return
        self.projector.rewrite(
            row.record_no, row.record_id, row.record_type, row.chain_class, history
        )

    def _wake(self, record_id: str, record_type: str, chain: ChainClass) -> Live:
        """Return what a write must know of a record, which is begun when nobody knows it."""
        if not is_id(record_id):
            raise ValueError("a record's id is a UUID")
        row = self.shelf.record(record_id)
        if row is None:
            require_class(record_type, chain)
            row = self.shelf.add_record(record_id, record_type, chain)
            self.projector.add(row.record_no, record_id, record_type)
        if len(self._live) >= _KEPT:
            self._live.clear()
        live = Live(row, self.history(row), self.shelf.next_place(row.record_no))
        self._live[record_id] = live
        return live

    def wake_anew(self, record_id: str) -> None:
        """Read a record anew before it is written to: entries of it lost their values."""
        self._live.pop(record_id, None)

    def _random_bits(self, count: int) -> int:
        size = (count + 7) // 8
        return int.from_bytes(self._random(size), "big") >> (size * 8 - count)


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="milliseconds").replace("+00:00", "Z")
