"""What a record's entries say together: who knew what, which values stand, what is in conflict.

Pure: entries in, values out; the same entries give the same answer in any order.
"""

import heapq
from collections.abc import Iterable, Set
from functools import cached_property

from imh_desktop.errors import InputError
from imh_desktop.store.entry import Changes, Entry, Value, encode
from imh_desktop.store.fold import Candidate as Candidate  # the others name them from here
from imh_desktop.store.fold import Fold as Fold

CLOSED = "closed"
RESULTS = "results."
TRASHED = "trashed"
"""Says that a record was put in the trash."""
UNDOING = "undo "
"""Begins the reason of an entry that undoes another; the other's id follows."""


class History:
    """The entries of one record, ordered so that each stands after those it had seen.

    Sets of entries are whole numbers, one bit an entry: what an entry had seen is ``_seen[i]``.
    """

    def __init__(self, entries: Iterable[Entry], retracted: Set[str] = frozenset()) -> None:
        """Order the entries.

        Args:
            retracted: ids of entries that keep their place in ancestry and give no value.
        Raises:
            InputError: they name one another in a circle.
        """
        known = {entry.entry_id: entry for entry in entries}
        self.entries = _in_order(known)
        self._index = {entry.entry_id: i for i, entry in enumerate(self.entries)}
        self.incomplete = any(p not in known for e in self.entries for p in e.parents)
        self._seen: list[int] = []
        for entry in self.entries:
            parents = [self._index[p] for p in entry.parents if p in self._index]
            mask = 0
            for parent in parents:
                mask |= self._seen[parent] | 1 << parent
            self._seen.append(mask)
        # Apart from ``_all``, which is what gives values.
        self._retracted = sum(1 << self._index[id_] for id_ in retracted if id_ in self._index)

    @property
    def given(self) -> tuple[Entry, ...]:
        """Return the entries that are not taken back, whether they count or came late."""
        return tuple(entry for i, entry in enumerate(self.entries) if self._all >> i & 1)

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """Return the entries nobody has seen yet."""
        seen = {parent for entry in self.entries for parent in entry.parents}
        return tuple(sorted(id_ for id_ in self._index if id_ not in seen))

    @cached_property
    def counted_heads(self) -> tuple[str, ...]:
        """Return the heads without what came late: whoever knows them knows all that counts."""
        if self.close is None:
            return self.heads
        at = self._index[self.close.entry_id]
        known = self._after(at) | 1 << at
        for i, seen in enumerate(self._seen):
            known |= seen if known >> i & 1 else 0
        told = 0
        for i, seen in enumerate(self._seen):
            told |= seen if known >> i & 1 else 0
        left = (e.entry_id for i, e in enumerate(self.entries) if (known & ~told) >> i & 1)
        return tuple(sorted(left))

    def entry(self, entry_id: str) -> Entry | None:
        """Return one entry of this record."""
        index = self._index.get(entry_id)
        return None if index is None else self.entries[index]

    @cached_property
    def close(self) -> Entry | None:
        """Return the close that stands; None while open, or while two closes disagree."""
        standing = self._standing_closes
        return next(iter(standing.values())) if len(standing) == 1 else None

    @cached_property
    def _standing_closes(self) -> dict[str, Entry | None]:
        """Return what the present setters of ``closed`` stand for: a close, or an open visit."""
        standing: dict[str, Entry | None] = {}
        for entry in self._maximal(self._setters(CLOSED, self._all)):
            value = entry.changes[CLOSED]
            named = self.entry(value) if isinstance(value, str) else entry
            close = named if named in self.closes else None
            standing[close.entry_id if close else ""] = close
        return standing

    @property
    def closes(self) -> tuple[Entry, ...]:
        """Return every entry that closed the record, standing or not, and was not retracted."""
        return tuple(
            self.entries[i] for i in self._setters(CLOSED, self._all)
            if self.entries[i].changes[CLOSED] is True
        )  # fmt: skip

    def absent(self, holding: Iterable[str]) -> bool:
        """Tell whether the record is to be shown nowhere: all of it was retracted, or its
        beginning was, and nothing says since where it belongs.

        Args:
            holding: the fields that say where such a record belongs; none, and it stands alone.
        """
        if not self._retracted:
            return False
        begun = [i for i, entry in enumerate(self.entries) if not entry.parents]
        if any(self._all >> i & 1 for i in begun):
            return False
        fields = list(holding)
        return not self._all or bool(
            fields and not any(self._setters(f, self._all) for f in fields)
        )

    @cached_property
    def silent(self) -> bool:
        """Tell whether nothing that was ever said of the record stands, as when its beginning was
        undone."""
        fold = self.fold()
        said = fold.fields or fold.conflicts or self.close
        return bool(self.entries) and not said

    @cached_property
    def put_away(self) -> bool:
        """Tell whether the record is in the trash. Whoever writes to it takes it out again, also
        one who did not know; and what is closed cannot be put away."""
        fold = self.fold()
        said = fold.fields.get(TRASHED) is True and self.close is None
        return said and set(self.heads) <= set(fold.setters[TRASHED])

    @property
    def standing_on_retracted(self) -> tuple[Entry, ...]:
        """Return the closes, decisions and corrections that had seen what is retracted now."""
        return tuple(
            entry for i, entry in enumerate(self.entries)
            if self._all >> i & 1 and self._seen[i] & self._retracted
            and (entry.reason or entry.changes.get(CLOSED) is True)
        )  # fmt: skip

    @cached_property
    def _all(self) -> int:
        return (1 << len(self.entries)) - 1 & ~self._retracted

    @cached_property
    def _counted(self) -> int:
        """Return the entries that give values: all, or the close, what it saw, what amends it."""
        if self.close is None:
            return self._all
        at = self._index[self.close.entry_id]
        return (self._seen[at] | 1 << at | self._after(at)) & self._all

    def _after(self, at: int) -> int:
        return sum(1 << i for i, seen in enumerate(self._seen) if seen >> at & 1)

    def _setters(self, field: str, among: int) -> list[int]:
        return [
            i for i, entry in enumerate(self.entries) if among >> i & 1 and field in entry.changes
        ]

    def _maximal(self, setters: list[int]) -> list[Entry]:
        """Return those that no other of them had seen."""
        seen = 0
        for i in setters:
            seen |= self._seen[i]
        return [self.entries[i] for i in setters if not seen >> i & 1]

    def fold(self) -> Fold:
        """Return the values that stand now."""
        return self._folded

    @cached_property
    def _folded(self) -> Fold:
        fold = self._fold(self._counted, results=self.close is not None)
        if len(self._standing_closes) > 1:
            present = self._maximal(self._setters(CLOSED, self._all))
            fold.conflicts[CLOSED] = _candidates(CLOSED, present)
        return fold

    def before(self, entry: Entry, field: str) -> tuple[Value, bool]:
        """Return the value a field had for the writer of an entry, and whether it was certain."""
        had = self.had(entry, field)
        values = {encode(e.changes[field]): e.changes[field] for e in had}
        if field == TRASHED and len(values) > 1:
            return None, True
        return next(iter(values.values()), None), len(values) < 2

    def had(self, entry: Entry, field: str) -> list[Entry]:
        """Return the entries that held a field's value for the writer of an entry."""
        seen = self._seen[self._index[entry.entry_id]] & self._all
        return self._maximal(self._setters(field, seen))

    def _fold(self, among: int, *, results: bool) -> Fold:
        fold = Fold({}, {}, {}, self.close)
        setters: dict[str, list[int]] = {}
        for i, entry in enumerate(self.entries):
            if among >> i & 1:
                for field in entry.changes:
                    setters.setdefault(field, []).append(i)
        for field, indices in setters.items():
            if field != CLOSED and (results or not field.startswith(RESULTS)):
                _settle(fold, field, self._maximal(indices))
        return fold

    def knew(self, entry_id: str, other_id: str) -> bool:
        """Tell whether the writer of an entry had seen another one."""
        at = self._index.get(other_id)
        return at is not None and bool(self._seen[self._index[entry_id]] >> at & 1)

    def as_of(self, entry: Entry) -> Changes:
        """Return the fields as the writer of an entry left them, as far as they were certain."""
        at = self._index[entry.entry_id]
        return self._fold((self._seen[at] | 1 << at) & self._all, results=False).fields

    def late(self) -> tuple[Entry, ...]:
        """Return the entries made without knowledge of the close and unknown to it, until an
        amendment that had seen them sets what they set."""
        return tuple(entry for entry in self.entries if entry.entry_id in self.late_fields)

    @cached_property
    def late_fields(self) -> dict[str, frozenset[str]]:
        """Return late entry id -> which of the fields it sets no amendment has looked at."""
        if self.close is None:
            return {}
        at = self._index[self.close.entry_id]
        later = [
            i for i in range(len(self.entries)) if self._all >> i & 1 and self._seen[i] >> at & 1
        ]
        late = (i for i in range(len(self.entries)) if self._all & ~self._counted & 1 << i)
        found = {self.entries[i].entry_id: self._not_taken_in(i, later) for i in late}
        return {entry_id: fields for entry_id, fields in found.items() if fields}

    def _not_taken_in(self, late: int, amendments: list[int]) -> frozenset[str]:
        fields = {
            field
            for field in self.entries[late].changes
            if field not in (CLOSED, TRASHED) and not field.startswith(RESULTS)
        }
        for i in amendments:
            if self._seen[i] >> late & 1:
                fields -= self.entries[i].changes.keys()
        return frozenset(fields)


def _settle(fold: Fold, field: str, present: list[Entry]) -> None:
    values = {encode(entry.changes[field]) for entry in present}
    fold.setters[field] = tuple(sorted(entry.entry_id for entry in present))
    if len(values) > 1 and field == TRASHED:
        return  # whoever took it out is followed: it stands, and is no question to decide
    if len(values) > 1:
        fold.conflicts[field] = _candidates(field, present)
    elif present[0].changes[field] is not None:
        fold.fields[field] = present[0].changes[field]


def _candidates(field: str, present: list[Entry]) -> tuple[Candidate, ...]:
    ordered = sorted(present, key=lambda entry: entry.entry_id)
    return tuple(
        Candidate(e.changes[field], e.entry_id, e.worker_id, e.recorded_at) for e in ordered
    )


def _in_order(known: dict[str, Entry]) -> tuple[Entry, ...]:
    """Return the entries with parents first, and by id where that leaves a choice."""
    waiting = {e.entry_id: sum(p in known for p in e.parents) for e in known.values()}
    children: dict[str, list[str]] = {}
    for entry in known.values():
        for parent in entry.parents:
            children.setdefault(parent, []).append(entry.entry_id)
    ready = [entry_id for entry_id, count in waiting.items() if not count]
    heapq.heapify(ready)
    ordered = []
    while ready:
        entry_id = heapq.heappop(ready)
        ordered.append(known[entry_id])
        for child in children.get(entry_id, ()):
            waiting[child] -= 1
            if not waiting[child]:
                heapq.heappush(ready, child)
    if len(ordered) < len(known):
        raise InputError("These entries name one another in a circle. Nothing was changed.")
    return tuple(ordered)
