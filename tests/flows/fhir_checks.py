"""Our own reading of FHIR R4 (4.0.1), beside the models of fhirclient: required bindings,
references, and answers that fit the form they were given to."""

import re
from collections.abc import Iterator
from typing import Any

from fhirclient.models import (
    careplan,
    consent,
    encounter,
    observation,
    organization,
    patient,
    practitioner,
    provenance,
    questionnaire,
    questionnaireresponse,
    relatedperson,
    servicerequest,
    task,
)  # fmt: skip

MODELS = {
    "CarePlan": careplan.CarePlan,
    "Consent": consent.Consent,
    "Encounter": encounter.Encounter,
    "Observation": observation.Observation,
    "Organization": organization.Organization,
    "Patient": patient.Patient,
    "Practitioner": practitioner.Practitioner,
    "Provenance": provenance.Provenance,
    "Questionnaire": questionnaire.Questionnaire,
    "QuestionnaireResponse": questionnaireresponse.QuestionnaireResponse,
    "RelatedPerson": relatedperson.RelatedPerson,
    "ServiceRequest": servicerequest.ServiceRequest,
    "Task": task.Task,
}
STATUS = {
    "CarePlan": "draft active on-hold revoked completed entered-in-error unknown",
    "Consent": "draft proposed active rejected inactive entered-in-error",
    "Encounter": "planned arrived triaged in-progress onleave finished cancelled entered-in-error"
    " unknown",
    "Observation": "registered preliminary final amended corrected cancelled entered-in-error"
    " unknown",
    "Questionnaire": "draft active retired unknown",
    "QuestionnaireResponse": "in-progress completed amended entered-in-error stopped",
    "ServiceRequest": "draft active on-hold revoked completed entered-in-error unknown",
    "Task": "draft requested received accepted rejected ready cancelled in-progress on-hold failed"
    " completed entered-in-error",
}
BOUND = {
    ("CarePlan", "intent"): "proposal plan order option",
    ("Patient", "gender"): "male female other unknown",
    ("ServiceRequest", "intent"): "proposal plan directive order original-order reflex-order"
    " filler-order instance-order option",
    ("Task", "intent"): "unknown proposal plan order original-order reflex-order filler-order"
    " instance-order option",
}
ACTIVITY = (
    "not-started scheduled in-progress on-hold completed cancelled stopped unknown entered-in-error"
)
ITEM_TYPES = {"group", "choice", "text"}
CLASSES = {"HH", "FLD", "VR"}
_STRING = re.compile(r"[ \t\r\n\S]*\Z")
_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}\Z")
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")


def check(resource: dict[str, Any]) -> None:
    """Hold one resource to R4."""
    kind = resource["resourceType"]
    MODELS[kind](resource, strict=True)
    assert _ID.match(resource["id"])
    assert resource["meta"]["security"][0]["code"] == "R"
    for place, value in leaves(resource):
        assert value not in ("", None), place
        assert not isinstance(value, str) or (_STRING.match(value) and value == value.strip()), (
            place
        )
    if kind in STATUS:
        assert resource["status"] in STATUS[kind].split()
    for (bound, field), codes in BOUND.items():
        assert bound != kind or resource[field] in codes.split()
    _CHECKS.get(kind, lambda _: None)(resource)


def _care_plan(resource: dict[str, Any]) -> None:
    assert resource["activity"]
    for each in resource["activity"]:
        assert ("detail" in each) != ("reference" in each), "cpl-3"
        assert each["detail"]["status"] in ACTIVITY.split()


def _consent(resource: dict[str, Any]) -> None:
    assert resource.get("policy") or resource.get("policyRule"), "ppc-1"
    assert resource["provision"]["type"] in ("permit", "deny")


def _encounter(resource: dict[str, Any]) -> None:
    assert resource["class"]["code"] in CLASSES


def _observation(resource: dict[str, Any]) -> None:
    values = [key for key in resource if key.startswith("value")]
    assert len(values) <= 1
    assert not (values and "dataAbsentReason" in resource), "obs-6"
    assert values or "dataAbsentReason" in resource or resource.get("component")


def _organization(resource: dict[str, Any]) -> None:
    assert resource.get("name") or resource.get("identifier"), "org-1"


def _provenance(resource: dict[str, Any]) -> None:
    assert _INSTANT.match(resource["recorded"])
    assert resource["agent"]
    assert resource["target"]


def _questionnaire(resource: dict[str, Any]) -> None:
    links = [item["linkId"] for item in every_item(resource)]
    assert len(links) == len(set(links)), "que-2"
    for item in every_item(resource):
        assert item["type"] in ITEM_TYPES
        assert ("item" in item) == (item["type"] == "group"), "que-1"
        assert ("answerOption" in item) == (item["type"] == "choice"), "que-5"
    assert resource["useContext"][0]["code"]["code"] == "age"
    assert resource["copyright"]


_CHECKS = {
    "CarePlan": _care_plan,
    "Consent": _consent,
    "Encounter": _encounter,
    "Observation": _observation,
    "Organization": _organization,
    "Provenance": _provenance,
    "Questionnaire": _questionnaire,
}


def every_item(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the items of a form or of a response, whole depth."""
    for item in part.get("item", ()):
        yield item
        yield from every_item(item)


def fits(response: dict[str, Any], form: dict[str, Any]) -> None:
    """Hold a response to its form: the same groups, the same order, options that are there."""
    groups = {group["linkId"]: group for group in form["item"]}
    for group in response.get("item", ()):
        asked = {item["linkId"]: item for item in groups[group["linkId"]]["item"]}
        links = [item["linkId"] for item in group["item"]]
        assert links == [link for link in asked if link in links]
        for item in group["item"]:
            (answer,) = item["answer"]
            options = asked[item["linkId"]].get("answerOption")
            if options is None:
                assert "valueString" in answer
            else:
                chosen = {o["valueCoding"]["code"] for o in options}
                assert answer["valueCoding"]["code"] in chosen


def leaves(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    """Yield every value that holds no other, with its place; empty lists and objects too."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else None
    )
    if not inner:
        yield place, value if inner is None else None
        return
    for key, each in inner:
        yield from leaves(each, f"{place}.{key}")


def references(value: Any) -> Iterator[str]:
    """Yield every ``reference`` in a part."""
    for place, each in leaves(value):
        if place.endswith(".reference"):
            yield each
