"""Which places of which chains were taken back, and stay so until they are brought back.

A retraction names places of chains of its own class, once, in the entry that begins it; whether it
stands is one field, ``brought_back``. While two people disagree on that, the values stand.

One that ``repeats`` another says the same ``about`` one record alone, for who is given that record
and not the whole retraction. Where the whole one is here, the other says nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.ancestry import Fold, History
from imh_desktop.store.chains import ranges_of
from imh_desktop.store.entry import Changes, Entry
from imh_desktop.store.places import Places
from imh_desktop.store.shapes import RETRACTION
from imh_desktop.store.shelf import RecordRow, Shelf
from imh_desktop.store.sqlcipher import Connection

BROUGHT_BACK, REPEATS, ABOUT = "brought_back", "repeats", "about"
_RANGES, _ENTRIES = "ranges", "entries"

Range = tuple[int, int]


class Named(NamedTuple):
    """What one retraction names: chain id -> ranges of places (first, last); and entries by their
    id, of chains that have two histories."""

    ranges: Mapping[str, tuple[Range, ...]]
    entries: frozenset[str]

    @classmethod
    def of(cls, seqs: Mapping[str, Set[int]], entries: Iterable[str]) -> "Named":
        """Return what names some places (chain id -> seqs) and entries."""
        ranges = {chain_id: tuple(ranges_of(some)) for chain_id, some in seqs.items()}
        return cls(ranges, frozenset(entries))

    def without(self, others: Iterable["Named"]) -> bool:
        """Tell whether it names anything that none of the others names."""
        there = list(others)
        if self.entries - frozenset(id_ for other in there for id_ in other.entries):
            return True
        return not all(
            any(_within(seq, other.ranges.get(chain_id, ())) for other in there)
            for chain_id, ranges in self.ranges.items()
            for first, last in ranges
            for seq in range(first, last + 1)
        )

    def has(self, entry: Entry) -> bool:
        """Tell whether it names an entry."""
        ranges = self.ranges.get(entry.chain.chain_id, ())
        return _within(entry.seq, ranges) or entry.entry_id in self.entries


def named_of(entries: Iterable[Entry], forked: Set[str]) -> Named:
    """Return what names some entries. ``forked``: chains of which a place holds two entries."""
    seqs: dict[str, set[int]] = {}
    ids = set[str]()
    for entry in entries:
        if entry.chain.chain_id in forked:
            ids.add(entry.entry_id)
        else:
            seqs.setdefault(entry.chain.chain_id, set()).add(entry.seq)
    return Named.of(seqs, ids)


def _within(seq: int, ranges: Iterable[Range]) -> bool:
    return any(first <= seq <= last for first, last in ranges)


def naming(named: Named) -> Changes:
    """Return the fields that name what is taken back."""
    changes: Changes = {f"{_ENTRIES}.{id_}": True for id_ in named.entries}
    for chain_id, ranges in named.ranges.items():
        changes |= {f"{_RANGES}.{chain_id}.{first}": last for first, last in ranges}
    return changes


def stands(fold: Fold) -> bool:
    """Tell whether a retraction takes back, as far as its own record says."""
    return not fold.fields.get(BROUGHT_BACK) and BROUGHT_BACK not in fold.conflicts


def standing(records: Mapping[str, Sequence[Entry]]) -> dict[str, Named]:
    """Return the retractions of one class that take back: record id -> what they name.

    One may name another, which then says nothing. As none can name what was written after it,
    they stand in an order, and as many rounds as there are records settle them. Where forged ones
    name each other in a circle, those of the circle take nothing back.
    """
    now: dict[str, Named] = {}
    before = now
    records = {id_: each for id_, each in records.items() if id_ not in overruled(records)}
    for _ in range(len(records) + 1):
        before, now = now, dict(_round(records, now))
        if now == before:
            return now
    return {id_: named for id_, named in now.items() if before.get(id_) == named}


def overruled(records: Mapping[str, Sequence[Entry]]) -> frozenset[str]:
    """Return the ids of those that repeat one whose beginning is here."""
    begun = {id_ for id_, entries in records.items() if any(map(_begins, entries))}
    found = set[str]()
    for id_, entries in records.items():
        said = [entry.changes.get(REPEATS) for entry in entries if _begins(entry)]
        if any(isinstance(each, str) and each != id_ and each in begun for each in said):
            found.add(id_)
    return frozenset(found)


def _begins(entry: Entry) -> bool:
    return not (entry.parents or entry.erased)


def _round(
    records: Mapping[str, Sequence[Entry]], others: Mapping[str, Named]
) -> Iterator[tuple[str, Named]]:
    for record_id, entries in records.items():
        fold = History(entries, retracted(entries, others.values())).fold()
        if stands(fold):
            yield record_id, named_in(fold.fields)


def retracted(entries: Iterable[Entry], standing: Iterable[Named]) -> frozenset[str]:
    """Return the ids of those entries that are taken back."""
    all_named = list(standing)
    return frozenset(e.entry_id for e in entries if any(named.has(e) for named in all_named))


def named_in(fields: Changes) -> Named:
    """Read what a retraction names; what a newer program may have added is passed over."""
    ranges: dict[str, list[Range]] = {}
    for field, last in fields.items():
        group, _, place = field.partition(".")
        chain_id, _, first = place.partition(".")
        if group == _RANGES and type(last) is int and first.isdecimal():
            ranges.setdefault(chain_id, []).append((int(first), last))
    group = f"{_ENTRIES}."
    entries = frozenset(f.removeprefix(group) for f in fields if f.startswith(group))
    return Named({chain_id: tuple(sorted(some)) for chain_id, some in ranges.items()}, entries)


Standing = Mapping[ChainClass, Mapping[str, Named]]
"""What is taken back: class -> record id of the retraction -> what it names."""


class Retractions:
    """The retractions of a journal that stand; read when first needed."""

    def __init__(self, connection: Connection, shelf: Shelf) -> None:
        """Read from a shelf."""
        self._connection, self._shelf = connection, shelf
        self._standing: dict[ChainClass, dict[str, Named]] | None = None
        self._together: dict[ChainClass, Named] = {}
        self._overruled: frozenset[str] = frozenset()

    def forget(self) -> None:
        """Read anew when next needed: a transaction was undone."""
        self._standing = None

    def all(self) -> Standing:
        """Return what is taken back."""
        if self._standing is None:
            found: dict[ChainClass, dict[str, list[Entry]]] = {}
            for row in self._shelf.records_of(RETRACTION):
                found.setdefault(row.chain_class, {})[row.record_id] = self._shelf.load(row)
            self._overruled = frozenset(id_ for some in found.values() for id_ in overruled(some))
            self._standing = {part: standing(records) for part, records in found.items()}
            self._together = {p: _together(some.values()) for p, some in self._standing.items()}
        return self._standing

    def rows(self) -> list[RecordRow]:
        """Return the retractions, without those that say nothing beside the whole one."""
        self.all()
        rows = self._shelf.records_of(RETRACTION)
        return [row for row in rows if row.record_id not in self._overruled]

    def overruled(self) -> list[RecordRow]:
        """Return the retractions that say nothing beside the whole one."""
        self.all()
        rows = self._shelf.records_of(RETRACTION)
        return [row for row in rows if row.record_id in self._overruled]

    def take_back(self, entry: Entry) -> bool:
        """Tell whether an entry is taken back."""
        named = self._of(entry.chain.chain_class)
        return named is not None and named.has(entry)

    def stand(self, part: ChainClass) -> bool:
        """Tell whether anything of a class is taken back."""
        return self._of(part) is not None

    def history(self, row: RecordRow) -> History:
        """Return all that was ever said of a record."""
        entries = self._shelf.load(row)
        named = self._of(row.chain_class)
        return History(entries, retracted(entries, (named,)) if named else frozenset())

    def renew(self) -> list[RecordRow]:
        """Read anew after retractions were written or arrived; return the records of which more
        or less is taken back now. The caller holds the transaction."""
        before = self.all()
        self.forget()
        after = self.all()
        changed = [named for part in ChainClass for named in _differing(before, after, part)]
        return self.records(changed) if changed else []

    def _of(self, part: ChainClass) -> Named | None:
        return self._together.get(part) if self.all().get(part) else None

    def records(self, all_named: Iterable[Named]) -> list[RecordRow]:
        """Return the records of which something here is named; where that is a retraction, those
        too of which it names something."""
        places, found = Places(self._connection, self._shelf), dict[str, RecordRow]()
        waiting = list(all_named)
        while waiting:
            named = waiting.pop()
            ids = filter(None, map(self._shelf.index.where, named.entries))
            by_id = filter(None, map(self._shelf.record, ids))
            for row in (*places.records(named.ranges), *by_id):
                if row.record_id not in found and row.record_type == RETRACTION:
                    waiting.append(named_in(History(self._shelf.load(row)).fold().fields))
                found[row.record_id] = row
        return list(found.values())


def _together(some: Iterable[Named]) -> Named:
    ranges: dict[str, tuple[Range, ...]] = {}
    ids = set[str]()
    for named in some:
        ids |= named.entries
        for chain_id, there in named.ranges.items():
            ranges[chain_id] = (*ranges.get(chain_id, ()), *there)
    return Named(ranges, frozenset(ids))


def _differing(before: Standing, after: Standing, part: ChainClass) -> Iterator[Named]:
    old, new = before.get(part, {}), after.get(part, {})
    for record_id in old.keys() | new.keys():
        one, other = old.get(record_id), new.get(record_id)
        if one != other:
            yield from (named for named in (one, other) if named)
