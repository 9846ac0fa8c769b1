"""The small parts of FHIR resources: texts, codes, references, ids."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID, uuid5

Json = dict[str, Any]
"""A resource, or a part of one."""

OURS = "urn:imh-desktop"
HL7 = "http://terminology.hl7.org/CodeSystem"
STRUCTURE = "http://hl7.org/fhir/StructureDefinition"
LOINC = "http://loinc.org"

ANSWERS = f"{OURS}:answer"
"""The codes of answers; ``not_seen``, ``not_sure`` and ``prefers_not`` are asked, not answered."""
FOLLOW_UPS, IDEAS = f"{OURS}:follow-up", f"{OURS}:idea"
COUNTS, DOMAINS, CONSTRUCTS = f"{OURS}:count", f"{OURS}:domain", f"{OURS}:construct"
ITEMS, LEVELS, LINES = f"{OURS}:item", f"{OURS}:next-step", f"{OURS}:referral-line"
RESULTS, RULES, STATES = f"{OURS}:result", f"{OURS}:rule", f"{OURS}:referral-state"

_NEVER_SAID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_OTHER_SPACES = re.compile(r"[^\S \t\r\n]")
_SPACES = re.compile(r"\s+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def said(text: str) -> str:
    """Return a text as a FHIR string: what may not stand in one becomes a replacement mark, and
    white space of another kind a blank.

    Source:
        FHIR 4.0.1, datatypes, string: no code points below 32 but tab, CR and LF; not empty; its
        pattern knows no white space but these and the blank.
    """
    return _OTHER_SPACES.sub(" ", _NEVER_SAID.sub("�", text)).strip()


def token(text: str) -> str:
    """Return a text as a FHIR code: no white space but single blanks within."""
    return _SPACES.sub(" ", said(text)).strip()


def pruned(part: Mapping[str, Any]) -> Json:
    """Return a part without what is not set: FHIR knows no empty text, list or object.

    An object within, or a list of objects, is expected to be pruned already.
    """
    return {key: value for key, value in part.items() if value not in (None, "", [], {})}


def coding(system: str, code: str, display: str = "") -> Json:
    """Return a Coding."""
    return pruned({"system": system, "code": token(code), "display": said(display)})


def concept(system: str, code: str, display: str = "", text: str = "") -> Json:
    """Return a CodeableConcept of one code; of words alone when the code is empty."""
    codings = [coding(system, code, display)] if token(code) else []
    return pruned({"coding": codings, "text": said(text)})


def language(code: str) -> Json:
    """Return a language as a CodeableConcept; what is no code of one stands in words."""
    if _LANGUAGE.fullmatch(code):
        return concept("urn:ietf:bcp:47", code)
    return pruned({"text": said(code)})


def reference(kind: str, record_id: str, display: str = "") -> Json:
    """Return a Reference to another resource; one of words alone, or nothing, without an id."""
    where = f"{kind}/{record_id}" if record_id else ""
    return pruned({"reference": where, "display": said(display)})


def references(kind: str, record_ids: Iterable[str]) -> list[Json]:
    """Return References to resources of one kind."""
    return [reference(kind, each) for each in record_ids]


def extension(url: str, **value: Any) -> Json:
    """Return an Extension with one value, as in ``valueCode="x"``."""
    return {"url": url, **value}


def derived(record_id: str, *parts: str) -> str:
    """Return the id of what is made of one of our records; the same for the same record."""
    return str(uuid5(UUID(record_id), "/".join(parts)))


def resource(kind: str, record_id: str, **fields: Any) -> Json:
    """Return a resource of a kind."""
    return {"resourceType": kind, "id": record_id, **pruned(fields)}


def tagged(told: Json, tags: Iterable[str]) -> Json:
    """Return a resource marked with what its reader should know of it."""
    marks = [coding(f"{OURS}:tag", tag) for tag in tags]
    return {**told, "meta": {"tag": marks}} if marks else told
