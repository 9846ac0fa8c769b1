"""What was agreed at one child's visits and how it went, as FHIR tells it."""

from collections.abc import Iterator, Mapping

from imh_desktop.core.follow_up import Agreement, agreed_at
from imh_desktop.exchange.fhir import plans
from imh_desktop.exchange.fhir.plans import Agreed, WentSo
from imh_desktop.exchange.fhir.values import Json
from imh_desktop.exchange.fhir.visits import Made
from imh_desktop.flows.export_agreed import Asked, asked_at
from imh_desktop.flows.export_rows import ExportChild, ExportVisit


class FhirAgreed:
    """Tells visit by visit; what a later visit says of a plan stands in both."""

    def __init__(self, one: ExportChild) -> None:
        """Read what every visit says of those before it."""
        ordered = sorted(one.visits, key=lambda each: (each.visit.on, each.visit.visit_id))
        self._asked = {v.visit.visit_id: tuple(asked_at(v, one.visits)) for v in ordered}
        self._last = {
            asked.key: asked.code
            for visit in ordered
            for asked in self._asked[visit.visit.visit_id]
            if asked.code and not asked.disputed
        }
        self._planned = {v.visit.visit_id for v in ordered if agreed_at(v.visit)}
        closed = [v.visit.visit_id for v in ordered if v.visit.closed_at]
        self._superseded = frozenset(closed[:-1])

    def resources(self, visit: ExportVisit, made: Made) -> Iterator[Json]:
        """Yield the plan of a visit, and how it went with those before it."""
        visit_id, ideas = visit.visit.visit_id, made.form.ideas if made.form else {}
        if visit_id in self._planned:
            phones = {step.step_id: step.phone for step in visit.visit.steps}
            agreed = [self._agreed(each, ideas, phones) for each in agreed_at(visit.visit)]
            yield plans.care_plan(made, agreed, superseded=visit_id in self._superseded)
        told = [each for each in self._asked[visit_id] if each.told]
        yield from plans.went_so(made, [self._went(each, ideas) for each in told])

    def _agreed(
        self, each: Agreement, ideas: Mapping[str, str], phones: Mapping[str, str]
    ) -> Agreed:
        return Agreed(
            what=ideas.get(each.idea_id, "") if each.idea_id else each.what,
            idea_id=each.idea_id, who=each.who, by=each.by,
            phone=phones.get(each.key.rpartition("/")[2], "") if not each.idea_id else "",
            code=self._last.get(each.key, ""),
        )  # fmt: skip

    def _went(self, each: Asked, ideas: Mapping[str, str]) -> WentSo:
        agreed = each.agreed
        what = "" if agreed is None else agreed.what or ideas.get(agreed.idea_id, "")
        return WentSo(
            key=each.key, code="" if each.disputed else each.code, note=each.note, what=what,
            plan_visit_id=each.agreed_visit_id if each.agreed_visit_id in self._planned else "",
        )  # fmt: skip
