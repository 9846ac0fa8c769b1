"""The entries of one visit and its private records, and what undo would take back."""

from functools import cached_property

import msgspec

from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.errors import InputError
from imh_desktop.store import records
from imh_desktop.store.acts import acts_on
from imh_desktop.store.ancestry import UNDOING
from imh_desktop.store.entry import Changes, Entry
from imh_desktop.store.records import private_id
from imh_desktop.store.undoing import standing
from imh_desktop.store.vault import Vault

OPENING = frozenset({"visit_id", "caregiver_id", "sensitivity"})
"""Fields that begin a private record, beside what is said in it."""
_ON_CARDS = frozenset({"answers", "notes", "actions"})

Talk = tuple[str, Sensitivity]
"""Caregiver id and class: with the visit, what a private record belongs to."""


class Act(msgspec.Struct, frozen=True):
    """One thing the visitor did: the entry that kept it, where, which fields it set, what it is in
    words where the fields do not tell, and the card it was done on."""

    entry_id: str
    talk: Talk | None
    fields: tuple[str, ...]
    what: str
    item_id: str | None


class Ledger:
    """Writes to the open record (``talk`` None) or a private one, one entry a time."""

    def __init__(self, vault: Vault, visit_id: str) -> None:
        """Continue a visit."""
        self._vault, self._visit_id = vault, visit_id
        self._fields: dict[str, Changes] = {}
        self.latest: Entry | None = None
        """The entry written last, of whatever record."""
        self.kept_here: set[str] = set()
        """Ids of the entries written since the visit was opened."""

    @cached_property
    def acts(self) -> list[Act]:
        """Return what this person did in the visit on this laptop and did not take back, the
        earliest first; what was done before the program was last closed comes from the journal.
        What was done for a reason, as a move or a decision, is taken back where it was done."""
        talks = {
            records.private_id(self._visit_id, *talk): talk
            for one in records.private_talks(self._vault, self._visit_id)
            for talk in [(one.caregiver_id, one.sensitivity)]
        }
        return [
            Act(entry.entry_id, talks.get(entry.record_id), fields, "", card_of(fields))
            for entry in acts_on(self._vault, (self._visit_id, *talks))
            if not entry.reason and (fields := tuple(f for f in entry.changes if f not in OPENING))
        ]

    def keep(self, talk: Talk | None, changes: Changes, what: str, item_id: str | None) -> Entry:
        """Write one entry, and remember how to take it back."""
        acts = self.acts
        entry = self._write(talk, changes)
        acts.append(Act(entry.entry_id, talk, tuple(changes), what, item_id))
        self.kept_here.add(entry.entry_id)
        return entry

    def undo(self, act: Act) -> None:
        """Undo an act by an entry; the journal keeps both.

        Raises:
            InputError: something else was said there since; the act is offered no more.
        """
        try:
            self.latest = self._undone(act)
        except InputError:
            self.acts.remove(act)
            raise
        self.acts.remove(act)
        self._fields.pop(self.record_id(act.talk), None)

    def _undone(self, act: Act) -> Entry:
        """Undo the entry of an act. Where it also began a private record in which more stands, the
        record stays begun."""
        journal, record_id = self._vault.journal, self.record_id(act.talk)
        history = journal.retracting.history(record_id)
        begun = history is not None and not history.entries[0].parents
        stands = {field for field, value in self._present(record_id).items() if value is not None}
        more = stands - OPENING - set(act.fields)
        if history is None or not (begun and more and act.entry_id == history.entries[0].entry_id):
            return journal.undoing.undo(act.entry_id)
        if act.talk is None or any(standing(history, f) != {act.entry_id} for f in act.fields):
            raise InputError("This was changed again since; undo that first.", place="undo")
        chain = ChainClass(act.talk[1].value)
        before: Changes = dict.fromkeys(act.fields)
        return journal.write(
            "private", record_id, before, chain=chain, reason=UNDOING + act.entry_id
        )

    def record_id(self, talk: Talk | None) -> str:
        """Return the id of the record a talk is kept in."""
        return self._visit_id if talk is None else private_id(self._visit_id, *talk)

    def order_of(self, group: str, element_id: str) -> int:
        """Return the place of an element in a group of the open record; a new one comes last."""
        prefix = f"{group}."
        orders = {
            field.removeprefix(prefix): value["order"] if isinstance(value, dict) else value
            for field, value in self._present(self._visit_id).items()
            if field.startswith(prefix)
        }
        known = orders.get(element_id)
        placed = [order for order in orders.values() if isinstance(order, int)]
        return known if isinstance(known, int) else max(placed, default=0) + 1

    def _present(self, record_id: str) -> Changes:
        """Return the record's fields as last written; empty before its first entry."""
        if record_id not in self._fields:
            record = self._vault.journal.record(record_id)
            self._fields[record_id] = dict(record.fields) if record else {}
        return self._fields[record_id]

    def _write(self, talk: Talk | None, changes: Changes) -> Entry:
        record_id = self.record_id(talk)
        fields = self._present(record_id)
        if talk is None:
            entry = self._vault.journal.write("visit", record_id, changes)
        else:
            opening = {} if fields else self._opening(talk)
            chain = ChainClass(talk[1].value)
            entry = self._vault.journal.write(
                "private", record_id, {**opening, **changes}, chain=chain
            )
            fields.update(opening)
        fields.update(changes)
        self.latest = entry
        return entry

    def _opening(self, talk: Talk) -> Changes:
        caregiver_id, sensitivity = talk
        return {
            "visit_id": self._visit_id,
            "caregiver_id": caregiver_id,
            "sensitivity": sensitivity.value,
        }


def card_of(fields: tuple[str, ...]) -> str | None:
    """Return the card on which some fields were set; None when it was on none."""
    group, _, item_id = fields[0].partition(".")
    return item_id if group in _ON_CARDS else None
