"""Which records tell of a family, and which everybody needs to read them."""

from collections.abc import Iterable

from imh_desktop.store.reading import Tables
from imh_desktop.store.shapes import PRIVATE_TYPES
from imh_desktop.store.vault import Vault

_OF_CHILD = ("caregiver", "visit", "referral", "consent", "handover", "print")
_SHARED = ("checklist", "setting", "partner", "worker", "device")


def family_records(vault: Vault, child_ids: Iterable[str]) -> frozenset[str]:
    """Return the ids of all records of some children, of every class of chain, links between
    these children among them."""
    tables, found = Tables(vault), set(child_ids)
    for child_id in list(found):
        if (child := tables.one("child", child_id)) and child.text("household_id"):
            found.add(child.text("household_id"))
        for record_type in _OF_CHILD:
            rows = tables.of(record_type, "child_id", child_id)
            found.update(row.record_id for row in rows)
            if record_type == "visit":
                talks = (
                    tables.of(kind, "visit_id", row.record_id)
                    for row in rows
                    for kind in PRIVATE_TYPES
                )
                found.update(talk.record_id for each in talks for talk in each)
    for row in tables.all("link"):
        if {row.text("child_a"), row.text("child_b")} <= found:
            found.add(row.record_id)
    return frozenset(found)


def shared_records(vault: Vault) -> frozenset[str]:
    """Return the ids of the records every family's visits stand on: checklists, settings,
    partners, workers."""
    tables = Tables(vault)
    return frozenset(row.record_id for kind in _SHARED for row in tables.all(kind))


def page_records(vault: Vault) -> frozenset[str]:
    """Return the ids of the family pages that were sent to a print desk."""
    return frozenset(row.record_id for row in Tables(vault).all("page"))
