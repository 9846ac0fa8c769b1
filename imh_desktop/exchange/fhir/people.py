"""Children, those who care for them, and who works with them."""

from imh_desktop.core.people import Birth, Caregiver, Child, Programme, Worker
from imh_desktop.core.referral import Partner
from imh_desktop.exchange.fhir.values import (
    HL7,
    OURS,
    STRUCTURE,
    Json,
    concept,
    extension,
    language,
    pruned,
    reference,
    resource,
    said,
)

_RELATIONS = {
    "mother": ("MTH", "mother"),
    "father": ("FTH", "father"),
    "grandparent": ("GRPRN", "grandparent"),
    "foster": ("PRNFOST", "foster parent"),
    "sibling": ("SIB", "sibling"),
    "other_family": ("EXT", "extended family member"),
}


def patient(child: Child, programme_id: str, *, languages: bool = True) -> Json:
    """Return a child. What is not known of the sex is coded as unknown.

    Args:
        languages: what the family speaks, and whether it needs an interpreter, may be told.
    """
    needed = [
        extension(f"{STRUCTURE}/patient-interpreterRequired", valueBoolean=child.interpreter),
        *_interpreter(child),
    ]
    provider = reference("", "", child.health_provider)
    return resource(
        "Patient", child.child_id,
        extension=needed if languages else [],
        identifier=_number(child.number),
        name=[_name(child.name, child.given_name, child.family_name)],
        gender=child.sex or "unknown",
        **_birth(child.birth),
        communication=_languages(child),
        generalPractitioner=[provider] if provider else [],
        managingOrganization=reference("Organization", programme_id),
    )  # fmt: skip


def related_person(caregiver: Caregiver) -> Json:
    """Return an adult who cares for a child."""
    code, display = _RELATIONS.get(caregiver.relation, ("", ""))
    relationship = concept(f"{HL7}/v3-RoleCode", code, display)
    return resource(
        "RelatedPerson", caregiver.caregiver_id,
        patient=reference("Patient", caregiver.child_id),
        relationship=[relationship or concept(f"{OURS}:relation", caregiver.relation)],
        name=[_name(caregiver.name)] if said(caregiver.name) else [],
        telecom=_phone(caregiver.phone),
        address=_address(caregiver.address),
        communication=_of_caregiver(caregiver),
    )  # fmt: skip


def practitioner(worker: Worker) -> Json:
    """Return a person who works with the program."""
    named = [_name(worker.name)] if said(worker.name) else []
    return resource("Practitioner", worker.worker_id, name=named)


def organization_of_programme(programme: Programme, programme_id: str) -> Json:
    """Return the programme; it has an identifier, so that one without a name is still valid."""
    return resource(
        "Organization", programme_id, identifier=_own_id(programme_id), name=said(programme.name),
        telecom=_phone(programme.phone), address=_address(programme.contact),
    )  # fmt: skip


def organization_of_partner(partner: Partner) -> Json:
    """Return who receives a referral."""
    return resource(
        "Organization", partner.partner_id, identifier=_own_id(partner.partner_id),
        name=said(partner.name), telecom=_phone(partner.phone), address=_address(partner.address),
    )  # fmt: skip


def _name(text: str, given: str = "", family: str = "") -> Json:
    return pruned(
        {"text": said(text), "family": said(family), "given": [said(given)] if said(given) else []}
    )


def _number(number: str) -> list[Json]:
    return [{"system": f"{OURS}:child-number", "value": said(number)}] if said(number) else []


def _own_id(record_id: str) -> list[Json]:
    return [{"system": "urn:ietf:rfc3986", "value": f"urn:uuid:{record_id}"}]


def _phone(number: str) -> list[Json]:
    return [{"system": "phone", "value": said(number)}] if said(number) else []


def _address(text: str) -> list[Json]:
    return [{"text": said(text)}] if said(text) else []


def _birth(birth: Birth) -> Json:
    """Return the birth as exactly as it is known, and its limits beside it where it is not."""
    first, last = birth.earliest.isoformat(), birth.latest.isoformat()
    if birth.exact:
        return {"birthDate": first}
    shared = next((n for n in (7, 4) if first[:n] == last[:n]), 0)
    limits = extension(f"{OURS}:born-between", valuePeriod={"start": first, "end": last})
    return pruned({"birthDate": first[:shared], "_birthDate": {"extension": [limits]}})


def _interpreter(child: Child) -> list[Json]:
    """Return which language is interpreted, and by whom, where it is known."""
    told = {"language": "valueCodeableConcept", "name": "valueString"}
    values = (language(child.interpreter_language), said(child.interpreter_name))
    return [
        extension(f"{OURS}:interpreter-{what}", **{place: value})
        for (what, place), value in zip(told.items(), values, strict=True)
        if value
    ]


def _of_caregiver(caregiver: Caregiver) -> list[Json]:
    """Return the languages of an adult; what is said of reading stands beside each."""
    return [
        pruned(
            {
                "extension": [
                    extension(f"{OURS}:speaks", valueBoolean=code in caregiver.speaks),
                    extension(f"{OURS}:reads", valueBoolean=code in caregiver.reads),
                ],
                "language": language(code),
            }
        )
        for code in dict.fromkeys((*caregiver.speaks, *caregiver.reads))
        if said(code)
    ]


def _languages(child: Child) -> list[Json]:
    spoken = dict.fromkeys((*child.languages, child.page_language))
    return [
        pruned({"language": language(each), "preferred": each == child.page_language or None})
        for each in spoken
        if said(each)
    ]
