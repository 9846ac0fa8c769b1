"""Resources as one Bundle or as lines, written one by one so that memory does not grow."""

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from imh_desktop.exchange.fhir.values import HL7, Json

_BEHAVIOURAL = frozenset({"Observation", "QuestionnaireResponse", "ServiceRequest", "Task"})
_RESTRICTED = {"system": f"{HL7}/v3-Confidentiality", "code": "R", "display": "restricted"}
_SENSITIVE = {
    "system": f"{HL7}/v3-ActCode",
    "code": "BH",
    "display": "behavioral health information sensitivity",
}
_TEST = {"system": f"{HL7}/v3-ActReason", "code": "HTEST", "display": "test health data"}


def labelled(resource: Json, *, made_up: bool) -> Json:
    """Return a resource with its security labels; what is made up says so."""
    labels = [_RESTRICTED]
    if resource["resourceType"] in _BEHAVIOURAL:
        labels.append(_SENSITIVE)
    if made_up:
        labels.append(_TEST)
    head = {"resourceType": resource["resourceType"], "id": resource["id"]}
    meta = {"security": labels, **resource.get("meta", {})}
    return {**head, "meta": meta, **{k: v for k, v in resource.items() if k != "meta"}}


def write_bundle(file: BinaryIO, resources: Iterable[Json], bundle_id: str, made_at: str) -> int:
    """Write a Bundle of type ``collection``; return how many resources it holds.

    Within it a resource is named by ``urn:uuid:`` and so are references to it.
    """
    head = {"resourceType": "Bundle", "id": bundle_id, "type": "collection", "timestamp": made_at}
    file.write(msgspec.json.encode(head)[:-1] + b',"entry":[')
    count = 0
    for each in resources:
        entry = {"fullUrl": f"urn:uuid:{each['id']}", "resource": _within_bundle(each)}
        file.write((b",\n" if count else b"\n") + msgspec.json.encode(entry))
        count += 1
    file.write(b"\n]}\n")
    return count


def write_lines(file: BinaryIO, resources: Iterable[Json]) -> int:
    """Write one resource a line (NDJSON), references as ``Patient/<id>``; return how many."""
    count = 0
    for each in resources:
        file.write(msgspec.json.encode(each) + b"\n")
        count += 1
    return count


def _within_bundle(part: Any) -> Any:
    """Return a part whose references name what they refer to by ``urn:uuid:``."""
    if isinstance(part, list):
        return [_within_bundle(each) for each in part]
    if not isinstance(part, dict):
        return part
    inner = {key: _within_bundle(value) for key, value in part.items()}
    where = inner.get("reference")
    if isinstance(where, str):
        inner["reference"] = f"urn:uuid:{where.partition('/')[2]}"
    return inner
