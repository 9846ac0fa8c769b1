"""Erasing an answer, a visit or a child: what goes is shown first, and then it is gone for good.

Everywhere on this laptop, of every class. Other laptops are told by the next archive, and each asks
a person before it follows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, get_args

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.printed import ERASED
from imh_desktop.errors import InputError
from imh_desktop.flows.results_anew import results_supposing
from imh_desktop.store import anchors, erasing_scope
from imh_desktop.store.ancestry import CLOSED, RESULTS
from imh_desktop.store.entry import Changes, Value, is_id
from imh_desktop.store.erasing import Again, Part
from imh_desktop.store.record import Record
from imh_desktop.store.shelf import RecordRow
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

Kind = Literal["answer", "visit", "child", "private", "contacts"]
"""``private``: what was said alone at a visit; ``contacts``: tries to reach a child's family."""
Why = Literal["family", "law", "kept", "mistake"]
WHYS: Final[tuple[Why, ...]] = get_args(Why)
"""Why something is erased. One of a few words: what somebody would write might itself name what is
to be forgotten, and an erasure is never erased. ``kept``: it was kept as long as it had to be."""

_OF_ITEM = ("answers", "notes", "actions", "strengths")
"""Groups of fields that stand under an item."""


class What(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be erased. ``record_id``: the visit or the child; ``item_id``: of an answer."""

    kind: Kind
    record_id: str
    item_id: str = ""


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What was erased. ``entries``: how many open entries lost their values; of private ones
    nothing is told."""

    kind: Kind
    record_id: str
    entries: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is erased together."""

    what: What
    parts: tuple[Part, ...]

    @property
    def rows(self) -> tuple[RecordRow, ...]:
        """Return the records of which something goes."""
        return tuple(part.row for part in self.parts)


def plan(vault: Vault, library: Library, what: What, words: Words) -> Plan:
    """Return what erasing takes, by reading alone.

    Raises:
        InputError: it is not here, or something in it waits to be decided first.
    """
    if not is_id(what.record_id):
        raise InputError(words.say("This is not here."), place=f"{what.kind} {what.record_id}")
    if what.kind == "child":
        return _plan_child(vault, what, words)
    _require_visit(vault, what.record_id, words)
    if what.kind == "visit":
        return _plan_visit(vault, what)
    return _plan_answer(vault, library, what, words)


def erase(vault: Vault, library: Library, what: What, why: str, words: Words) -> Erased:
    """Erase for good, in one transaction, and leave nothing of it in the file.

    Raises:
        InputError: as ``plan``, or no known reason.
        StorageFault: the disk refused.
    """
    return carry_out(vault, [plan(vault, library, what, words)], why, words)[0]


def carry_out(vault: Vault, plans: Sequence[Plan], why: str, words: Words) -> list[Erased]:
    """Erase what was planned, all of it or nothing. Raises as ``erase``."""
    if why not in WHYS:
        raise InputError(words.say("Please say why."), place="reason", expected=", ".join(WHYS))
    erasing, found = vault.journal.erasing, list[Erased]()
    with vault.journal.transaction():
        for each in plans:
            said: Changes = {"kind": each.what.kind, "subject": each.what.record_id, "why": why}
            count = erasing.along(each.parts, said)
            found.append(Erased(kind=each.what.kind, record_id=each.what.record_id, entries=count))
    erasing.wipe()
    anchors.keep(vault)
    return found


def _plan_child(vault: Vault, what: What, words: Words) -> Plan:
    rows = erasing_scope.of_child(vault, what.record_id)
    known = any(row.record_id == what.record_id and row.record_type == "child" for row in rows)
    if not known or not any(map(vault.journal.erasing.left, rows)):
        raise InputError(words.say("This is not here."), place=f"record {what.record_id}")
    visits = [row.record_id for row in rows if row.record_type == "visit"]
    erasing, shelf = vault.journal.erasing, vault.journal.shelf
    parts = [part for part in map(erasing.whole, rows) if part.entry_ids]
    for child_id, fields in erasing_scope.moved_from(vault, visits).items():
        row = shelf.record(child_id)
        if row is not None and row not in rows:
            parts += _found([erasing.of_fields(row, fields.__contains__)])
    return Plan(what, tuple(parts))


def _plan_visit(vault: Vault, what: What) -> Plan:
    rows = erasing_scope.of_visit(vault, what.record_id)
    erasing, shelf = vault.journal.erasing, vault.journal.shelf
    parts = [part for part in map(erasing.whole, rows) if part.entry_ids]
    for child_id, fields in erasing_scope.moved_from(vault, [what.record_id]).items():
        row = shelf.record(child_id)
        parts += _found([erasing.of_fields(row, fields.__contains__)]) if row else []
    return Plan(what, tuple(parts))


def _plan_answer(vault: Vault, library: Library, what: What, words: Words) -> Plan:
    """What a page of the visit was made from says the answer too, or what was made of it: only
    that a page was given stays."""
    visit_id, item_id = what.record_id, what.item_id
    fields = frozenset(f"{group}.{item_id}" for group in _OF_ITEM)
    erasing, parts = vault.journal.erasing, list[Part | None]()
    for row in erasing_scope.of_visit(vault, visit_id):
        if row.record_type in ("visit", "private"):
            results = _results(vault, library, row.record_id, fields, words)
            parts.append(erasing.of_fields(row, fields.__contains__, results))
    if not any(parts):
        raise InputError(words.say("Nothing was ever written under this."), place="item")
    for row in erasing_scope.of_visit(vault, visit_id):
        if row.record_type in ("print", "page"):
            part = erasing.of_fields(row, lambda field: field == "body")
            keeps = part and part._replace(again=_kept_page(part))
            parts.append(keeps if row.record_type == "print" else part)
    return Plan(what, tuple(_found(parts)))


def _results(
    vault: Vault, library: Library, record_id: str, fields: Iterable[str], words: Words
) -> dict[str, Value] | None:
    """Return what a closed record shows without some fields; None while it is open."""
    record = vault.journal.record(record_id)
    if record is None or not record.closed_at:
        return None
    without: Changes = dict.fromkeys(fields, None)
    if _is_bare(record, without):
        return {"level": None, "traces": "[]"}
    return results_supposing(vault, library, record, {record_id: without}, words)


def _is_bare(record: Record, without: Changes) -> bool:
    """Tell whether nothing anybody said alone is left of a private record."""
    said = [
        field for field in record.fields
        if (field not in without and field != CLOSED and not field.startswith(RESULTS)
        and "." in field) or field == "raised"
    ]  # fmt: skip
    return record.record_type == "private" and not said


def _kept_page(part: Part) -> tuple[Again, ...]:
    """Return what is left of a page that was given: all but what it said."""
    left: Changes = {}
    for said in part.again:
        left |= said.changes
    whose = part.again[0].whose if part.again else None
    return (Again({**left, "body": ERASED}, "", whose),)


def _found(parts: Iterable[Part | None]) -> list[Part]:
    return [part for part in parts if part is not None]


def _require_visit(vault: Vault, visit_id: str, words: Words) -> None:
    row = vault.journal.shelf.record(visit_id) if visit_id else None
    if row is None or row.record_type != "visit" or not vault.journal.erasing.left(row):
        raise InputError(words.say("This is not here."), place=f"visit {visit_id}")
