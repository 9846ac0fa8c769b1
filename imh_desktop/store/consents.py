"""Permissions as they are kept: settled ones as values, and which are not settled."""

from datetime import date, datetime

from imh_desktop.core.referral import Consent
from imh_desktop.store.reading import Tables
from imh_desktop.store.row import Row
from imh_desktop.store.scalars import day_of
from imh_desktop.store.vault import Vault

_TEXTS = (
    "child_id partner_id purpose signer authority how witness revoked_by revoked_reason"
).split()


def consent_of(row: Row) -> Consent | None:
    """Return a permission; None while its days are not known. One from before there were kinds is
    for a referral."""
    signed, expires = day_of(row.text("signed_on")), day_of(row.text("expires_on"))
    if signed is None or expires is None:
        return None
    return Consent(
        consent_id=row.record_id, lines=tuple(row.elements("lines")),
        items=tuple(row.elements("items")), signed_on=signed, expires_on=expires,
        revoked_on=revoked_of(row.text("revoked_on")), kind=row.text("kind") or "referral",
        **{field: row.text(field) for field in _TEXTS},
    )  # fmt: skip


def revoked_of(text: str) -> date | None:
    """Return since when something is withdrawn; a day that cannot be read is long ago, never
    none."""
    return (day_of(text) or date.min) if text else None


def consent(vault: Vault, consent_id: str) -> Consent | None:
    """Return one permission; None when there is none of this id, or its days are not known."""
    row = Tables(vault).one("consent", consent_id)
    return consent_of(row) if row else None


def unsettled_kinds(vault: Vault, child_id: str) -> frozenset[str]:
    """Return of which kinds a child has a permission on which two laptops disagree."""
    rows = [row for row in Tables(vault).of("consent", "child_id", child_id) if row.unsettled]
    return frozenset(kind for row in rows for kind in row.texts("kind") or ["referral"])


def exports_to(vault: Vault, partner_id: str) -> tuple[date, ...]:
    """Return the days on which data was written for a partner here."""
    days = []
    for row in Tables(vault).all("event"):
        told = row.elements("details").get("partner_id")
        if partner_id and row.text("kind") == "exported" and told == partner_id:
            days.append(first_day(vault, row.record_id))
    return tuple(sorted(days))


def first_day(vault: Vault, record_id: str) -> date:
    """Return the day a record was begun, as it was where the laptop is."""
    entry = vault.journal.history(record_id)[0]
    return datetime.fromisoformat(entry.recorded_at).astimezone().date()
