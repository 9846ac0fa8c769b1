"""A referral and its loop, the family's consent, and where a record came from."""

from collections.abc import Iterable

import msgspec

from imh_desktop.core.consent import KINDS
from imh_desktop.core.referral import Consent
from imh_desktop.exchange.fhir.values import (
    HL7,
    ITEMS,
    LINES,
    OURS,
    RESULTS,
    STATES,
    Json,
    concept,
    derived,
    pruned,
    reference,
    resource,
    said,
)

_REQUESTS = {"draft": "draft", "declined": "revoked", "cannot_reach": "revoked"}
_ENDED = ("closed", "evaluated", "service_started")
_TASKS = {
    "draft": "draft",
    "consented": "requested",
    "sent": "requested",
    "received": "received",
    "contacted": "accepted",
    "scheduled": "in-progress",
    "waitlisted": "on-hold",
    "evaluated": "completed",
    "service_started": "completed",
    "closed": "completed",
    "declined": "rejected",
    "cannot_reach": "failed",
}


class Referred(msgspec.Struct, frozen=True, kw_only=True):
    """A referral as it is told. ``visit_id``, ``worker_id``, ``partner_id``, ``consent_id``:
    empty where the resource is not exported. ``response_id``: the answers it stands on.
    ``items``: item id -> its words, of those told as the reason."""

    referral_id: str
    child_id: str
    state: str
    programme_id: str
    visit_id: str = ""
    response_id: str = ""
    worker_id: str = ""
    partner_id: str = ""
    consent_id: str = ""
    items: dict[str, str] = {}
    tried: str = ""
    send_back: str = ""
    concern_on: str = ""

    @property
    def requester(self) -> Json:
        """Return who asks."""
        if self.worker_id:
            return reference("Practitioner", self.worker_id)
        return reference("Organization", self.programme_id)


def service_request(referred: Referred) -> Json:
    """Return what a partner is asked for."""
    ended = "completed" if referred.state in _ENDED else "active"
    partner = reference("Organization", referred.partner_id)
    response = reference("QuestionnaireResponse", referred.response_id)
    consent = reference("Consent", referred.consent_id)
    return resource(
        "ServiceRequest", referred.referral_id,
        status=_REQUESTS.get(referred.state, ended), intent="order",
        code=concept(RESULTS, "referral", text="Referral"),
        subject=reference("Patient", referred.child_id),
        encounter=reference("Encounter", referred.visit_id),
        occurrenceDateTime=referred.concern_on,
        requester=referred.requester,
        performer=[partner] if partner else [],
        reasonCode=[concept(ITEMS, each, text=words) for each, words in referred.items.items()],
        supportingInfo=[each for each in (response, consent) if each],
        note=[{"text": said(each)} for each in (referred.tried, referred.send_back) if said(each)],
    )  # fmt: skip


def task(referred: Referred) -> Json:
    """Return where the referral stands; ``businessStatus`` is our own state (RF5)."""
    return resource(
        "Task", derived(referred.referral_id, "task"),
        status=_TASKS.get(referred.state, "requested"),
        businessStatus=concept(STATES, referred.state), intent="order",
        focus=reference("ServiceRequest", referred.referral_id),
        **{"for": reference("Patient", referred.child_id)},
        requester=referred.requester,
        owner=reference("Organization", referred.partner_id),
    )  # fmt: skip


def consent_resource(consent: Consent, programme_id: str, partner_id: str) -> Json:
    """Return a family's permission. ``partner_id``: empty when the partner is not here."""
    covered = [concept(LINES, each) for each in consent.lines]
    covered += [concept(ITEMS, each) for each in consent.items]
    role = concept(f"{HL7}/v3-ParticipationType", "IRCP", "information recipient")
    actor = {"role": role, "reference": reference("Organization", partner_id)}
    period = {"start": consent.signed_on.isoformat(), "end": consent.expires_on.isoformat()}
    purpose = pruned({"system": f"{OURS}:purpose", "display": said(consent.purpose)})
    provision = {
        "type": "permit",
        "period": period if period["start"] <= period["end"] else None,
        "actor": [actor] if partner_id else [],
        "purpose": [purpose] if "display" in purpose else [],
        "code": covered,
    }
    signer = reference("", "", consent.signer)
    return resource(
        "Consent", consent.consent_id,
        status="inactive" if consent.revoked_on else "active",
        scope=concept(f"{HL7}/consentscope", "patient-privacy", "Privacy Consent"),
        category=[concept(f"{HL7}/v3-ActCode", "IDSCL", "information disclosure")],
        patient=reference("Patient", consent.child_id),
        dateTime=consent.signed_on.isoformat(),
        performer=[signer] if signer else [],
        organization=[reference("Organization", programme_id)],
        policyRule=concept(RESULTS, _policy(consent.kind), text=consent.authority),
        provision=pruned(provision),
    )  # fmt: skip


def _policy(kind: str) -> str:
    """Return the code of what is agreed to; a kind of a newer release has none of its own."""
    return f"{kind}-consent" if kind in KINDS else "consent"


def provenance(
    record_id: str, targets: Iterable[Json], recorded: str, agents: Iterable[Json]
) -> Json:
    """Return who wrote a record down, and when it was last written to.

    Args:
        recorded: an instant with its offset from UTC.
        agents: References; at least one.
    """
    author = concept(f"{HL7}/provenance-participant-type", "author", "Author")
    return resource(
        "Provenance", derived(record_id, "provenance"),
        target=[reference(each["resourceType"], each["id"]) for each in targets],
        recorded=recorded,
        agent=[{"type": author, "who": each} for each in agents],
    )  # fmt: skip
