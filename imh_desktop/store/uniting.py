"""Entries join the journal batch by batch, within one transaction that its caller holds."""

from collections.abc import Iterable, Set

import msgspec

from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.progress import Count, uncounted
from imh_desktop.store import admission
from imh_desktop.store.admission import Admission, Batch, Numbers
from imh_desktop.store.ancestry import History
from imh_desktop.store.chains import Tip
from imh_desktop.store.entry import Entry
from imh_desktop.store.erasing import Erasing
from imh_desktop.store.erasures import named_in
from imh_desktop.store.pen import Pen
from imh_desktop.store.shapes import ERASURE, RETRACTION
from imh_desktop.store.shelf import RecordRow


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """What a person has to look at in a record after entries joined. ``conflicts``: the fields
    that are in conflict now and were not before -> the entries that disagree. ``late``: all
    entries of the record that met a close they did not know."""

    record_id: str
    record_type: str
    conflicts: dict[str, tuple[str, ...]]
    late: tuple[str, ...]


_NOTHING = Batch((), (), Admission((), ()), {})


class Uniting:
    """Takes batches; records are projected and packed once, when all have come."""

    def __init__(self, pen: Pen, confirmed: Set[str]) -> None:
        """Write with the journal's pen. ``confirmed``: entries that may lose their values."""
        self._pen, self._confirmed = pen, confirmed
        pen.retractions.all()  # read before anything arrives, so that it is seen what changes
        self._touched: dict[int, RecordRow] = {}
        self._done: dict[int, tuple[RecordRow, Meeting]] = {}
        """New records that came closed and whole, stored at once; unless more comes of them."""
        self._batch = _NOTHING
        self.forks: dict[str, int] = {}
        """Chains that got a second entry at a place -> the first such seq: a vault was restored
        or copied, and both wrote on."""
        self.meetings: list[Meeting] = []
        """What ``settle`` found to be looked at."""
        self.begun: dict[str, int] = {}
        """How many open records came new, by type; and how many that were here got more."""
        self.grown = 0
        self._last_before = pen.shelf.last_record()
        self.named: set[str] = set()
        """What erasures name that arrived: it keeps its values until a person has confirmed it."""

    def take(self, entries: Iterable[Entry], *, read: bool = False) -> Admission:
        """Judge a batch and lay down what is new.

        Args:
            read: as ``admission.examine``.
        Raises:
            InputError: as ``Journal.admit``; the whole transaction is to be undone.
        """
        arrived = list(entries)
        self.named.update(id_ for entry in arrived if _erases(entry) for id_ in named_in(entry))
        self._pen.erasures.heard()
        stands, names = self._pen.erasures.applied(arrived)
        batch = admission.examine(self._pen.shelf, stands, self._confirmed | names, read=read)
        if batch.new or batch.erasing:
            self.lay(batch)
        return batch.outcome

    def lay(self, batch: Batch) -> None:
        """Lay down a batch that was judged."""
        # Read before anything arrives: what stands on our own chains now is ours.
        tips = self._pen.own.tips()
        self._pen.shelf.save(tips)
        self._note_forks(batch.new, tips)
        self._batch = batch
        for row in admission.lay_down(self._pen.shelf, batch, self._pack):
            self._touch(row)
        self._pen.shelf.save(tips)
        self._pen.own.renew_forked(batch.new)

    def _note_forks(self, new: Iterable[Entry], tips: Iterable[Tip]) -> None:
        there = {tip.chain: set(range(1, tip.seq + 1)) for tip in tips}
        numbers = {chain: number for number, chain in self._pen.shelf.chains.known.items()}
        for entry in new:
            chain = entry.chain
            if chain not in there:
                held = self._pen.shelf.chains.held(numbers[chain]) if chain in numbers else set()
                there[chain] = held
            if entry.seq in there[chain]:
                first = self.forks.get(chain.chain_id, entry.seq)
                self.forks[chain.chain_id] = min(first, entry.seq)
                self._pen.shelf.chains.note_fork(chain.chain_id, entry.seq)
            there[chain].add(entry.seq)

    def confirm(self) -> tuple[set[str], set[str]]:
        """Erase what is named by erasures that arrived and was confirmed, and say of all that was
        confirmed by this vault's own word that it is erased; return the ids of what waits, being
        whole here, and of what lost its values now."""
        shelf, erasing = self._pen.shelf, Erasing(self._pen)
        whole, sure = set[str](), dict[ChainClass, set[str]]()
        own = frozenset[str]().union(*self._pen.erasures.own().values())
        for entry_id, record_id in shelf.index.where_all(
            (self.named | self._confirmed) - own
        ).items():
            row = shelf.record(record_id)
            if row is None:
                continue
            left = any(entry.entry_id == entry_id for entry in erasing.left(row))
            if left and entry_id in self.named:
                whole.add(entry_id)
            if entry_id in self._confirmed and (entry_id in self.named or not left):
                sure.setdefault(row.chain_class, set()).add(entry_id)
        if sure:
            erasing.confirm(sure, {"kind": "confirmed"})
        return whole - self._confirmed, whole & self._confirmed

    def settle(self, told: Count = uncounted) -> None:
        """Project every record that was touched, and pack those that are closed. ``told`` takes
        how many are done."""
        if any(row.record_type == RETRACTION for row in self._touched.values()):
            for row in self._pen.follow():
                self._touch(row)
        self._count()
        for _, found in self._done.values():
            self._look_at(found)
        for done, row in enumerate(self._touched.values(), start=1):
            known = row.record_no <= self._last_before
            before = (
                self._pen.projector.in_conflict(row.record_no, row.chain_class) if known else set()
            )
            self._look_at(_meeting(row, self._pen.settle(row), before))
            told(done, len(self._touched))
        self._touched.clear()
        self._done.clear()

    def _touch(self, row: RecordRow) -> None:
        self._done.pop(row.record_no, None)
        self._touched[row.record_no] = row

    def _pack(self, row: RecordRow, entries: list[Entry], numbers: Numbers) -> bool:
        """Store a new record at once when it came closed and whole; most visits do."""
        whole = not any(entry.erased for entry in entries)
        if not whole or self._pen.retractions.stand(row.chain_class):
            return False
        history = self._batch.histories[row.record_id]
        if history.close is None or history.incomplete:
            return False
        self._pen.settle_new(row, history, numbers)
        self._done[row.record_no] = (row, _meeting(row, history, frozenset()))
        return True

    def _look_at(self, found: Meeting) -> None:
        if found.conflicts or found.late:
            self.meetings.append(found)

    def _count(self) -> None:
        for row in (*self._touched.values(), *(row for row, _ in self._done.values())):
            if row.chain_class is not ChainClass.OPEN:
                continue
            if row.record_no > self._last_before:
                self.begun[row.record_type] = self.begun.get(row.record_type, 0) + 1
            else:
                self.grown += 1


def _erases(entry: Entry) -> bool:
    return entry.record_type == ERASURE


def _meeting(row: RecordRow, history: History, before: Set[str]) -> Meeting:
    conflicts = {
        field: tuple(one.entry_id for one in candidates)
        for field, candidates in history.fold().conflicts.items()
        if field not in before
    }
    late = tuple(entry.entry_id for entry in history.late())
    return Meeting(
        record_id=row.record_id, record_type=row.record_type, conflicts=conflicts, late=late
    )
