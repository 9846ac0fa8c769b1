"""What an export reads of the vault beside the core values: marks of children, open questions."""

import msgspec

from imh_desktop.core.referral import Consent
from imh_desktop.store.reading import Row, Tables
from imh_desktop.store.values import child_of, consent_of
from imh_desktop.store.vault import Vault


class ChildMark(msgspec.Struct, frozen=True):
    """A child by its id. ``made_up``: it is for demonstration, or may be. ``readable``: its birth
    is known here."""

    child_id: str
    made_up: bool
    readable: bool


def child_marks(vault: Vault) -> list[ChildMark]:
    """Return every child, in the order they came here."""
    return [_mark(row) for row in Tables(vault).all("child")]


def settled_consents(vault: Vault, partner_id: str) -> list[Consent]:
    """Return the permissions for a partner, without those on which two laptops disagree."""
    rows = Tables(vault).of("consent", "partner_id", partner_id)
    return [consent for row in rows if not row.unsettled and (consent := consent_of(row))]


def _mark(row: Row) -> ChildMark:
    made_up = bool(row.truth("demo")) or "demo" in row.unsettled
    return ChildMark(row.record_id, made_up, child_of(row) is not None)
