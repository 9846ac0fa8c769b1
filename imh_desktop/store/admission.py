"""The set union: what may join the journal, judged whole before anything is laid down."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError, to_tell
from imh_desktop.store.ancestry import CLOSED, RESULTS, History
from imh_desktop.store.entry import Chain, Entry, check_entry, is_id
from imh_desktop.store.shapes import PRIVATE_TYPES, SHAPES, belongs
from imh_desktop.store.shelf import RecordRow, Shelf


class Admission(NamedTuple):
    """The ids of the entries that joined, of those that were here already, of those that arrived
    erased and wait for a person to confirm it (whole here, or not here at all), and of those that
    lost their values now."""

    new: tuple[str, ...]
    known: tuple[str, ...]
    erasures: tuple[str, ...] = ()
    erased: tuple[str, ...] = ()


class Batch(NamedTuple):
    """A batch that may join: what is new, and what is to lose its values. ``histories``: record
    id -> what is here and what is new of it, together."""

    new: tuple[Entry, ...]
    erasing: tuple[Entry, ...]
    outcome: Admission
    histories: dict[str, History]


Numbers = Mapping[Chain, int]
Pack = Callable[[RecordRow, list[Entry], Numbers], bool]
"""Stores a record whose entries have all come, and tells whether it did."""


def examine(
    shelf: Shelf, entries: list[Entry], confirmed: Set[str] = frozenset(), *, read: bool = False
) -> Batch:
    """Judge a batch by reading alone.

    Args:
        confirmed: ids of entries that may stand here erased.
        read: each entry was found to be one when its archive was verified.
    Raises:
        InputError: naming the entry; nothing of the batch may join.
    """
    if not read:
        for entry in entries:
            check_entry(entry)
    whole = _unique(entry for entry in entries if not entry.erased)
    gone = _unique(entry for entry in entries if entry.erased)
    for id_ in whole.keys() & gone.keys():
        _require_same(whole[id_], gone[id_])
    unique = gone | whole
    _check_chains(shelf, unique.values())
    here = _Here(shelf, unique)
    batch = _sorted_out(here, whole, gone, confirmed)
    for entry in batch.new:
        here.check_record(entry)
        here.check_parents(entry)
    return batch._replace(histories=here.check_circles(batch.new))


def _sorted_out(
    here: "_Here", whole: Mapping[str, Entry], gone: Mapping[str, Entry], confirmed: Set[str]
) -> Batch:
    """Of each entry the greater stands, absent < whole < erased; but what comes erased waits
    until a person has confirmed it, so that order means nothing and no device can take another's
    words away."""
    new, erasing, known, waiting = list[Entry](), list[Entry](), list[str](), list[str]()
    for id_, entry in {**gone, **whole}.items():
        stored = here.find(entry)
        erased = stored is not None and bool(stored.erased)
        if id_ in gone and id_ not in confirmed and not erased:
            waiting.append(id_)
        if id_ in gone and id_ in confirmed and not erased:
            (new if stored is None else erasing).append(gone[id_])
        elif stored is not None:
            known.append(id_)
        elif id_ in whole:
            new.append(entry)
    outcome = Admission(
        tuple(e.entry_id for e in new), tuple(known), tuple(waiting),
        tuple(e.entry_id for e in erasing),
    )  # fmt: skip
    return Batch(tuple(new), tuple(erasing), outcome, {})


def lay_down(shelf: Shelf, batch: Batch, pack: Pack) -> Iterator[RecordRow]:
    """Store the new entries, record by record, and give each record when its are all there; but
    not a new one that ``pack`` has stored. The caller has saved."""
    numbers = {chain: number for number, chain in shelf.chains.known.items()}
    for chain in dict.fromkeys(entry.chain for entry in batch.new):
        if chain not in numbers:
            numbers[chain] = shelf.chains.add(chain, own=False)
    _hold(shelf, batch.new, numbers)
    for record_id, entries in _by_record((*batch.erasing, *batch.new)).items():
        row = shelf.record(record_id)
        if row is None:
            row = shelf.add_record(record_id, entries[0].record_type, entries[0].chain.chain_class)
            if pack(row, entries, numbers):
                continue
        if erased := [entry for entry in entries if entry.erased]:
            shelf.put_erased(row, erased)
        place = shelf.next_place(row.record_no)
        for offset, entry in enumerate(entry for entry in entries if not entry.erased):
            shelf.put(place + offset, numbers[entry.chain], entry, entry.digest)
        yield row


def _hold(shelf: Shelf, new: Iterable[Entry], numbers: Mapping[Chain, int]) -> None:
    seqs: dict[int, list[int]] = {}
    for entry in new:
        seqs.setdefault(numbers[entry.chain], []).append(entry.seq)
    for chain_no in seqs:
        shelf.chains.hold(chain_no, seqs[chain_no])


def _unique(entries: Iterable[Entry]) -> dict[str, Entry]:
    unique: dict[str, Entry] = {}
    for entry in entries:
        _require_same(unique.setdefault(entry.entry_id, entry), entry)
    return unique


def _require_same(one: Entry, other: Entry) -> None:
    """Compare by content and place: one id never says two things, erased or not."""
    if one is not other and _identity(one) != _identity(other):
        raise _refused(other, to_tell("Nothing was taken: another entry is known by this id."))


def _identity(entry: Entry) -> tuple[object, ...]:
    stands = (entry.chain, entry.seq, entry.record_type, entry.record_id, entry.parents)
    return (*stands, entry.digest)


def _check_chains(shelf: Shelf, entries: Iterable[Entry]) -> None:
    known = {chain.chain_id: chain for chain in shelf.chains.known.values()}
    for entry in entries:
        if known.setdefault(entry.chain.chain_id, entry.chain) != entry.chain:
            raise _refused(
                entry, to_tell("Nothing was taken: a chain is known by another device or class.")
            )
        known_type = entry.record_type in SHAPES
        if known_type and not belongs(entry.record_type, entry.chain.chain_class):
            raise _refused(entry, to_tell("Nothing was taken: open and private answers never mix."))


class _Here:
    """What is stored, and what would be stored beside it."""

    def __init__(self, shelf: Shelf, batch: Mapping[str, Entry]) -> None:
        self._shelf, self._batch = shelf, batch
        self._places = shelf.index.where_all(
            {*batch, *(parent for entry in batch.values() for parent in entry.parents)}
        )
        self._stored: dict[str, dict[str, Entry]] = {}
        self._kinds: dict[str, tuple[str, ChainClass]] = {}

    def _record(self, record_id: str) -> dict[str, Entry]:
        if record_id not in self._stored:
            row = self._shelf.record(record_id)
            entries = self._shelf.load(row) if row else []
            self._stored[record_id] = {entry.entry_id: entry for entry in entries}
            if row:
                self._kinds[record_id] = (row.record_type, row.chain_class)
        return self._stored[record_id]

    def find(self, entry: Entry) -> Entry | None:
        """Return the stored entry of this id, which is the same; None when there is none."""
        record_id = self._places.get(entry.entry_id)
        if record_id is None:
            return None
        stored = self._record(record_id)[entry.entry_id]
        _require_same(stored, entry)
        return stored

    def check_record(self, entry: Entry) -> None:
        """A record keeps its type and its class."""
        self._record(entry.record_id)
        _check_closing(entry)
        mine = (entry.record_type, entry.chain.chain_class)
        if self._kinds.setdefault(entry.record_id, mine) != mine:
            raise _refused(
                entry, to_tell("Nothing was taken: a record is of another type or class.")
            )
        if entry.record_type in PRIVATE_TYPES:
            said = entry.changes.get("sensitivity", mine[1].value)
            if said not in (None, mine[1].value):
                raise _refused(
                    entry, to_tell("Nothing was taken: a private record keeps its class.")
                )

    def check_parents(self, entry: Entry) -> None:
        """No parent stands in another record."""
        for parent in entry.parents:
            if parent in self._batch:
                record_id: str | None = self._batch[parent].record_id
            else:
                record_id = self._places.get(parent)
            if record_id not in (None, entry.record_id):
                raise _refused(
                    entry, to_tell("Nothing was taken: an entry names one of another record.")
                )

    def check_circles(self, new: Iterable[Entry]) -> dict[str, History]:
        """No entry had seen itself; return what was looked through, by record."""
        return {
            record_id: History([*self._record(record_id).values(), *entries])
            for record_id, entries in _by_record(new).items()
        }


def _check_closing(entry: Entry) -> None:
    """Only a record that can be closed is, by a close or by a decision that names one."""
    shape, said = SHAPES.get(entry.record_type), entry.changes.get(CLOSED)
    closing = [f for f in entry.changes if f == CLOSED or f.startswith(RESULTS)]
    if shape and closing and not (shape.closes and (said in (None, True) or is_id(said))):
        raise _refused(entry, to_tell("Nothing was taken: this record cannot be closed so."))


def _by_record(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    records: dict[str, list[Entry]] = {}
    for entry in entries:
        records.setdefault(entry.record_id, []).append(entry)
    return records


def _refused(entry: Entry, why: str) -> InputError:
    return InputError(why, place=f"entry {entry.entry_id}")
