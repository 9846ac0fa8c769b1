"""What was agreed for home at a visit, and how a later visit says it went."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from imh_desktop.exchange.fhir.observations import observation
from imh_desktop.exchange.fhir.values import (
    FOLLOW_UPS,
    HL7,
    IDEAS,
    OURS,
    RESULTS,
    Json,
    concept,
    derived,
    extension,
    pruned,
    reference,
    resource,
    said,
    token,
)
from imh_desktop.exchange.fhir.visits import Made

_STATUS = {
    "went_well": "completed",
    "tried": "in-progress",
    "not_yet": "not-started",
    "not_wanted": "cancelled",
}


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """An idea to try, or a next step. ``idea_id``: empty for a step. ``what``: in words; ``code``:
    what the last visit that asked has of it."""

    what: str
    idea_id: str = ""
    who: str = ""
    by: date | None = None
    phone: str = ""
    code: str = ""


class WentSo(msgspec.Struct, frozen=True, kw_only=True):
    """How it went. ``key``: of what was agreed; ``code``: empty where only a note says it, or two
    laptops differ; ``plan_visit_id``: of the visit whose plan is exported, else empty."""

    key: str
    code: str
    note: str = ""
    what: str = ""
    plan_visit_id: str = ""


def plan_id(visit_id: str) -> str:
    """Return the id of a visit's CarePlan."""
    return derived(visit_id, "agreed")


def care_plan(made: Made, agreed: Iterable[Agreed], *, superseded: bool) -> Json:
    """Return what was agreed at a visit. It is a draft until the visit is closed, and completed
    once a later one was. ``superseded``: one was."""
    visit = made.visit
    closed = "completed" if superseded else "active"
    return resource(
        "CarePlan", plan_id(visit.visit_id),
        status=closed if visit.closed_at else "draft", intent="plan",
        category=[concept(RESULTS, "agreed")],
        subject=reference("Patient", visit.child_id),
        encounter=reference("Encounter", visit.visit_id),
        period={"start": visit.on.isoformat()},
        author=made.author,
        activity=[{"detail": _detail(each)} for each in agreed],
    )  # fmt: skip


def _detail(each: Agreed) -> Json:
    phone = said(each.phone)
    who = reference("", "", each.who)
    idea = concept(IDEAS, each.idea_id)
    return pruned({
        "extension": [extension(f"{OURS}:phone", valueString=phone)] if phone else [],
        "code": idea if each.idea_id else concept(RESULTS, "agreed-step"),
        "status": _STATUS.get(each.code, "unknown"),
        "scheduledPeriod": {"end": each.by.isoformat()} if each.by else None,
        "performer": [who] if who else [],
        "description": said(each.what),
    })  # fmt: skip


def went_so(made: Made, found: Iterable[WentSo]) -> Iterator[Json]:
    """Yield how it went with each thing a visit asked about."""
    unknown = concept(f"{HL7}/data-absent-reason", "unknown", "Unknown")
    for each in found:
        plan = plan_id(each.plan_visit_id) if each.plan_visit_id else ""
        words = said(each.note)
        yield observation(
            made, f"follow-up/{each.key}", [],
            code=concept(RESULTS, "follow-up", text=each.what),
            basedOn=[reference("CarePlan", plan)] if plan else [],
            valueCodeableConcept=concept(FOLLOW_UPS, each.code),
            dataAbsentReason=None if token(each.code) else unknown,
            note=[{"text": words}] if words else [],
        )  # fmt: skip
