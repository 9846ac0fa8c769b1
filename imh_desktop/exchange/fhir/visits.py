"""A visit: the encounter, the answers, and who gave them."""

from collections.abc import Iterator

import msgspec

from imh_desktop.core.checklist import Item
from imh_desktop.core.visit import Answer, Visit
from imh_desktop.exchange.fhir.forms import ACTION, NOTE, Form
from imh_desktop.exchange.fhir.values import (
    ANSWERS,
    HL7,
    OURS,
    STRUCTURE,
    Json,
    coding,
    concept,
    derived,
    extension,
    pruned,
    reference,
    resource,
    said,
    token,
)

_CLASSES = {
    "home": ("HH", "home health"),
    "elsewhere": ("FLD", "field"),
    "remote": ("VR", "virtual"),
}
_PLACES = {"home": "the family's home", "elsewhere": "another place", "remote": "at a distance"}
_MODES = {"remote": ("REMOTE", "remote presence")}
_FACE = ("FACE", "face-to-face")


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """A visit and who had to do with it. ``worker_id``: empty when the visitor is not told.
    ``caregivers``: ids of those that are exported; an informant among the others is not named.
    ``form``: None when the checklist of the visit is not here, so that no answer can be told."""

    visit: Visit
    programme_id: str
    worker_id: str = ""
    caregivers: frozenset[str] = frozenset()
    form: Form | None = None

    @property
    def author(self) -> Json:
        """Return who answers for what was written down."""
        if self.worker_id:
            return reference("Practitioner", self.worker_id)
        return reference("Organization", self.programme_id)

    @property
    def response_id(self) -> str:
        """Return the id of the QuestionnaireResponse; empty when there is none."""
        return derived(self.visit.visit_id, "answers") if self.form else ""

    @property
    def informants(self) -> list[str]:
        """Return the caregivers who told something, each once."""
        told = (answer.informant for answer in self.visit.answers.values())
        return sorted({each for each in told if each in self.caregivers})


def encounter(made: Made) -> Json:
    """Return the visit itself."""
    visit = made.visit
    day, closed = visit.on.isoformat(), bool(visit.closed_at)
    code, display = _CLASSES.get(visit.kind, _CLASSES["home"])
    place = _PLACES.get(visit.kind, _PLACES["home"])
    return resource(
        "Encounter", visit.visit_id,
        status="finished" if closed else "in-progress",
        **{"class": coding(f"{HL7}/v3-ActCode", code, display)},
        subject=reference("Patient", visit.child_id),
        participant=list(_participants(made)),
        period=pruned({"start": day, "end": day if closed else None}),
        location=[{"location": {"display": place}}],
        serviceProvider=reference("Organization", made.programme_id),
    )  # fmt: skip


def _participants(made: Made) -> Iterator[Json]:
    if made.worker_id:
        yield {"individual": reference("Practitioner", made.worker_id)}
    for each in made.informants:
        yield {"individual": reference("RelatedPerson", each)}
    if interpreter := said(made.visit.interpreter):
        yield {"type": [{"text": "interpreter"}], "individual": {"display": interpreter}}


def questionnaire_response(made: Made, form: Form) -> Json:
    """Return the open answers. Unknown and declined are codes; what was not asked is not there."""
    visit = made.visit
    code, display = _MODES.get(visit.kind, _FACE)
    mode = concept(f"{HL7}/v3-ParticipationMode", code, display)
    source = made.informants[0] if len(made.informants) == 1 else ""
    groups = (
        {"linkId": token(domain.domain_id), "item": list(_told(made, items))}
        for domain, items in form.groups()
    )
    return resource(
        "QuestionnaireResponse", made.response_id,
        extension=[
            extension(
                f"{STRUCTURE}/questionnaireresponse-completionMode", valueCodeableConcept=mode
            )
        ],
        questionnaire=f"{form.url}|{form.version}",
        status="completed" if visit.closed_at else "in-progress",
        subject=reference("Patient", visit.child_id),
        encounter=reference("Encounter", visit.visit_id),
        authored=visit.on.isoformat(),
        author=made.author,
        source=reference("RelatedPerson", source),
        item=[group for group in groups if group["item"]],
    )  # fmt: skip


def _told(made: Made, items: list[Item]) -> Iterator[Json]:
    """Yield what was answered and written, in the order of the form."""
    visit = made.visit
    for item in items:
        link, answer = token(item.item_id), visit.answers.get(item.item_id)
        if answer and answer.code in item.codes:
            yield {"linkId": link, "answer": [_answer(made, answer)]}
        if note := said(visit.notes.get(item.item_id, "")):
            yield {"linkId": f"{link}.{NOTE}", "answer": [{"valueString": note}]}
        if item.kind == "today" and (done := said(visit.actions.get(item.item_id, ""))):
            yield {"linkId": f"{link}.{ACTION}", "answer": [{"valueString": done}]}


def _answer(made: Made, answer: Answer) -> Json:
    beside = []
    if answer.known:
        known = coding(f"{OURS}:known", answer.known)
        beside.append(extension(f"{OURS}:how-known", valueCoding=known))
    if answer.informant in made.caregivers:
        whom = reference("RelatedPerson", answer.informant)
        beside.append(extension(f"{OURS}:informant", valueReference=whom))
    if answer.answered_on:
        day = answer.answered_on.isoformat()
        beside.append(extension(f"{OURS}:answered-on", valueDate=day))
    return pruned({"extension": beside, "valueCoding": coding(ANSWERS, answer.code)})
