"""What was said alone at a visit that was moved meanwhile, by somebody who did not know of it."""

from collections.abc import Mapping
from typing import NamedTuple

from imh_desktop.core.privacy import Sensitivity
from imh_desktop.store.ancestry import CLOSED, RESULTS, TRASHED
from imh_desktop.store.entry import Changes, Value, is_id
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.record import Record
from imh_desktop.store.records import private_id
from imh_desktop.store.shapes import OWN_REFERRAL, PRIVATE
from imh_desktop.store.vault import Vault

_MOVED = (
    "SELECT DISTINCT substr(field, 7) FROM element WHERE field >= 'moved.' AND field < 'moved/'"
)
_AT = 'SELECT record_id FROM "{}" WHERE visit_id = ? ORDER BY record_id'.format
_CHILD = "SELECT child_id FROM visit WHERE record_id = ?"
_CHILD_OF = "SELECT child_id FROM caregiver WHERE record_id = ?"
_PLACES = frozenset({"visit_id", "caregiver_id", "sensitivity", TRASHED, CLOSED})


class Stray(NamedTuple):
    """A record of a moved visit that names a caregiver of the child it was with before.

    ``caregiver_id``: whom it names; ``child_id``: whose visit it is now; ``said``: all that was
    said in it and not passed on yet, late words too.
    """

    record: Record
    visit_id: str
    caregiver_id: str
    child_id: str
    said: Changes


def strays(vault: Vault) -> list[Stray]:
    """Return what names the wrong family, by record id; where two things stand in one field of
    it, that is decided first."""
    with storage_faults():
        execute = vault.open_connection().execute
        moved = [visit_id for (visit_id,) in execute(_MOVED).fetchall() if is_id(visit_id)]
        at = [
            (visit_id, record_id)
            for visit_id in moved
            for kind in (PRIVATE, OWN_REFERRAL)
            for (record_id,) in execute(_AT(kind), (visit_id,)).fetchall()
        ]
    found = (_stray(vault, visit_id, record_id) for visit_id, record_id in at)
    return sorted(filter(None, found), key=lambda one: one.record.record_id)


def _stray(vault: Vault, visit_id: str, record_id: str) -> Stray | None:
    record = vault.journal.record(record_id)
    if record is None or record.fields.get("part_of"):
        return None
    ever = (entry.changes.get("caregiver_id") for entry in vault.journal.history(record_id))
    named = str(record.fields.get("caregiver_id") or next(filter(None, ever), ""))
    child_id, other = _one(vault, _CHILD, visit_id), _one(vault, _CHILD_OF, named)
    said = _said(vault, record)
    if not child_id or not other or child_id == other or not said:
        return None
    return Stray(record, visit_id, named, child_id, said)


def _said(vault: Vault, record: Record) -> Changes:
    """Return what is said in a record; nothing while two values stand in a field, but for one that
    was emptied as the visit was moved."""
    said: dict[str, list[Value]] = {f: [v] for f, v in record.fields.items()}
    said |= {f: [each.value for each in some] for f, some in record.conflicts.items()}
    for entry in vault.journal.late(record.record_id):
        for field, value in entry.changes.items():
            said.setdefault(field, []).append(value)
    told: Changes = {}
    for field, values in said.items():
        if field in _PLACES or field.startswith(RESULTS):
            continue
        several = [value for value in values if value is not None]
        if any(value != several[0] for value in several):
            return {}
        if several:
            told[field] = several[0]
    return told


def _one(vault: Vault, select: str, record_id: str) -> str:
    with storage_faults():
        row = vault.open_connection().execute(select, (record_id,)).fetchone()
    return str(row[0] or "") if row else ""


def pass_on(
    vault: Vault, stray: Stray, caregiver_id: str, reason: str, results: Mapping[str, Value] | None
) -> None:
    """Let what was said alone be told of another caregiver, in one transaction.

    Where that caregiver said something at this visit already, what is passed on stands beside it
    as from somebody who did not know of it: where both differ a person decides, and what comes
    after a close is late. ``results``: of the record that is begun, where the visit is closed.
    """
    pen, record = vault.journal.pen, stray.record
    part = record.chain_class
    new = private_id(stray.visit_id, caregiver_id, Sensitivity(part.value))
    place: Changes = {
        "visit_id": stray.visit_id, "caregiver_id": caregiver_id, "sensitivity": part.value,
    }  # fmt: skip
    emptied: Changes = dict.fromkeys([*stray.said, "caregiver_id"])
    with pen.transaction():
        there = pen.shelf.record(new)
        if there is None:
            pen.put(PRIVATE, new, {**place, **stray.said}, part, reason)
            begun = pen.shelf.record(new)
            if results is not None and begun:
                closing: Changes = {RESULTS + name: value for name, value in results.items()}
                pen.rewrite_along(begun, {**closing, CLOSED: True}, reason)
        else:
            pen.put_beside(there, stray.said, reason)
        old = pen.shelf.record(record.record_id)
        if old:
            pen.rewrite_along(old, emptied, reason)
