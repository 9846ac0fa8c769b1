"""Everything an open visit stands on, read from the vault once."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from imh_desktop.content.library import Library, structure_hash
from imh_desktop.core.ages import POLICIES, AgePolicy, AgeReading
from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.facts import Facts
from imh_desktop.core.people import Caregiver, Child, Programme
from imh_desktop.core.sign_off import Lowered
from imh_desktop.core.visit import LEVELS, PrivateTalk, Visit
from imh_desktop.errors import InputError
from imh_desktop.exchange.visit_checks import policy_id
from imh_desktop.flows.ages import reading_for as reading_for  # the flows name it from here
from imh_desktop.flows.candidate_readings import Supposed, readings
from imh_desktop.store import records
from imh_desktop.store.entry import Changes
from imh_desktop.store.supposing import child_as, talk_as, visit_as
from imh_desktop.store.vault import Vault


@dataclass(slots=True, eq=False, repr=False)
class Loaded:
    """One visit with all its surroundings. ``earlier``: closed ones, oldest first. ``readings``:
    the facts as each choice of values in conflict has them; empty when nothing is. ``lowered``: the
    step as a coordinator signed it."""

    child: Child
    visit: Visit
    private: tuple[PrivateTalk, ...]
    checklist: Checklist
    texts: ChecklistTexts
    reading: AgeReading
    caregivers: tuple[Caregiver, ...]
    programme: Programme
    earlier: tuple[Visit, ...]
    checklists: dict[str, Checklist]
    readings: tuple[Facts, ...] = ()
    lowered: Lowered | None = None

    @property
    def facts(self) -> Facts:
        """Return what the rules may look at."""
        return Facts(
            checklist=self.checklist,
            visit=self.visit,
            child=self.child,
            reading=self.reading,
            private=self.private,
            earlier=self.earlier,
            checklists=self.checklists,
        )


def load(vault: Vault, library: Library, visit_id: str, supposed: Supposed | None = None) -> Loaded:
    """Read a visit and what it stands on; ``supposed``: as it would be with these fields.

    Raises:
        InputError: the visit is not here, or its checklist has no words in its language.
    """
    said = supposed or {}
    visit = records.visit(vault, visit_id)
    if visit_id in said:
        visit = visit_as(vault, visit_id, said[visit_id])
    if visit is None:
        raise InputError("This visit is not here.", place=f"visit {visit_id}")
    child = child_of(vault, visit.child_id)
    if child.child_id in said:
        child = child_as(vault, child.child_id, said[child.child_id]) or child
    checklist = checklist_of(vault, library, visit)
    closed = (v for v in records.visits(vault, child.child_id) if v.closed_at)
    earlier = earlier_than(visit, closed)
    loaded = Loaded(
        child=child,
        visit=visit,
        private=_talks(vault, visit_id, said),
        checklist=checklist,
        texts=library.texts(visit.checklist_id, visit.language),
        reading=reading_for(child, visit.on, policy_kept(vault, visit, checklist), visit.band),
        caregivers=tuple(records.caregivers(vault, child.child_id)),
        programme=records.programme(vault),
        earlier=earlier,
        checklists=_others(vault, library, checklist, earlier),
    )
    loaded.readings = readings(vault, loaded.facts, said)
    loaded.lowered = _lowered(vault, visit_id, said.get(visit_id, {}))
    return loaded


def _lowered(vault: Vault, visit_id: str, supposed: Changes) -> Lowered | None:
    record = vault.journal.record(visit_id)
    said = {**(record.fields if record else {}), **supposed}.get("lowered")
    level = next(
        (each for each in LEVELS if isinstance(said, dict) and said.get("level") == each), None
    )
    if level is None or not isinstance(said, dict):
        return None
    return Lowered(
        level=level, reason=str(said.get("reason") or ""),
        worker_id=str(said.get("worker_id") or ""),
        of=frozenset(str(said.get("of") or "").split()),
    )  # fmt: skip


def _talks(vault: Vault, visit_id: str, supposed: Supposed) -> tuple[PrivateTalk, ...]:
    found = []
    for talk in records.private_talks(vault, visit_id):
        record_id = records.private_id(visit_id, talk.caregiver_id, talk.sensitivity)
        changes = supposed.get(record_id)
        found.append((talk_as(vault, record_id, changes) if changes else None) or talk)
    return tuple(found)


def child_of(vault: Vault, child_id: str) -> Child:
    """Return a child.

    Raises:
        InputError: there is none of this id.
    """
    child = records.child(vault, child_id)
    if child is None:
        raise InputError("This child is not here.", place=f"child {child_id}")
    return child


def earlier_than(visit: Visit, visits: Iterable[Visit]) -> tuple[Visit, ...]:
    """Return the visits the rules may compare with, oldest first."""
    found = (v for v in visits if v.on <= visit.on and v.visit_id != visit.visit_id)
    return tuple(sorted(found, key=lambda each: (each.on, each.visit_id)))


def checklist_of(vault: Vault, library: Library, visit: Visit) -> Checklist:
    """Return the checklist a visit was made with, the stored one where it differs from today's."""
    if visit.checklist_id in library.ids():
        today = library.checklist(visit.checklist_id)
        if structure_hash(today) == visit.checklist_hash:
            return today
    stored = records.checklist(vault, visit.checklist_hash)
    if stored is None:
        raise InputError(
            "The checklist this visit was made with is not here.", place=f"visit {visit.visit_id}"
        )
    return stored


def policy_of(programme: Programme, checklist: Checklist) -> AgePolicy:
    """Return the age policy that holds: the programme's own choice, else the checklist's."""
    return POLICIES[policy_id(programme, checklist)]


def policy_kept(vault: Vault, visit: Visit, checklist: Checklist) -> AgePolicy:
    """Return the age policy a visit was started under, whatever the settings say by now."""
    record = vault.journal.record(visit.visit_id)
    kept = record.fields.get("age_policy") if record else None
    return POLICIES.get(str(kept)) or POLICIES[checklist.age_policy]


def _others(
    vault: Vault, library: Library, checklist: Checklist, earlier: tuple[Visit, ...]
) -> dict[str, Checklist]:
    """Return the checklists of earlier visits that were made with another structure."""
    own = structure_hash(checklist)
    hashes = {visit.checklist_hash for visit in earlier} - {own, ""}
    found = {each: records.checklist(vault, each) for each in hashes}
    return {each: stored for each, stored in found.items() if stored is not None}


def as_text(checklist: Checklist) -> str:
    """Return a checklist's structure as the text that is stored with the first visit on it."""
    return msgspec.json.encode(checklist, order="sorted").decode()
