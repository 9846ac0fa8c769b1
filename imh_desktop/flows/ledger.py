"""The entries of one visit and its private records, and what undo would take back."""

import msgspec

from imh_desktop.core.privacy import ChainClass, Sensitivity
from imh_desktop.store.entry import Changes, Entry
from imh_desktop.store.records import private_id
from imh_desktop.store.vault import Vault

Talk = tuple[str, Sensitivity]
"""Caregiver id and class: with the visit, what a private record belongs to."""


class Act(msgspec.Struct, frozen=True):
    """One thing the visitor did: where, what the fields held before, what kind of thing (answer,
    note, action, or its name in words), and the card it was done on."""

    talk: Talk | None
    before: Changes
    kind: str
    item_id: str | None


class Ledger:
    """Writes to the open record (``talk`` None) or a private one, one entry a time."""

    def __init__(self, vault: Vault, visit_id: str) -> None:
        """Continue a visit."""
        self._vault, self._visit_id = vault, visit_id
        self._fields: dict[str, Changes] = {}
        self._acts: list[Act] = []
        self.latest: Entry | None = None
        """The entry written last, of whatever record."""

    @property
    def last(self) -> Act | None:
        """Return what ``undo`` would take back."""
        return self._acts[-1] if self._acts else None

    def keep(self, talk: Talk | None, changes: Changes, kind: str, item_id: str | None) -> Entry:
        """Write one entry, and remember how to take it back."""
        fields = self._present(self.record_id(talk))
        before = {field: fields.get(field) for field in changes}
        entry = self._write(talk, changes, "")
        self._acts.append(Act(talk, before, kind, item_id))
        return entry

    def undo(self) -> Act | None:
        """Write back what the last act changed; the journal keeps both."""
        if not self._acts:
            return None
        act = self._acts[-1]
        self._write(act.talk, act.before, "undo")
        return self._acts.pop()

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

    def _write(self, talk: Talk | None, changes: Changes, reason: str) -> Entry:
        record_id = self.record_id(talk)
        fields = self._present(record_id)
        if talk is None:
            entry = self._vault.journal.write("visit", record_id, changes, reason=reason)
        else:
            opening = {} if fields else self._opening(talk)
            chain = ChainClass(talk[1].value)
            entry = self._vault.journal.write(
                "private", record_id, {**opening, **changes}, chain=chain, reason=reason
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
