"""What an export is written from: child by child, so that memory does not grow with the vault.

Only what the permit covers is here: a format cannot write what it is not given.
"""

from collections.abc import Iterator
from functools import cached_property

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.ages import POLICIES, AgeReading
from imh_desktop.core.checklist import Checklist
from imh_desktop.core.conditions import shown_items
from imh_desktop.core.facts import codes_of
from imh_desktop.core.people import Caregiver, Child
from imh_desktop.core.referral import Consent
from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.flows.export_consents import (
    Cover,
    covered_caregivers,
    covered_child,
    covered_referral,
    covered_told,
    covered_visit,
    told_without,
    without_private,
)
from imh_desktop.flows.exporting import Permit
from imh_desktop.flows.loading import checklist_of, reading_for
from imh_desktop.store import records
from imh_desktop.store.export_sources import Told, checklists_used, told, visit_counts
from imh_desktop.store.referral_values import Referral
from imh_desktop.store.vault import Vault


class ExportVisit(msgspec.Struct, frozen=True, kw_only=True):
    """One visit. ``checklist``: the one it was made with; None when it is not here. ``reading``:
    None when the day is before the birth. ``shown``: its open items that no condition hid.
    ``told``: results, open questions, and fields the visit value has no place for."""

    visit: Visit
    checklist: Checklist | None
    reading: AgeReading | None
    shown: frozenset[str]
    told: Told


class ExportChild(msgspec.Struct, frozen=True, kw_only=True):
    """One child with all that may leave of it. ``told``: record id -> what is settled and what is
    not, of the child, its caregivers, consents and referrals. ``unreadable``: visits left out
    because their day is not known here, or two laptops disagree on it."""

    child: Child
    cover: Cover
    caregivers: tuple[Caregiver, ...]
    visits: tuple[ExportVisit, ...]
    consents: tuple[Consent, ...]
    referrals: tuple[Referral, ...]
    told: dict[str, Told]
    unreadable: int


class ExportReader:
    """Reads children one after the other; keeps no more than the checklists."""

    def __init__(self, vault: Vault, library: Library, allowed: Permit) -> None:
        """Read what an export may hold."""
        self._vault, self._library, self._allowed = vault, library, allowed
        self._checklists: dict[str, Checklist | None] = {}
        self._visits = visit_counts(vault)

    def __iter__(self) -> Iterator[ExportChild]:
        """Yield each child once, in the order they came here."""
        for child_id, cover in self._allowed.covers.items():
            child = records.child(self._vault, child_id)
            if child is not None:
                yield self._child(child, cover)

    def _child(self, child: Child, cover: Cover) -> ExportChild:
        vault, child_id = self._vault, child.child_id
        caregivers = covered_caregivers(records.caregivers(vault, child_id), cover)
        visits = records.visits(vault, child_id)
        consents = [c for c in records.consents(vault, child_id) if self._to(c.partner_id)]
        referrals = [r for r in records.referrals(vault, child_id) if self._to(r.partner_id)]
        ids = (
            child_id, *(c.caregiver_id for c in caregivers),
            *(c.consent_id for c in consents), *(r.referral_id for r in referrals),
        )  # fmt: skip
        return ExportChild(
            child=covered_child(child, cover), cover=cover, caregivers=caregivers,
            visits=tuple(self._visit(child, visit, cover) for visit in visits),
            consents=tuple(consents),
            referrals=tuple(covered_referral(referral, cover) for referral in referrals),
            told={record_id: covered_told(told(vault, record_id), cover) for record_id in ids},
            unreadable=self._visits.get(child_id, 0) - len(visits),
        )  # fmt: skip

    def _to(self, partner_id: str) -> bool:
        return self._allowed.partner_id in ("", partner_id)

    def _visit(self, child: Child, visit: Visit, cover: Cover) -> ExportVisit:
        known, checklist = told(self._vault, visit.visit_id), self._checklist(visit)
        reading, shown = None, frozenset[str]()
        private = _private_of(checklist) if checklist else self._private_anywhere
        visit, known = without_private(visit, private), told_without(known, private)
        if checklist is not None:
            reading = _reading(child, visit, checklist, known)
            months = reading.working_months if reading else 0
            codes = codes_of(visit.answers)
            shown = shown_items(checklist, visit.band, codes, months, visit.kind) - private
        return ExportVisit(
            visit=covered_visit(visit, cover), checklist=checklist, reading=reading, shown=shown,
            told=covered_told(known, cover),
        )  # fmt: skip

    @cached_property
    def _private_anywhere(self) -> frozenset[str]:
        """Return the private items of every checklist that is here: what is told of a visit whose
        own checklist is not."""
        library, used = self._library, checklists_used(self._vault)
        kept = (records.checklist(self._vault, digest) for _, digest in used)
        known = (*map(library.checklist, library.ids()), *filter(None, kept))
        return frozenset(item_id for each in known for item_id in _private_of(each))

    def _checklist(self, visit: Visit) -> Checklist | None:
        key = f"{visit.checklist_id}/{visit.checklist_hash}"
        if key not in self._checklists:
            try:
                self._checklists[key] = checklist_of(self._vault, self._library, visit)
            except InputError:
                self._checklists[key] = None
        return self._checklists[key]


def _private_of(checklist: Checklist) -> frozenset[str]:
    return frozenset(item.item_id for item in checklist.items if item.sensitivity.private)


def _reading(child: Child, visit: Visit, checklist: Checklist, known: Told) -> AgeReading | None:
    """Return the ages on the day of a visit, under the policy it was started with."""
    policy = POLICIES.get(str(known.fields.get("age_policy"))) or POLICIES[checklist.age_policy]
    try:
        return reading_for(child, visit.on, policy, visit.band)
    except InputError:
        return None
