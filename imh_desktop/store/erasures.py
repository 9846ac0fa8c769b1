"""Erasures: which entries are to have no values here, and stay so whatever arrives.

An erasure is a record that names entries of its own class by their ids, and those by which was said
anew what else they had said. What this device wrote
itself applies; what came with an archive waits until a person has confirmed it, which is an
erasure of this device's own.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store.entry import Changes, Entry, Value, erased_entry
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.packs import id_bytes, id_text
from imh_desktop.store.shapes import ERASURE
from imh_desktop.store.shelf import Shelf
from imh_desktop.store.sqlcipher import Connection

_ENTRIES, _AGAIN = "entries.", "again."
_SIZE = 16
Ids = Mapping[ChainClass, Set[str]]
"""Ids of entries, by class."""


class Whose(NamedTuple):
    """Who had said what is said anew, and when, by that person's laptop (UTC, ISO 8601)."""

    worker_id: str
    recorded_at: str


Anew = Mapping[ChainClass, Mapping[str, Whose | None]]
"""Ids of entries by which something was said anew, by class, with who had said it."""


class Erasures:
    """The erasures of a journal; read when first needed."""

    def __init__(self, connection: Connection, shelf: Shelf, device_id: str) -> None:
        """Read from a shelf."""
        self._execute, self._shelf, self._device_id = connection.execute, shelf, device_id
        self._own: dict[ChainClass, frozenset[str]] | None = None
        self._all: frozenset[str] = frozenset()
        self._anew: frozenset[str] = frozenset()
        self._whose: dict[tuple[str, str], Whose | None] | None = None

    def forget(self) -> None:
        """Read anew when next needed."""
        self._own = self._whose = None

    def heard(self) -> None:
        """Read anew what others said of erasures, some of which arrived."""
        self._whose = None

    def own(self) -> dict[ChainClass, frozenset[str]]:
        """Return what is to stand erased here, by class."""
        if self._own is None:
            found: dict[ChainClass, set[str]] = {part: set() for part in ChainClass}
            anew = set[str]()
            for row in self._shelf.records_of(ERASURE):
                for entry in self._shelf.load(row):
                    if self._is_own(entry):
                        found[row.chain_class] |= named_in(entry)
                        anew |= named_in(entry, _AGAIN)
            self._anew = frozenset(anew)
            self._own = {part: frozenset(ids) for part, ids in found.items()}
            self._all = frozenset().union(*self._own.values())
        return self._own

    def applied(self, entries: Iterable[Entry]) -> tuple[list[Entry], frozenset[str]]:
        """Return entries from elsewhere as they may stand here, and the ids that stand erased."""
        self.own()
        names = self._all
        return [gone(e) if e.entry_id in names and not e.erased else e for e in entries], names

    def anew(self) -> list[Entry]:
        """Return what was said anew beside what was erased, and the erased ones before it: an older
        vault needs them all, so that nothing else is lost where the same is erased in it again."""
        self.own()
        found = list[Entry]()
        for record_id in sorted({*self._shelf.index.where_all(self._anew).values()}):
            row = self._shelf.record(record_id)
            entries = self._shelf.load(row) if row else []
            found += [e for e in entries if e.erased or e.entry_id in self._anew]
        return found

    def whose(self, entry: Entry) -> Whose:
        """Return who said what an entry says: where it says anew what stays beside something that
        was erased, whoever had said it, and when."""
        return self._said_anew().get(_place(entry)) or Whose(entry.worker_id, entry.recorded_at)

    def is_anew(self, entry: Entry) -> bool:
        """Tell whether an entry says anew what stays beside something that was erased."""
        return _place(entry) in self._said_anew()

    def _said_anew(self) -> dict[tuple[str, str], Whose | None]:
        """Return whose each entry is that says something anew, by its device and id: each device
        speaks of its own."""
        if self._whose is None:
            self._whose = {
                (entry.chain.device_id, field.removeprefix(_AGAIN)): _whose_of(value)
                for row in self._shelf.records_of(ERASURE)
                for entry in self._shelf.load(row)
                for field, value in entry.changes.items()
                if field.startswith(_AGAIN)
            }
        return self._whose

    def said_of(self, entry_ids: Set[str]) -> dict[str, Entry]:
        """Return the first entry, by its writer's clock, that names each of some ids."""
        found: dict[str, Entry] = {}
        for row in self._shelf.records_of(ERASURE) if entry_ids else ():
            for entry in self._shelf.load(row):
                for id_ in named_in(entry) & entry_ids:
                    if id_ not in found or entry.recorded_at < found[id_].recorded_at:
                        found[id_] = entry
        return found

    @storage_faults()
    def ids(self) -> dict[ChainClass, frozenset[str]]:
        """Return what stands erased here or is to when it comes, by class."""
        select = "SELECT chain_class, entry_id FROM erased JOIN chain USING (chain_no)"
        found = {part: set(ids) for part, ids in self.own().items()}
        for part, entry_id in self._execute(select).fetchall():
            found[ChainClass(part)].add(id_text(entry_id))
        return {part: frozenset(ids) for part, ids in found.items()}

    def _is_own(self, entry: Entry) -> bool:
        """Tell whether this vault wrote it: what came with an archive was not confirmed here,
        even where another copy of this vault wrote it."""
        if entry.chain.device_id != self._device_id:
            return False
        select = "SELECT 1 FROM arrival WHERE entry_id = ?"
        return self._execute(select, (id_bytes(entry.entry_id),)).fetchone() is None


def gone(entry: Entry) -> Entry:
    """Return an entry without its values."""
    return erased_entry(
        entry.entry_id, entry.chain, entry.seq, entry.record_type, entry.record_id, entry.parents,
        entry.content,
    )  # fmt: skip


def named_in(entry: Entry, group: str = _ENTRIES) -> frozenset[str]:
    """Return the ids an entry of an erasure names: those erased, or of another group."""
    fields = (field for field in entry.changes if field.startswith(group))
    return frozenset(field.removeprefix(group) for field in fields)


def naming(entry_ids: Iterable[str], anew: Mapping[str, Whose | None]) -> Changes:
    """Return the fields that name entries, and those that say something ``anew``."""
    erased: Changes = {f"{_ENTRIES}{entry_id}": True for entry_id in sorted(entry_ids)}
    return erased | {f"{_AGAIN}{id_}": _told(whose) for id_, whose in sorted(anew.items())}


def _told(whose: Whose | None) -> Value:
    return {"by": whose.worker_id, "at": whose.recorded_at} if whose else True


def _whose_of(value: Value) -> Whose | None:
    """Return who is named; None where an earlier release named nobody."""
    if not isinstance(value, dict):
        return None
    by, at = value.get("by"), value.get("at")
    return Whose(by, at) if isinstance(by, str) and isinstance(at, str) else None


def _place(entry: Entry) -> tuple[str, str]:
    return entry.chain.device_id, entry.entry_id


def id_blocks(ids: Ids) -> dict[str, bytes]:
    """Return ids laid end to end, by class; a class without any is left out."""
    return {part.value: b"".join(map(id_bytes, sorted(some))) for part, some in ids.items() if some}


def ids_in(block: bytes) -> frozenset[str]:
    """Return the ids that were laid end to end."""
    return frozenset(_cut(block))


def _cut(block: bytes) -> Iterator[str]:
    for at in range(0, len(block), _SIZE):
        yield id_text(block[at : at + _SIZE])
