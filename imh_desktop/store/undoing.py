"""Undoing entries: by new ones, which are seen through when the entry before is to be undone."""

from collections.abc import Sequence

from imh_desktop.errors import InputError
from imh_desktop.store.ancestry import CLOSED, UNDOING, History
from imh_desktop.store.entry import Changes, Entry, encode, is_id
from imh_desktop.store.faults import RecordClosed
from imh_desktop.store.pen import Pen
from imh_desktop.store.shapes import ERASURE
from imh_desktop.store.shelf import RecordRow


class Undoing:
    """Undoes with the journal's pen."""

    def __init__(self, pen: Pen) -> None:
        """Stand beside the journal."""
        self._pen = pen

    def undo(self, entry_id: str) -> Entry:
        """Undo one entry; as ``undo_many``."""
        return self.undo_many([entry_id])[0]

    def undo_many(self, entry_ids: Sequence[str]) -> list[Entry]:
        """Give the fields that entries set the values they had before, by new entries; all in one
        transaction, in the order given.

        Raises:
            InputError: one is not the last word on one of its fields, decided a conflict, began
                a record of which more stands, or the visit is closed; nothing was written.
        """
        with self._pen.transaction():
            return [self._undo(entry_id) for entry_id in entry_ids]

    def changes(self, entry_id: str) -> Changes:
        """Return what undoing an entry would write now. Raises as ``undo_many``."""
        return self._found(entry_id)[1]

    def _undo(self, entry_id: str) -> Entry:
        row, changes = self._found(entry_id)
        return self._pen.rewrite_along(row, changes, UNDOING + entry_id)

    def _found(self, entry_id: str) -> tuple[RecordRow, Changes]:
        record_id = self._pen.shelf.index.where(entry_id) if is_id(entry_id) else None
        row = self._pen.shelf.record(record_id) if record_id else None
        history = self._pen.history(row) if row else None
        entry = history.entry(entry_id) if history else None
        if row is None or history is None or entry is None:
            raise InputError("This change is not here.", place=f"entry {entry_id}")
        return row, undone(history, entry)


def undone(history: History, entry: Entry) -> Changes:
    """Return what undoes an entry.

    Raises:
        InputError: it is not the last word on one of its fields, decided a conflict, or began a
            record of which more stands. RecordClosed: the visit is closed.
    """
    place = f"entry {entry.entry_id}"
    if entry.record_type == ERASURE:
        raise InputError("What was erased cannot come back.", place=place)
    fold = history.fold()
    if history.close is not None or CLOSED in entry.changes:
        raise RecordClosed("A closed visit is corrected by an amendment.", place=place)
    changes: Changes = {}
    for field in entry.changes:
        last = fold.setters.get(field) == (entry.entry_id,)
        if not last and standing(history, field) != {entry.entry_id}:
            raise InputError("This was changed again since; undo that first.", place=place)
        changes[field], certain = history.before(entry, field)
        if not certain:
            raise InputError("A decision is changed by another decision.", place=place)
    if not entry.parents and (fold.fields.keys() | fold.conflicts.keys()) - changes.keys():
        raise InputError("More was written here since; undo that first.", place=place)
    return changes


def standing(history: History, field: str) -> frozenset[str]:
    """Return the entries whose value of a field stands, seen through what was undone: an entry
    that undid another stands for those whose value it brought back."""
    found, left = set[str](), list(history.fold().setters.get(field, ()))
    while left:
        entry = history.entry(left.pop())
        before = _undone_by(history, entry, field) if entry else None
        if before is not None:
            left += [each.entry_id for each in history.had(before, field)]
        elif entry is not None:
            found.add(entry.entry_id)
    return frozenset(found)


def _undone_by(history: History, entry: Entry, field: str) -> Entry | None:
    """Return what an entry undid, where it says so and the value is that of before."""
    if not entry.reason.startswith(UNDOING):
        return None
    found = history.entry(entry.reason.removeprefix(UNDOING))
    if found is None or field not in found.changes:
        return None
    value, certain = history.before(found, field)
    same = certain and encode(value) == encode(entry.changes[field])
    return found if same and history.knew(entry.entry_id, found.entry_id) else None
