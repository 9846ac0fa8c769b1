"""What was seen and what the rules said of it, as a visit was closed with it. Counts, never a
score; no RiskAssessment and no Condition (clinical.md 6)."""

from collections.abc import Iterator

import msgspec

from imh_desktop.core.people import Child
from imh_desktop.core.profile import DomainProfile, Profile
from imh_desktop.core.trace import Trace
from imh_desktop.exchange.fhir.values import (
    CONSTRUCTS,
    COUNTS,
    DOMAINS,
    HL7,
    LEVELS,
    LOINC,
    RESULTS,
    RULES,
    Json,
    coding,
    concept,
    derived,
    pruned,
    reference,
    references,
    resource,
    said,
)
from imh_desktop.exchange.fhir.visits import Made

_SURVEY = [concept(f"{HL7}/observation-category", "survey", "Survey")]


class Results(msgspec.Struct, frozen=True, kw_only=True):
    """What a visit was closed with. ``profile``, ``level``: None where it is not to be told, or
    was written in a form unknown here."""

    profile: Profile | None = None
    level: str | None = None
    traces: tuple[Trace, ...] = ()


def gestation(child: Child) -> Json:
    """Return how long the pregnancy lasted, in completed days; said to be unknown when it is."""
    days = child.gestation_days
    known = {"value": days, "unit": "days", "system": "http://unitsofmeasure.org", "code": "d"}
    unknown = concept(f"{HL7}/data-absent-reason", "unknown", "Unknown")
    codes = (("76516-4", "Gestational age--at birth"), ("11884-4", "Gestational age Estimated"))
    return resource(
        "Observation", derived(child.child_id, "gestation"),
        status="final",
        code={"coding": [coding(LOINC, code, display) for code, display in codes]},
        subject=reference("Patient", child.child_id),
        valueQuantity=None if days is None else known,
        dataAbsentReason=unknown if days is None else None,
    )  # fmt: skip


def observations(made: Made, results: Results, told: dict[str, str]) -> Iterator[Json]:
    """Yield the domains, the step and the rules behind it.

    Args:
        told: visit id -> QuestionnaireResponse id, of the visits that are exported; a rule may
            stand on answers of several.
    """
    for domain in results.profile.domains if results.profile else ():
        yield _domain(made, domain)
    if results.level:
        yield _step(made, results.level, results.profile)
    for number, trace in enumerate(results.traces):
        yield _rule(made, trace, number, told)


def observation(made: Made, name: str, derived_from: list[str], **fields: object) -> Json:
    """Return something of a visit, under a name of its own in it.

    Args:
        derived_from: ids of QuestionnaireResponses.
    """
    visit = made.visit
    return resource(
        "Observation", derived(visit.visit_id, name),
        status="final", category=_SURVEY,
        subject=reference("Patient", visit.child_id),
        encounter=reference("Encounter", visit.visit_id),
        effectiveDateTime=visit.on.isoformat(),
        performer=[made.author],
        derivedFrom=references("QuestionnaireResponse", derived_from),
        **fields,
    )  # fmt: skip


def _domain(made: Made, domain: DomainProfile) -> Json:
    counts = {**msgspec.structs.asdict(domain.counts), "answered": domain.answered}
    counts |= {"asked": domain.asked, "shown": domain.shown}
    seen = [{"code": concept(COUNTS, each), "valueInteger": n} for each, n in counts.items()]
    seen += [
        {
            "code": concept(CONSTRUCTS, each.construct),
            "valueCodeableConcept": concept(RESULTS, each.status),
        }
        for each in domain.constructs
    ]
    return observation(
        made, f"domain/{domain.domain}", [made.response_id] if made.response_id else [],
        code=concept(DOMAINS, domain.domain), component=seen,
    )  # fmt: skip


def _step(made: Made, level: str, profile: Profile | None) -> Json:
    whole = [
        {
            "code": concept(RESULTS, "completeness"),
            "valueCodeableConcept": concept(RESULTS, profile.completeness),
        }
        for profile in (profile,)
        if profile
    ]
    return observation(
        made, "next-step", [made.response_id] if made.response_id else [],
        code=concept(RESULTS, "next-step"), valueCodeableConcept=concept(LEVELS, level),
        component=whole,
    )  # fmt: skip


def _rule(made: Made, trace: Trace, number: int, told: dict[str, str]) -> Json:
    """``method`` is the rule with its set; a rule without a level is a note."""
    visits = dict.fromkeys((*(a.visit_id for a in trace.answers), made.visit.visit_id))
    rule = {**coding(RULES, trace.rule), "version": said(trace.rule_set)}
    subject = concept(RESULTS, "subject")
    note = [{"text": said(trace.reason)}] if said(trace.reason) else []
    return observation(
        made, f"rule/{number}", [told[each] for each in visits if told.get(each)],
        code=concept(RESULTS, "rule"),
        valueCodeableConcept=concept(LEVELS, trace.level or "note"),
        method=pruned({"coding": [pruned(rule)]}),
        note=note,
        component=[{"code": subject, "valueString": said(trace.subject)}]
        if said(trace.subject) else [],
    )  # fmt: skip
