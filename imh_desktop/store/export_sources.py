"""What an export reads of the vault beside the core values: marks of children, open questions."""

from collections import Counter

import msgspec

from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.referral import Consent
from imh_desktop.core.visit import PrivateTalk
from imh_desktop.store.ancestry import CLOSED, RESULTS, Candidate
from imh_desktop.store.consents import consent_of
from imh_desktop.store.entry import Changes, Entry, Value
from imh_desktop.store.faults import storage_faults
from imh_desktop.store.hidden import hidden
from imh_desktop.store.people_values import child_of
from imh_desktop.store.reading import Tables
from imh_desktop.store.row import Row
from imh_desktop.store.vault import Vault
from imh_desktop.store.visit_values import talk_of


class ChildMark(msgspec.Struct, frozen=True):
    """A child by its id. ``made_up``: it is for demonstration, or may be. ``readable``: its birth
    is known here."""

    child_id: str
    made_up: bool
    readable: bool


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One record as it stands, and what is not settled about it.

    ``fields``: what is settled, without results. ``conflicts``: field -> its candidates.
    ``late``: entries that met a close they did not know, and count nowhere. ``results``: what a
    closed record was closed with; None while open. ``incomplete``: some history is missing here.
    """

    fields: Changes
    conflicts: dict[str, tuple[Candidate, ...]]
    late: tuple[Entry, ...]
    results: dict[str, Value] | None
    incomplete: bool


def told(vault: Vault, record_id: str) -> Told:
    """Return a record from its whole history, without what was taken back.

    Raises:
        KeyError: there is none of this id.
    """
    history = vault.journal.retracting.history(record_id)
    if history is None:
        raise KeyError(record_id)
    fold = history.fold()
    size = len(RESULTS)
    return Told(
        fields={f: v for f, v in fold.fields.items() if f != CLOSED and not f.startswith(RESULTS)},
        conflicts=fold.conflicts,
        late=history.late(),
        results={f[size:]: v for f, v in fold.fields.items() if f.startswith(RESULTS)}
        if fold.close
        else None,
        incomplete=history.incomplete,
    )


def private_told(vault: Vault, visit_id: str, part: Sensitivity) -> list[tuple[PrivateTalk, Told]]:
    """Return what was said in private at a visit, of one class, and what is not settled of it."""
    rows = Tables(vault).of("private", "visit_id", visit_id)
    found = [row for row in rows if row.chain_class == part.value]
    return [(talk_of(row), told(vault, row.record_id)) for row in found]


def checklists_used(vault: Vault) -> list[tuple[str, str]]:
    """Return checklist id and structure hash of every checklist a visit was made with."""
    select = "SELECT record_id, checklist_id, checklist_hash FROM visit WHERE checklist_id <> ''"
    found = {(str(form), str(digest or "")) for form, digest in _shown(vault, select)}
    return sorted(found)


def visit_counts(vault: Vault) -> dict[str, int]:
    """Return child id -> how many visits there are."""
    select = "SELECT record_id, child_id FROM visit WHERE child_id <> ''"
    return dict(Counter(child_id for (child_id,) in _shown(vault, select)))


def _shown(vault: Vault, select: str) -> list[tuple[str, ...]]:
    """Return what follows the record's id, without what lies in the trash."""
    with storage_faults():
        rows = vault.open_connection().execute(select).fetchall()
        away = hidden(vault.open_connection())
    return [tuple(said) for record_id, *said in rows if record_id not in away]


def child_marks(vault: Vault) -> list[ChildMark]:
    """Return every child, in the order they came here."""
    return [_mark(row) for row in Tables(vault).all("child")]


def made_up_children(vault: Vault) -> frozenset[str]:
    """Return the children who are for demonstration, or may be: real work counts none of them."""
    return frozenset(mark.child_id for mark in child_marks(vault) if mark.made_up)


def settled_consents(vault: Vault, partner_id: str) -> list[Consent]:
    """Return the permissions for a partner, without those on which two laptops disagree."""
    rows = Tables(vault).of("consent", "partner_id", partner_id)
    return [consent for row in rows if not row.unsettled and (consent := consent_of(row))]


def partners_consents(vault: Vault, partner_id: str) -> tuple[list[Consent], bool]:
    """Return the permissions for a partner that are settled, in the order they were written, and
    whether there are others, on which two laptops disagree."""
    rows = [row for row in Tables(vault).all("consent") if partner_id in row.texts("partner_id")]
    settled = [consent for row in rows if not row.unsettled and (consent := consent_of(row))]
    return settled, any(row.unsettled for row in rows)


def _mark(row: Row) -> ChildMark:
    made_up = bool(row.truth("demo")) or "demo" in row.unsettled
    return ChildMark(row.record_id, made_up, child_of(row) is not None)
