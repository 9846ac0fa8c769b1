"""Readings of the vault as core values; no row leaves this room.

A field in conflict reads so that nothing is hidden: names stand side by side, a birth spans its
candidates, anything else reads as not known. ``Journal.record`` tells every candidate.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from uuid import NAMESPACE_URL, UUID, uuid5

import msgspec

from imh_desktop.core.checklist import Checklist, VisitKind
from imh_desktop.core.people import (
    Birth,
    Caregiver,
    Child,
    Programme,
    Role,
    SupportLine,
    Worker,
)
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.referral import Consent, Partner, ReferralState
from imh_desktop.core.visit import (
    Answer,
    Known,
    PrivateAnswer,
    PrivateTalk,
    Raise,
    SeenMoment,
    Step,
    Visit,
)
from imh_desktop.store.entry import Value
from imh_desktop.store.reading import Row, Tables
from imh_desktop.store.vault import Vault

PROGRAMME_ID = str(uuid5(NAMESPACE_URL, "imh:programme"))
"""The one settings record, the same on every laptop, so that settings travel and meet."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the list of children. ``answers``: how many the open visit holds, open items
    only; ``last_on``: the day of the latest closed visit."""

    child: Child
    caregiver_names: tuple[str, ...] = ()
    open_visit_id: str = ""
    open_on: date | None = None
    answers: int = 0
    last_visit_id: str = ""
    last_on: date | None = None


class Referral(msgspec.Struct, frozen=True, kw_only=True):
    """A referral as it was ticked, and where it stands."""

    referral_id: str
    child_id: str
    visit_id: str
    partner_id: str
    state: ReferralState
    lines: tuple[str, ...]
    items: tuple[str, ...]
    concern_on: date | None
    tried: str = ""
    send_back: str = ""
    consent_id: str = ""


def private_id(visit_id: str, caregiver_id: str, sensitivity: Sensitivity) -> str:
    """Return the id of the one private record of a visit, a caregiver and a class."""
    return str(uuid5(UUID(visit_id), f"{caregiver_id}/{sensitivity.value}"))


def children(vault: Vault) -> list[Child]:
    """Return every child whose birth is known, by name."""
    found = filter(None, map(_child, Tables(vault).all("child")))
    return sorted(found, key=lambda child: (child.name.casefold(), child.child_id))


def child(vault: Vault, child_id: str) -> Child | None:
    """Return one child; None when there is none of this id."""
    row = Tables(vault).one("child", child_id)
    return _child(row) if row else None


def caregivers(vault: Vault, child_id: str) -> list[Caregiver]:
    """Return the adults who care for a child, in the order they were added."""
    return [_caregiver(row) for row in Tables(vault).of("caregiver", "child_id", child_id)]


def visits(vault: Vault, child_id: str) -> list[Visit]:
    """Return a child's visits, earliest first; ``closed_at`` is empty while open."""
    found = filter(None, map(_visit, Tables(vault).of("visit", "child_id", child_id)))
    return sorted(found, key=lambda visit: (visit.on, visit.visit_id))


def visit(vault: Vault, visit_id: str) -> Visit | None:
    """Return one visit's open record; None when there is none of this id."""
    row = Tables(vault).one("visit", visit_id)
    return _visit(row) if row else None


def open_visits(vault: Vault) -> list[Visit]:
    """Return every visit that is not closed, latest day first."""
    found = filter(None, map(_visit, Tables(vault).open_visits()))
    return sorted(found, key=lambda visit: (visit.on, visit.visit_id), reverse=True)


def private_talks(vault: Vault, visit_id: str) -> tuple[PrivateTalk, ...]:
    """Return what was said alone in a visit, by caregiver and class."""
    return tuple(_talk(row) for row in Tables(vault).of("private", "visit_id", visit_id))


def results(vault: Vault, record_id: str) -> dict[str, Value] | None:
    """Return what a visit or private record was closed with; None while it is open."""
    tables = Tables(vault)
    row = tables.one("visit", record_id) or tables.one("private", record_id)
    return row.elements("results") if row and row.text("closed_at") else None


def consents(vault: Vault, child_id: str) -> list[Consent]:
    """Return the permissions given for a child, in the order they were written."""
    return [c for c in map(_consent, Tables(vault).of("consent", "child_id", child_id)) if c]


def referrals(vault: Vault, child_id: str) -> list[Referral]:
    """Return a child's referrals, in the order they were written."""
    return [_referral(row) for row in Tables(vault).of("referral", "child_id", child_id)]


def partners(vault: Vault) -> list[Partner]:
    """Return every referral partner, by name."""
    found = [_partner(row) for row in Tables(vault).all("partner")]
    return sorted(found, key=lambda partner: (partner.name.casefold(), partner.partner_id))


def worker(vault: Vault) -> Worker:
    """Return the person the vault was opened by."""
    row = Tables(vault).one("worker", vault.worker_id)
    role = cast(Role, row.text("role") or "visitor") if row else "visitor"
    return Worker(worker_id=vault.worker_id, name=row.text("name") if row else "", role=role)


def programme(vault: Vault) -> Programme:
    """Return the organisation's settings; the defaults before any are set."""
    row = Tables(vault).one("setting", PROGRAMME_ID)
    return _programme(row) if row else Programme()


def checklist(vault: Vault, structure_hash: str) -> Checklist | None:
    """Return the checklist a visit was made with; None when it is not kept here.

    Raises:
        msgspec.ValidationError: a newer release wrote it in a form unknown here.
    """
    row = Tables(vault).by_column("checklist", "hash", structure_hash)
    return msgspec.json.decode(row.text("body"), type=Checklist) if row else None


def caseload(vault: Vault) -> list[Case]:
    """Return every child with caregivers, open visit and last visit, by name."""
    tables = Tables(vault)
    names, visits_of = tables.caregiver_names(), tables.visit_days()
    return [_case(child, names, visits_of) for child in children(vault)]


def _case(
    child: Child,
    names: Mapping[str, list[str]],
    visits_of: Mapping[str, list[tuple[str, str, int, bool]]],
) -> Case:
    """``visits_of``: child id -> (day, visit id, answers, closed), earliest first."""
    rows = visits_of.get(child.child_id, [])
    unfinished = [row for row in rows if not row[3]]
    finished = [row for row in rows if row[3]]
    now = unfinished[-1] if unfinished else ("", "", 0, False)
    last = finished[-1] if finished else ("", "", 0, True)
    return Case(
        child=child, caregiver_names=tuple(names.get(child.child_id, ())),
        open_visit_id=now[1], open_on=_day(now[0]), answers=now[2],
        last_visit_id=last[1], last_on=_day(last[0]),
    )  # fmt: skip


def _child(row: Row) -> Child | None:
    days = [d for f in ("born_earliest", "born_latest") for d in map(_day, row.texts(f)) if d]
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
        conditions_known=row.truth("conditions_known"), custody_note=text("custody_note"),
        health_provider=text("health_provider"), services_now=text("services_now"),
    )  # fmt: skip


def _caregiver(row: Row) -> Caregiver:
    fields = ("child_id", "name", "household_id", "phone", "address", "best_time")
    said = {field: row.text(field) for field in fields}
    return Caregiver(caregiver_id=row.record_id, relation=row.text("relation") or "other", **said)


def _visit(row: Row) -> Visit | None:
    on, text = _day(row.text("on")), row.text
    if on is None:
        return None
    return Visit(
        visit_id=row.record_id, child_id=text("child_id"), on=on, band=text("band"),
        checklist_id=text("checklist_id"), checklist_hash=text("checklist_hash"),
        kind=cast(VisitKind, text("kind") or "home"), language=text("language") or "en",
        interpreter=text("interpreter"), worker_id=text("worker_id"),
        answers={item: Answer(**facts) for item, facts in _answers(row)},
        notes=row.texts_of("notes"), actions=row.texts_of("actions"),
        strengths=_ordered(row, "strengths"), strategies=_ordered(row, "strategies"),
        moments=tuple(
            SeenMoment(moment_id=id_, text=said) for id_, said in row.texts_of("moments").items()
        ),
        steps=_steps(row), raised=_raised(row), closed_at=text("closed_at"),
    )  # fmt: skip


def _talk(row: Row) -> PrivateTalk:
    return PrivateTalk(
        visit_id=row.text("visit_id"), caregiver_id=row.text("caregiver_id"),
        sensitivity=Sensitivity(row.chain_class),
        answers={item: PrivateAnswer(**facts) for item, facts in _answers(row)},
        notes=row.texts_of("notes"), actions=row.texts_of("actions"), raised=_raised(row),
    )  # fmt: skip


def _answers(row: Row) -> list[tuple[str, dict[str, Any]]]:
    return [
        (
            item_id,
            {
                "code": said["code"],
                "known": cast(Known, known) if known in ("seen", "told", "both") else None,
                "informant": str(said.get("informant") or ""),
                "answered_on": _day(str(said.get("on") or "")),
            },
        )
        for item_id, said in row.answers()
        for known in (said.get("known"),)
    ]


def _ordered(row: Row, group: str) -> tuple[str, ...]:
    """Return the ids of a group whose values are their order."""
    found = [(o, id_) for id_, o in row.elements(group).items() if isinstance(o, int)]
    return tuple(id_ for _, id_ in sorted(found))


def _steps(row: Row) -> tuple[Step, ...]:
    found = [(id_, s) for id_, s in row.elements("steps").items() if isinstance(s, dict)]
    found.sort(key=lambda pair: (_whole(pair[1].get("order")), pair[0]))
    return tuple(
        Step(
            step_id=id_, what=str(s.get("what") or ""), who=str(s.get("who") or ""),
            by=_day(str(s.get("by") or "")), phone=str(s.get("phone") or ""),
        )
        for id_, s in found
    )  # fmt: skip


def _raised(row: Row) -> Raise | None:
    said = row.element("raised")
    if not isinstance(said, dict) or said.get("level") not in ("N0", "N1", "N2", "N3"):
        return None
    return Raise(
        level=cast(Any, said["level"]),
        reason=str(said.get("reason") or ""),
        worker_id=str(said.get("worker_id") or ""),
    )


def _consent(row: Row) -> Consent | None:
    signed, expires = _day(row.text("signed_on")), _day(row.text("expires_on"))
    if signed is None or expires is None:
        return None
    said = {f: row.text(f) for f in ("child_id", "partner_id", "purpose", "signer", "authority")}
    return Consent(
        consent_id=row.record_id, lines=tuple(row.elements("lines")),
        items=tuple(row.elements("items")), signed_on=signed, expires_on=expires,
        revoked_on=_day(row.text("revoked_on")), **said,
    )  # fmt: skip


def _referral(row: Row) -> Referral:
    fields = ("child_id", "visit_id", "partner_id", "tried", "send_back", "consent_id")
    return Referral(
        referral_id=row.record_id, state=cast(ReferralState, row.text("state") or "draft"),
        lines=tuple(row.elements("lines")), items=tuple(row.elements("items")),
        concern_on=_day(row.text("concern_on")), **{field: row.text(field) for field in fields},
    )  # fmt: skip


def _partner(row: Row) -> Partner:
    fields = ("name", "phone", "address")
    return Partner(partner_id=row.record_id, **{field: row.text(field) for field in fields})


def _programme(row: Row) -> Programme:
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
    )  # fmt: skip


def _support(row: Row) -> tuple[SupportLine, ...]:
    found = [s for s in row.elements("support").values() if isinstance(s, dict)]
    found.sort(key=lambda s: _whole(s.get("order")))
    return tuple(
        SupportLine(
            kind=cast(Any, s.get("kind") or "other"), number=str(s.get("number") or ""),
            name=str(s.get("name") or ""), checked_on=_day(str(s.get("checked_on") or "")),
        )
        for s in found
    )  # fmt: skip


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
