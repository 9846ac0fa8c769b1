"""A projected row as the core value it stands for. What does not read as one, because a newer
release wrote it or part of its history is missing, reads as not known.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, cast

import msgspec

from imh_desktop.core.checklist import VisitKind
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
from imh_desktop.core.print_desk import Mark, PrintPage
from imh_desktop.core.printed import Printed
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.referral import Partner
from imh_desktop.core.referral_loop import Attempt, LoopStep, Pause, state_of
from imh_desktop.core.same_child import Link
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
from imh_desktop.store.reading import Row


class Referral(msgspec.Struct, frozen=True, kw_only=True):
    """A referral as it was ticked, and where it stands. ``begun``: the state it was written in."""

    referral_id: str
    child_id: str
    visit_id: str
    partner_id: str
    state: str
    lines: tuple[str, ...]
    items: tuple[str, ...]
    concern_on: date | None
    tried: str = ""
    instruments: str = ""
    send_back: str = ""
    consent_id: str = ""
    begun: str = "draft"
    steps: tuple[LoopStep, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    pauses: tuple[Pause, ...] = ()


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


def visit_of(row: Row) -> Visit | None:
    """Return the open record of a visit; None while its day is not known."""
    on, text = day_of(row.text("on")), row.text
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
        from_paper=bool(row.number("from_paper")),
    )  # fmt: skip


def talk_of(row: Row) -> PrivateTalk:
    """Return what a caregiver said alone."""
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
                "answered_on": day_of(str(said.get("on") or "")),
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
            by=day_of(str(s.get("by") or "")), phone=str(s.get("phone") or ""),
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


def referral_of(row: Row) -> Referral:
    """Return a referral as it was ticked."""
    fields = (
        "child_id",
        "visit_id",
        "partner_id",
        "tried",
        "instruments",
        "send_back",
        "consent_id",
    )
    begun, steps = row.text("state") or "draft", loop_steps(row.elements("loop"))
    return Referral(
        referral_id=row.record_id, state=state_of(begun, steps), begun=begun, steps=steps,
        attempts=attempts_of(row.elements("attempts")), pauses=_pauses(row),
        lines=tuple(row.elements("lines")), items=tuple(row.elements("items")),
        concern_on=day_of(row.text("concern_on")), **{field: row.text(field) for field in fields},
    )  # fmt: skip


def loop_steps(said: Mapping[str, object]) -> tuple[LoopStep, ...]:
    """Return the steps of a referral by day; what does not read as one is left out."""
    found = [
        LoopStep(step_id=id_, state=str(each["state"]), on=on, who=str(each.get("who") or ""))
        for id_, each, on in _dated(said, "on")
        if each.get("state")
    ]
    return tuple(sorted(found, key=lambda step: (step.on, step.step_id)))


def attempts_of(said: Mapping[str, object]) -> tuple[Attempt, ...]:
    """Return tries to reach a family by day; what does not read as one is left out."""
    found = [
        Attempt(
            attempt_id=id_, on=on,
            **{field: str(each.get(field) or "") for field in ("who", "how", "came")},
        )
        for id_, each, on in _dated(said, "on")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.on, one.attempt_id)))


def _pauses(row: Row) -> tuple[Pause, ...]:
    found = [
        Pause(
            pause_id=id_, since=since, until=day_of(str(each.get("until") or "")),
            reason=str(each.get("reason") or ""),
        )
        for id_, each, since in _dated(row.elements("pauses"), "since")
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda pause: (pause.since, pause.pause_id)))


def _dated(said: Mapping[str, object], field: str) -> Iterator[tuple[str, Mapping[str, Any], date]]:
    for id_, each in said.items():
        on = day_of(str(each.get(field) or "")) if isinstance(each, dict) else None
        if isinstance(each, dict) and on is not None:
            yield id_, each, on


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
    found.sort(key=lambda s: _whole(s.get("order")))
    return tuple(
        SupportLine(
            kind=cast(Any, s.get("kind") or "other"), number=str(s.get("number") or ""),
            name=str(s.get("name") or ""), checked_on=day_of(str(s.get("checked_on") or "")),
        )
        for s in found
    )  # fmt: skip


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def day_of(text: str) -> date | None:
    """Return a day; None when the text is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


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


def print_page_of(row: Row) -> PrintPage | None:
    """Return a page sent to a print desk; None while what it says is not known."""
    made_on = day_of(row.text("made_on"))
    if made_on is None or not row.text("body"):
        return None
    return PrintPage(
        page_id=row.record_id, child_id=row.text("child_id"), visit_id=row.text("visit_id"),
        language=row.text("language"), body=row.text("body"), made_on=made_on,
        prints=_marks(row, "prints"), handed=_marks(row, "handed"),
    )  # fmt: skip


def printed_of(row: Row) -> Printed | None:
    """Return a page that was given; None while what it said is not known."""
    on = day_of(row.text("on"))
    if on is None or not row.text("body"):
        return None
    return Printed(
        print_id=row.record_id, child_id=row.text("child_id"), visit_id=row.text("visit_id"),
        language=row.text("language"), paper=row.text("paper"), part=row.text("part"),
        body=row.text("body"), code=row.text("code"), program=row.text("program"),
        texts=row.text("texts"), basis=row.text("basis"), pdf_hash=row.text("pdf_hash"),
        file_hash=row.text("file_hash"), on=on, way=row.text("way"), by=row.text("by"),
        again_of=row.text("again_of"), reading_reason=row.text("reading_reason"),
        to=tuple(row.elements("to")), failed=bool(row.truth("failed")),
    )  # fmt: skip


def _marks(row: Row, group: str) -> tuple[Mark, ...]:
    said = (each for each in row.elements(group).values() if isinstance(each, dict))
    found = []
    for each in said:
        on, copies = day_of(str(each.get("on"))), each.get("copies")
        if on is not None:
            found.append(
                Mark(on=on, by=str(each.get("by") or ""), to=str(each.get("to") or ""),
                     copies=copies if isinstance(copies, int) else 0)
            )  # fmt: skip
    return tuple(found)
