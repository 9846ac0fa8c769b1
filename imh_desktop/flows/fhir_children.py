"""One child with all that may leave of it, read from the vault and told as FHIR resources."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from imh_desktop.core.profile import Profile
from imh_desktop.core.referral import Consent
from imh_desktop.core.trace import Trace
from imh_desktop.core.visit import LEVELS, Visit
from imh_desktop.exchange.fhir import forms, observations, people, referrals, visits
from imh_desktop.exchange.fhir.observations import Results
from imh_desktop.exchange.fhir.referrals import Referred
from imh_desktop.exchange.fhir.values import Json, reference
from imh_desktop.exchange.fhir.visits import Made
from imh_desktop.flows.export_consents import (
    Cover,
    covered_caregivers,
    covered_child,
    covered_visit,
)
from imh_desktop.flows.fhir_forms import Forms
from imh_desktop.store import records
from imh_desktop.store.records import PROGRAMME_ID
from imh_desktop.store.values import Referral
from imh_desktop.store.vault import Vault

T = TypeVar("T")


class ChildReader:
    """Tells children one by one, so that memory holds one of them at a time."""

    def __init__(self, vault: Vault, forms_: Forms, partner_id: str) -> None:
        """Keep what all children share: workers, partners and forms.

        Args:
            partner_id: empty for the programme's own use.
        """
        self._vault, self._forms, self._partner_id = vault, forms_, partner_id
        self._workers = records.workers(vault)
        found = records.partners(vault)
        self._partners = {p.partner_id: p for p in found if partner_id in ("", p.partner_id)}

    def resources(self, child_id: str, cover: Cover) -> Iterator[Json]:
        """Yield all of a child; what several children share may come more than once."""
        child = records.child(self._vault, child_id)
        if child is None:
            return
        child = covered_child(child, cover)
        caregivers = covered_caregivers(records.caregivers(self._vault, child_id), cover)
        itself = [people.patient(child, PROGRAMME_ID), *map(people.related_person, caregivers)]
        if cover.line("gestation"):
            itself.append(observations.gestation(child))
        yield from itself
        yield from self._origin(child_id, itself, cover)
        ids = frozenset(each.caregiver_id for each in caregivers)
        made = [self._made(v, cover, ids) for v in records.visits(self._vault, child_id)]
        told = {each.visit.visit_id: each.response_id for each in made}
        for each in made:
            yield from self._visit(each, cover, told)
        yield from self._referrals(child_id, cover, {m.visit.visit_id: m for m in made})

    def _made(self, visit: Visit, cover: Cover, caregivers: frozenset[str]) -> Made:
        visit = covered_visit(visit, cover)
        return Made(
            visit=visit, programme_id=PROGRAMME_ID, caregivers=caregivers,
            worker_id=visit.worker_id if visit.worker_id in self._workers else "",
            form=self._forms.of(visit),
        )  # fmt: skip

    def _visit(self, made: Made, cover: Cover, told: dict[str, str]) -> Iterator[Json]:
        yield from self._worker(made.worker_id)
        if made.form:
            yield forms.questionnaire(made.form)
        itself = [visits.encounter(made)]
        if made.form:
            itself.append(visits.questionnaire_response(made, made.form))
        results = self._results(made.visit.visit_id, cover)
        itself += observations.observations(made, results, told)
        yield from itself
        yield from self._origin(made.visit.visit_id, itself, cover)

    def _results(self, visit_id: str, cover: Cover) -> Results:
        """Return what a visit was closed with; to a partner, the profile alone, if it is told."""
        kept = records.results(self._vault, visit_id) or {}
        profile = _read(kept.get("profile"), Profile) if cover.line("profile") else None
        if not cover.whole:
            return Results(profile=profile)
        traces = _read(kept.get("traces"), tuple[Trace, ...]) or ()
        level = next((each for each in LEVELS if each == kept.get("open_level")), None)
        return Results(
            profile=profile, level=level,
            traces=tuple(trace for trace in traces if not trace.sensitivity.private),
        )  # fmt: skip

    def _referrals(
        self, child_id: str, cover: Cover, made: dict[str, Made]
    ) -> Iterator[Json]:
        consents = {c.consent_id: c for c in records.consents(self._vault, child_id)}
        consents = {id_: c for id_, c in consents.items() if self._for_us(c.partner_id)}
        for consent in consents.values():
            yield from self._consent(consent, cover)
        for referral in records.referrals(self._vault, child_id):
            if self._for_us(referral.partner_id):
                visit = made.get(referral.visit_id)
                told = self._referred(referral, cover, visit, consents)
                itself = [referrals.service_request(told), referrals.task(told)]
                yield from self._partner(referral.partner_id)
                yield from itself
                yield from self._origin(referral.referral_id, itself, cover)

    def _for_us(self, partner_id: str) -> bool:
        return self._partner_id in ("", partner_id)

    def _consent(self, consent: Consent, cover: Cover) -> Iterator[Json]:
        yield from self._partner(consent.partner_id)
        known = consent.partner_id if consent.partner_id in self._partners else ""
        itself = referrals.consent_resource(consent, PROGRAMME_ID, known)
        yield itself
        yield from self._origin(consent.consent_id, [itself], cover)

    def _referred(
        self, referral: Referral, cover: Cover, made: Made | None, consents: dict[str, Consent]
    ) -> Referred:
        form = made.form if made else None
        open_items = {i.item_id for _, items in form.groups() for i in items} if form else set()
        items = [i for i in referral.items if i in open_items and cover.item(i)]
        return Referred(
            referral_id=referral.referral_id, child_id=referral.child_id, state=referral.state,
            programme_id=PROGRAMME_ID,
            visit_id=made.visit.visit_id if made else "",
            response_id=made.response_id if made else "",
            worker_id=made.worker_id if made else "",
            partner_id=referral.partner_id if referral.partner_id in self._partners else "",
            consent_id=referral.consent_id if referral.consent_id in consents else "",
            items={i: form.said_of(i) for i in items} if form else {},
            tried=referral.tried if cover.line("tried") else "",
            send_back=referral.send_back,
            concern_on=referral.concern_on.isoformat() if referral.concern_on else "",
        )  # fmt: skip

    def _worker(self, worker_id: str) -> Iterator[Json]:
        if worker_id in self._workers:
            yield people.practitioner(self._workers[worker_id])

    def _partner(self, partner_id: str) -> Iterator[Json]:
        if partner_id in self._partners:
            yield people.organization_of_partner(self._partners[partner_id])

    def _origin(self, record_id: str, itself: list[Json], cover: Cover) -> Iterator[Json]:
        """Yield who wrote a record; to a partner the programme did."""
        entries = [e for e in self._vault.journal.history(record_id) if _instant(e.recorded_at)]
        if not entries:
            return
        names = dict.fromkeys(e.worker_id for e in entries) if cover.whole else {}
        known = [each for each in names if each in self._workers]
        agents = [reference("Practitioner", each) for each in known]
        programme = [reference("Organization", PROGRAMME_ID)]
        for each in known:
            yield from self._worker(each)
        recorded = entries[-1].recorded_at
        yield referrals.provenance(record_id, itself, recorded, agents or programme)


def _read(kept: object, form: type[T] | Any) -> T | None:
    """Return a result as its type; None when a newer release wrote it in another form."""
    try:
        read: T = msgspec.json.decode(kept, type=form) if isinstance(kept, str) else None
    except msgspec.DecodeError:
        return None
    return read


def _instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
