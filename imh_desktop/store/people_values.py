"""Children, those around them and the program, as projected rows say them. What does not read as
one, because a newer release wrote it or part of its history is missing, reads as not known.
"""

from typing import Any, cast

from imh_desktop.core.handover import Handover
from imh_desktop.core.people import (
    Birth,
    Caregiver,
    Child,
    Programme,
    Role,
    SupportLine,
    Worker,
)
from imh_desktop.core.referral import Partner
from imh_desktop.core.same_child import Link
from imh_desktop.store.row import Row
from imh_desktop.store.scalars import day_of, whole_of


def child_of(row: Row) -> Child | None:
    """Return a child; None while the birth is not known."""
    days = [d for f in ("born_earliest", "born_latest") for d in map(day_of, row.texts(f)) if d]
    if not days:
        return None
    text = row.text
    return Child(
        child_id=row.record_id, given_name=text("given_name"), family_name=text("family_name"),
        birth=Birth(min(days), max(days)), gestation_days=row.number("gestation_days"),
        sex=cast(Any, text("sex") if text("sex") in ("female", "male", "other") else ""),
        number=text("number"), household_id=text("household_id"),
        languages=tuple(row.elements("languages")),
        page_language=text("page_language") or "en", interpreter=bool(row.number("interpreter")),
        interpreter_language=text("interpreter_language"),
        interpreter_name=text("interpreter_name"),
        conditions_known=row.truth("conditions_known"), custody_note=text("custody_note"),
        health_provider=text("health_provider"), services_now=text("services_now"),
        vision=text("vision"), vision_on=day_of(text("vision_on")),
        hearing=text("hearing"), hearing_on=day_of(text("hearing_on")),
    )  # fmt: skip


def link_of(row: Row) -> Link | None:
    """Return a link between two children; None while one of them is not known."""
    first, second = sorted((row.text("child_a"), row.text("child_b")))
    if not first:
        return None
    return Link(link_id=row.record_id, first=first, second=second, same=row.truth("same"))


def caregiver_of(row: Row) -> Caregiver:
    """Return a caregiver."""
    fields = ("child_id", "name", "household_id", "phone", "address", "best_time")
    said = {field: row.text(field) for field in fields}
    return Caregiver(
        caregiver_id=row.record_id, relation=row.text("relation") or "other",
        speaks=tuple(row.elements("speaks")), reads=tuple(row.elements("reads")), **said,
    )  # fmt: skip


def partner_of(row: Row) -> Partner:
    """Return a referral partner."""
    fields = ("name", "phone", "address", "kind", "hours", "area")
    return Partner(
        partner_id=row.record_id, languages=tuple(row.elements("languages")),
        retired_on=day_of(row.text("retired_on")), **{field: row.text(field) for field in fields},
    )  # fmt: skip


def worker_of(row: Row) -> Worker:
    """Return a person who works with the program."""
    role = cast(Role, row.text("role") or "visitor")
    return Worker(worker_id=row.record_id, name=row.text("name"), role=role)


def programme_of(row: Row) -> Programme:
    """Return the settings, the defaults where nothing is set."""
    days = row.elements("reobserve")
    known = Programme()
    kept = (days.get(str(i)) for i in range(3))
    reobserve = tuple(
        d if isinstance(d, int) else k for d, k in zip(kept, known.reobserve_days, strict=True)
    )
    return Programme(
        name=row.text("name"), phone=row.text("phone"), contact=row.text("contact"),
        support=_support(row), paper=cast(Any, row.text("paper") or known.paper),
        age_policy=row.text("age_policy") or known.age_policy,
        reobserve_days=cast(tuple[int, int, int], reobserve),
        fictional=bool(row.number("fictional")),
        carry_days=row.number("carry_days") or known.carry_days,
        ages_out_months=row.number("ages_out_months") or known.ages_out_months,
        part2_notice=row.text("part2_notice"),
    )  # fmt: skip


def _support(row: Row) -> tuple[SupportLine, ...]:
    found = [s for s in row.elements("support").values() if isinstance(s, dict)]
    found.sort(key=lambda s: whole_of(s.get("order")))
    return tuple(
        SupportLine(
            kind=cast(Any, s.get("kind") or "other"), number=str(s.get("number") or ""),
            name=str(s.get("name") or ""), checked_on=day_of(str(s.get("checked_on") or "")),
        )
        for s in found
    )  # fmt: skip


def handover_of(row: Row) -> Handover | None:
    """Return a handover; None while its child or its day is not known."""
    from_on, kind = day_of(row.text("from_on")), row.text("kind")
    if from_on is None or not row.text("child_id") or kind not in ("cover", "handover"):
        return None
    return Handover(
        handover_id=row.record_id, child_id=row.text("child_id"),
        from_worker=row.text("from_worker"), from_device=row.text("from_device"),
        to_device=row.text("to_device"), kind=cast(Any, kind), from_on=from_on,
        until_on=day_of(row.text("until_on")),
    )  # fmt: skip
