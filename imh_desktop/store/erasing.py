"""Erasing: entries lose their values, here and wherever this vault's word is taken.

What else an erased entry said, of fields that stay, is said anew by an entry of its own: nobody
can erase one word and lose another by it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.store.ancestry import CLOSED, RESULTS, TRASHED, History
from imh_desktop.store.desk import forget_at, forget_forms
from imh_desktop.store.entry import Changes, Entry, Value
from imh_desktop.store.erasures import Anew, Ids, Whose, gone, naming
from imh_desktop.store.fold import FINISHED
from imh_desktop.store.pen import Pen
from imh_desktop.store.rules import undecided
from imh_desktop.store.shapes import ERASURE
from imh_desktop.store.shelf import RecordRow
from imh_desktop.store.wiping import finish_wiping, wipe_later

IsGone = Callable[[str], bool]


class Again(NamedTuple):
    """What is said anew beside what is erased, with its reason; ``whose``: who had said it."""

    changes: Changes
    reason: str = ""
    whose: Whose | None = None


class Part(NamedTuple):
    """What is erased of one record. ``again``: what is said anew after it, by somebody who had
    ``seen`` these entries; none where the whole record goes."""

    row: RecordRow
    entry_ids: frozenset[str]
    again: tuple[Again, ...] = ()
    seen: tuple[str, ...] = ()


class Erasing:
    """Erases with the journal's pen."""

    def __init__(self, pen: Pen) -> None:
        """Stand beside the journal."""
        self._pen = pen

    def ids(self) -> dict[ChainClass, frozenset[str]]:
        """Return what stands erased here, or is to when it comes, by class."""
        return self._pen.erasures.ids()

    def whole(self, row: RecordRow) -> Part:
        """Return what erases a record from its first entry to its last."""
        return Part(row, frozenset(e.entry_id for e in self.left(row)))

    def of_fields(
        self, row: RecordRow, is_gone: IsGone, results: Mapping[str, Value] | None = None
    ) -> Part | None:
        """Return what erases some fields of a record with all they ever held; None when nobody
        ever set one.

        Args:
            is_gone: tells of a field whether it is to be erased.
            results: of a closed record, what it is closed with anew: what it showed was made from
                what is erased, so every result ever kept goes too.
        Raises:
            ConflictError: another field of what goes waits to be decided.
            InputError: something of it came late and holds more than these fields.
        """
        history = self._pen.history(row)
        fold = history.fold()
        goes = [e for e in self.left(row) if any(map(is_gone, e.changes))]
        if not goes:
            return None
        if results is not None:
            known = {entry.entry_id for entry in goes}
            goes += [e for e in self.left(row) if e.entry_id not in known and _is_result(e)]
        others = {f for e in goes for f in e.changes if not is_gone(f) and not _closing(f)}
        if torn := others & fold.conflicts.keys():
            raise undecided(min(torn))
        ids = frozenset(entry.entry_id for entry in goes)
        _require_seen(history, ids, others)
        again = {field: fold.fields.get(field) for field in others if _is_told(history, field)}
        if history.put_away:
            again[TRASHED] = True
        said = list[Again]()
        if results is not None and fold.close is not None:
            anew = {RESULTS + name: value for name, value in results.items()}
            closing: Changes = {**again, CLOSED: True, FINISHED: fold.closed_at, **anew}
            said.append(Again(closing, "", self._whose(history.close)))
            said += self._amendments(history, ids, is_gone)
        elif again:
            said += self._by_writer(history, again)
        return Part(row, ids, tuple(said), history.counted_heads)

    def erase(self, parts: Sequence[Part], said: Changes) -> int:
        """Erase, together or not at all, and leave nothing of it in the file; return how many
        entries of open records lost their values.

        Args:
            said: what the erasures say of themselves beside the ids.
        Raises:
            StorageFault: the disk refused. Where the entries are erased already, what is left of
                them in the file goes the next time it is opened.
        """
        with self._pen.transaction():
            count = self.along(parts, said)
        self.wipe()
        return count

    def anew(self) -> list[Entry]:
        """Return what an older vault needs beside the ids, as ``again`` takes it."""
        return self._pen.erasures.anew()

    def said_of(self, entry_ids: Set[str]) -> dict[str, Entry]:
        """Return what says first, by its writer's clock, that entries are to be erased, wherever it
        was said."""
        return self._pen.erasures.said_of(entry_ids)

    def whose(self, entry: Entry) -> Whose:
        """Return who said what an entry says, and when; as ``Erasures.whose``."""
        return self._pen.erasures.whose(entry)

    def is_anew(self, entry: Entry) -> bool:
        """Tell whether an entry says anew what stays beside something that was erased."""
        return self._pen.erasures.is_anew(entry)

    def again(self, ids: Ids, anew: Sequence[Entry] = ()) -> int:
        """Erase what was erased before this vault was put back; return how many entries lost
        their values. What is not here is named all the same: it is to stay away.

        Args:
            anew: what was said anew then, with the erased entries before it; it is here already.
        """
        own = self._pen.erasures.own()
        new = {part: some - own[part] for part, some in ids.items()}
        if not any(new.values()):
            return 0
        said: dict[ChainClass, dict[str, Whose | None]] = {}
        for entry in anew:
            if not entry.erased:
                said.setdefault(entry.chain.chain_class, {})[entry.entry_id] = None
        with self._pen.transaction():
            count = self.confirm(new, {"kind": "again"}, said)
        self.wipe()
        return count

    def along(self, parts: Sequence[Part], said: Changes) -> int:
        """Erase within a transaction that the caller holds; as ``erase``."""
        ids: dict[ChainClass, set[str]] = {}
        anew: dict[ChainClass, dict[str, Whose | None]] = {}
        count = 0
        for part in parts:
            chain = part.row.chain_class
            emptied, written = self._empty(part)
            ids.setdefault(chain, set()).update(part.entry_ids)
            anew.setdefault(chain, {}).update(written)
            count += emptied if chain is ChainClass.OPEN else 0
        self._name(ids, said, anew)
        return count

    def confirm(self, ids: Ids, said: Changes, anew: Anew | None = None) -> int:
        """Let entries be erased that are named by their ids alone, within a transaction that the
        caller holds; return how many lost their values."""
        self._name(ids, said, anew or {})
        found = self._by_record({id_ for some in ids.values() for id_ in some})
        return sum(self._empty(Part(row, frozenset(some)))[0] for row, some in found)

    def wipe(self) -> None:
        """Leave nothing of what was erased in the file. Raises as ``finish_wiping``."""
        finish_wiping(self._pen.connection)

    def _name(self, ids: Ids, said: Changes, anew: Anew) -> None:
        for part, some in ids.items():
            if some:
                changes = {**said, **naming(some, anew.get(part, {}))}
                self._pen.put(ERASURE, self._pen.new_id(), changes, part, "")
        self._pen.erasures.forget()

    def _empty(self, part: Part) -> tuple[int, dict[str, Whose | None]]:
        """Empty entries; return how many, and what was said anew: by id, who had said it."""
        pen, row = self._pen, part.row
        pen.shelf.save(pen.own.tips())
        entries = [e for e in self.left(row) if e.entry_id in part.entry_ids]
        if entries:
            pen.shelf.put_erased(row, [gone(entry) for entry in entries])
            self._forget_drafts(row, entries)
            wipe_later(pen.connection)
        pen.wake_anew(row.record_id)
        seen, written = part.seen, dict[str, Whose | None]()
        for changes, reason, whose in part.again:
            entry_id = pen.put_after(row, seen, changes, reason).entry_id
            written[entry_id], seen = whose, (entry_id,)
        if not part.again:
            pen.settle(row)
        return len(entries), written

    def _forget_drafts(self, row: RecordRow, entries: Sequence[Entry]) -> None:
        """Forget what is half typed where something was erased."""
        said = [entry.changes for entry in (*entries, *self.left(row))]
        named = next((each["visit_id"] for each in said if "visit_id" in each), "")
        visit_id = row.record_id if row.record_type == "visit" else str(named)
        connection, whole = self._pen.connection, not self.left(row)
        if whole:
            forget_forms(connection, row.record_id)
        if row.record_type == "visit" and whole:
            forget_at(connection, visit_id)
        for field in {field for entry in entries for field in entry.changes}:
            group, _, item_id = field.partition(".")
            if group in ("answers", "notes", "actions") and visit_id:
                forget_at(connection, f"{visit_id}/{item_id}")
                forget_forms(connection, f"{visit_id}/{item_id}")

    def left(self, row: RecordRow) -> list[Entry]:
        """Return the entries of a record that still say something."""
        return [entry for entry in self._pen.shelf.load(row) if not entry.erased]

    def _whose(self, entry: Entry | None) -> Whose | None:
        return self._pen.erasures.whose(entry) if entry else None

    def _by_writer(self, history: History, again: Changes) -> Iterator[Again]:
        """Yield what stays, each with who said it last."""
        fields: dict[str, Changes] = {}
        last = {field: entry for entry in history.given for field in entry.changes}
        for field, value in again.items():
            fields.setdefault(last[field].entry_id, {})[field] = value
        for entry in history.given:
            if entry.entry_id in fields:
                yield Again(fields[entry.entry_id], "", self._whose(entry))

    def _amendments(self, history: History, ids: Set[str], is_gone: IsGone) -> Iterator[Again]:
        """Yield what the corrections among these said of other fields, with their reasons."""
        for entry in history.entries:
            kept = {f: v for f, v in entry.changes.items() if not (is_gone(f) or _closing(f))}
            if kept and entry.reason and entry.entry_id in ids and CLOSED not in entry.changes:
                yield Again(kept, entry.reason, self._whose(entry))

    def _by_record(self, entry_ids: Set[str]) -> Iterator[tuple[RecordRow, set[str]]]:
        found: dict[str, set[str]] = {}
        for entry_id, record_id in self._pen.shelf.index.where_all(entry_ids).items():
            found.setdefault(record_id, set()).add(entry_id)
        for record_id, some in found.items():
            row = self._pen.shelf.record(record_id)
            if row is not None:
                yield row, some


def _is_told(history: History, field: str) -> bool:
    """Tell whether a field is to be said anew: it says something, or would say again what it said
    before it was cleared."""
    setters = [entry for entry in history.given if field in entry.changes]
    return field in history.fold().fields or len(setters) > 1


def _closing(field: str) -> bool:
    return field == CLOSED or field.startswith(RESULTS) or field in (TRASHED, FINISHED)


def _is_result(entry: Entry) -> bool:
    return any(field.startswith(RESULTS) for field in entry.changes)


def _require_seen(history: History, ids: Set[str], others: Iterable[str]) -> None:
    late = {field for entry in history.late() if entry.entry_id in ids for field in entry.changes}
    if late & set(others):
        raise InputError("Something came late to this visit. Please look at that first.")
