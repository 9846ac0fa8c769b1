"""A child's rows, for every table of an export."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.core.people import Caregiver
from imh_desktop.core.referral import Consent
from imh_desktop.exchange.tables.shape import Row, Table, Value
from imh_desktop.flows.export_agreed import AgreedRows
from imh_desktop.flows.export_answers import answer_rows, item_values
from imh_desktop.flows.export_consents import Cover
from imh_desktop.flows.export_items import ItemColumn
from imh_desktop.flows.export_rows import ExportChild, ExportVisit
from imh_desktop.store.export_sources import Told
from imh_desktop.store.referral_values import Referral

Cells = dict[str, Value]


class RowMaker:
    """Makes rows whose cells stand in the order of the tables."""

    def __init__(
        self, tables: Sequence[Table], items: Sequence[ItemColumn], partners: Mapping[str, str],
        texts: Mapping[str, ChecklistTexts],
    ) -> None:  # fmt: skip
        """Make rows for these tables. ``partners``: id -> name. ``texts``: checklist id -> its
        words in the export's language."""
        self._names = {t.name: tuple(v.name for v in t.variables) for t in tables}
        self._items, self._partners, self._agreed = items, partners, AgreedRows(texts)

    def rows(self, found: ExportChild) -> Iterator[tuple[str, Row]]:
        """Yield the name of a table and a row of it; a row that others join comes first."""
        for table, cells in self._cells(found):
            if table in self._names:
                yield table, tuple(cells.get(name) for name in self._names[table])

    def _cells(self, found: ExportChild) -> Iterator[tuple[str, Cells]]:
        yield "children", _child(found)
        for caregiver in found.caregivers:
            told = found.told[caregiver.caregiver_id]
            yield "caregivers", _caregiver(caregiver) | _unsettled(told)
        for visit in found.visits:
            yield from self._visit(found, visit)
        for referral in found.referrals:
            yield (
                "referrals",
                self._referral(referral) | _unsettled(found.told[referral.referral_id]),
            )
        for consent in found.consents:
            yield "consents", _consent(consent) | _unsettled(found.told[consent.consent_id])

    def _visit(self, found: ExportChild, one: ExportVisit) -> Iterator[tuple[str, Cells]]:
        visit = one.visit
        ids: Cells = {"visit_id": visit.visit_id, "child_id": visit.child_id}
        items = item_values(one, found.cover, self._items)
        yield "visits", {**_visit(one, found.cover), **_unsettled(one.told), **items}
        for answer in answer_rows(one, found.cover):
            yield "answers", ids | answer
        for moment in visit.moments:
            yield "moments", ids | {"moment_id": moment.moment_id, "text": moment.text}
        for idea in self._agreed.ideas(visit):
            yield "ideas", ids | idea
        for step in visit.steps:
            said: Cells = {"what": step.what, "who": step.who, "phone": step.phone}
            yield "next_steps", ids | said | {"step_id": step.step_id, "by_day": _day(step.by)}
        for asked in self._agreed.follow_ups(one, found.visits):
            yield "follow_ups", ids | asked

    def _referral(self, referral: Referral) -> Cells:
        return {
            "referral_id": referral.referral_id, "child_id": referral.child_id,
            "visit_id": referral.visit_id, "partner_id": referral.partner_id,
            "partner_name": self._partners.get(referral.partner_id, ""), "state": referral.state,
            "concern_on": _day(referral.concern_on), "parts": " ".join(referral.lines),
            "items": " ".join(referral.items), "tried": referral.tried,
            "instruments": referral.instruments,
            "send_back": referral.send_back, "consent_id": referral.consent_id,
        }  # fmt: skip


def _child(found: ExportChild) -> Cells:
    child, cover = found.child, found.cover
    told = {None: "not_asked", True: "yes", False: "no"}
    interpreter = _yes_no(child.interpreter) if cover.line("languages") else None
    condition = told[child.conditions_known] if cover.line("health") else None
    return {
        "child_id": child.child_id, "number": child.number, "given_name": child.given_name,
        "family_name": child.family_name, "born_earliest": _day(child.birth.earliest),
        "born_latest": _day(child.birth.latest), "gestation_days": child.gestation_days,
        "sex": child.sex or None, "languages": " ".join(child.languages),
        "page_language": child.page_language, "interpreter": interpreter,
        "interpreter_language": child.interpreter_language,
        "interpreter_name": child.interpreter_name,
        "conditions_known": condition, "household_id": child.household_id,
        "custody_note": child.custody_note, "health_provider": child.health_provider,
        "services_now": child.services_now, "vision": child.vision,
        "vision_on": _day(child.vision_on) if child.vision_on else None,
        "hearing": child.hearing,
        "hearing_on": _day(child.hearing_on) if child.hearing_on else None,
        **_unsettled(found.told[child.child_id]),
    }  # fmt: skip


def _caregiver(one: Caregiver) -> Cells:
    return {
        "caregiver_id": one.caregiver_id, "child_id": one.child_id, "name": one.name,
        "relation": one.relation, "phone": one.phone, "address": one.address,
        "best_time": one.best_time, "speaks": " ".join(one.speaks), "reads": " ".join(one.reads),
        "household_id": one.household_id,
    }  # fmt: skip


def _visit(one: ExportVisit, cover: Cover) -> Cells:
    visit, results, fields = one.visit, one.told.results or {}, one.told.fields
    return {
        "visit_id": visit.visit_id, "child_id": visit.child_id, "visit_on": _day(visit.on),
        "kind": visit.kind, "from_paper": _yes_no(visit.from_paper),
        "band": visit.band or None, **_ages(one, cover),
        "band_reason": _text(fields.get("band_reason")),
        "language": visit.language, "interpreter": visit.interpreter,
        "worker_id": visit.worker_id, "checklist_id": visit.checklist_id,
        "checklist_version": _text(fields.get("checklist_version")),
        "checklist_hash": visit.checklist_hash, "age_policy": _text(fields.get("age_policy")),
        "started_at": _text(fields.get("started_at")) or None,
        "state": "closed" if visit.closed_at else "open", "closed_at": visit.closed_at or None,
        "level": _text(results.get("open_level")) or None,
        "rule_set": _text(results.get("rule_set")),
        "reobserve_on": _text(results.get("reobserve_on")) or None,
        "raised_level": visit.raised.level if visit.raised else None,
        "raised_reason": visit.raised.reason if visit.raised else "",
        "strengths": " ".join(visit.strengths), "strategies": " ".join(visit.strategies),
        "late_answers": len(one.told.late),
    }  # fmt: skip


def _ages(one: ExportVisit, cover: Cover) -> Cells:
    """Return both ages; the corrected one tells the weeks of pregnancy, and goes with them."""
    reading = one.reading
    if reading is None:
        return {}
    age: Cells = {
        "age_months": reading.chronological.months, "age_days": reading.chronological.days
    }  # fmt: skip
    if not cover.line("gestation"):
        return age
    working = reading.working
    return age | {
        "working_months": working.months if working else None,
        "working_days": working.days if working else None,
        "days_to_due": reading.days_to_due or None, "age_basis": reading.basis,
    }  # fmt: skip


def _consent(one: Consent) -> Cells:
    return {
        "consent_id": one.consent_id, "child_id": one.child_id, "partner_id": one.partner_id,
        "purpose": one.purpose, "parts": " ".join(one.lines), "items": " ".join(one.items),
        "signer": one.signer, "authority": one.authority, "signed_on": _day(one.signed_on),
        "expires_on": _day(one.expires_on), "revoked_on": _day(one.revoked_on), "kind": one.kind,
        "how": one.how or None, "witness": one.witness, "revoked_by": one.revoked_by,
        "revoked_reason": one.revoked_reason,
    }  # fmt: skip


def _unsettled(told: Told) -> Cells:
    return {
        "in_conflict": " ".join(sorted(told.conflicts)),
        "complete": _yes_no(not told.incomplete),
    }


def _yes_no(said: bool) -> str:
    return "yes" if said else "no"


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
