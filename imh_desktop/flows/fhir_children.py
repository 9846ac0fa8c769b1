"""One child with all that may leave of it, told as FHIR resources."""

from collections.abc import Iterator
from datetime import datetime

from imh_desktop.core.referral import Consent
from imh_desktop.exchange.fhir import forms, observations, people, referrals, visits
from imh_desktop.exchange.fhir.observations import Results
from imh_desktop.exchange.fhir.referrals import Referred
from imh_desktop.exchange.fhir.values import Json, reference, tagged
from imh_desktop.exchange.fhir.visits import Made
from imh_desktop.flows.export_results import level_of, profile_of, traces_of
from imh_desktop.flows.export_rows import ExportChild, ExportVisit
from imh_desktop.flows.fhir_agreed import FhirAgreed
from imh_desktop.flows.fhir_forms import Forms
from imh_desktop.store import records
from imh_desktop.store.export_sources import Told
from imh_desktop.store.records import PROGRAMME_ID
from imh_desktop.store.referral_values import Referral
from imh_desktop.store.vault import Vault


class ChildTeller:
    """Tells children one by one, so that memory holds one of them at a time."""

    def __init__(self, vault: Vault, forms_: Forms, partner_id: str) -> None:
        """Keep what all children share: workers, partners and forms.

        Args:
            partner_id: empty for the programme's own use.
        """
        self._vault, self._forms = vault, forms_
        self._workers = records.workers(vault)
        found = records.partners(vault)
        self._partners = {p.partner_id: p for p in found if partner_id in ("", p.partner_id)}

    def resources(self, one: ExportChild) -> Iterator[Json]:
        """Yield all of a child; what several children share may come more than once."""
        yield from self._people(one)
        made = {v.visit.visit_id: self._made(v, one) for v in one.visits}
        told = {visit_id: each.response_id for visit_id, each in made.items()}
        agreed = FhirAgreed(one)
        for visit in one.visits:
            yield from self._visit(visit, made[visit.visit.visit_id], one, told, agreed)
        for consent in one.consents:
            yield from self._consent(consent, one)
        for referral in one.referrals:
            yield from self._referral(referral, one, made.get(referral.visit_id))

    def _people(self, one: ExportChild) -> Iterator[Json]:
        languages = one.cover.line("languages")
        itself = [people.patient(one.child, PROGRAMME_ID, languages=languages)]
        if one.cover.line("gestation"):
            itself.append(observations.gestation(one.child))
        yield from self._record(one.child.child_id, itself, one)
        for each in one.caregivers:
            yield from self._record(each.caregiver_id, [people.related_person(each)], one)

    def _made(self, visit: ExportVisit, one: ExportChild) -> Made:
        worker_id = visit.visit.worker_id
        return Made(
            visit=visit.visit, programme_id=PROGRAMME_ID, form=self._forms.of(visit),
            caregivers=frozenset(each.caregiver_id for each in one.caregivers),
            worker_id=worker_id if worker_id in self._workers else "",
        )  # fmt: skip

    def _visit(
        self, visit: ExportVisit, made: Made, one: ExportChild, told: dict[str, str],
        agreed: FhirAgreed,
    ) -> Iterator[Json]:  # fmt: skip
        yield from self._worker(made.worker_id)
        itself = [visits.encounter(made)]
        if made.form:
            yield forms.questionnaire(made.form)
            itself.append(visits.questionnaire_response(made, made.form))
        itself += observations.observations(made, _results(visit.told), told)
        itself += agreed.resources(visit, made)
        yield from self._record(visit.visit.visit_id, itself, one, visit.told)

    def _consent(self, consent: Consent, one: ExportChild) -> Iterator[Json]:
        yield from self._partner(consent.partner_id)
        partner_id = consent.partner_id if consent.partner_id in self._partners else ""
        itself = [referrals.consent_resource(consent, PROGRAMME_ID, partner_id)]
        yield from self._record(consent.consent_id, itself, one)

    def _referral(self, referral: Referral, one: ExportChild, made: Made | None) -> Iterator[Json]:
        yield from self._partner(referral.partner_id)
        referred = self._referred(referral, one, made)
        itself = [referrals.service_request(referred), referrals.task(referred)]
        yield from self._record(referral.referral_id, itself, one)

    def _referred(self, referral: Referral, one: ExportChild, made: Made | None) -> Referred:
        here = {consent.consent_id for consent in one.consents}
        return Referred(
            referral_id=referral.referral_id, child_id=referral.child_id, state=referral.state,
            programme_id=PROGRAMME_ID,
            visit_id=made.visit.visit_id if made else "",
            response_id=made.response_id if made else "",
            worker_id=made.worker_id if made else "",
            partner_id=referral.partner_id if referral.partner_id in self._partners else "",
            consent_id=referral.consent_id if referral.consent_id in here else "",
            items=made.form.words_of(referral.items) if made and made.form else {},
            tried=referral.tried, send_back=referral.send_back,
            concern_on=referral.concern_on.isoformat() if referral.concern_on else "",
        )  # fmt: skip

    def _worker(self, worker_id: str) -> Iterator[Json]:
        if worker_id in self._workers:
            yield people.practitioner(self._workers[worker_id])

    def _partner(self, partner_id: str) -> Iterator[Json]:
        if partner_id in self._partners:
            yield people.organization_of_partner(self._partners[partner_id])

    def _record(
        self, record_id: str, itself: list[Json], one: ExportChild, told: Told | None = None
    ) -> Iterator[Json]:
        """Yield the resources of one record, marked with what is not settled, and who wrote it;
        to a partner the programme did."""
        told = told or one.told[record_id]
        yield from (tagged(each, _open_questions(told)) for each in itself)
        given = self._vault.journal.retracting.given(record_id)
        entries = [entry for entry in given if _instant(entry.recorded_at)]
        if not entries:
            return
        names = dict.fromkeys(e.worker_id for e in entries) if one.cover.whole else {}
        known = [each for each in names if each in self._workers]
        for each in known:
            yield from self._worker(each)
        agents = [reference("Practitioner", each) for each in known]
        programme = [reference("Organization", PROGRAMME_ID)]
        recorded = entries[-1].recorded_at
        yield referrals.provenance(record_id, itself, recorded, agents or programme)


def _results(told: Told) -> Results:
    kept = told.results
    return Results(profile=profile_of(kept), level=level_of(kept), traces=traces_of(kept))


def _open_questions(told: Told) -> list[str]:
    found = {
        "conflict": told.conflicts,
        "late-answers": told.late,
        "history-incomplete": told.incomplete,
    }
    return [tag for tag, there in found.items() if there]


def _instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
