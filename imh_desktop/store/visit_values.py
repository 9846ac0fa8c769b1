"""A visit as a projected row says it, and what a caregiver said alone at it."""

from typing import Any, cast

from imh_desktop.core.checklist import VisitKind
from imh_desktop.core.privacy import Sensitivity
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
from imh_desktop.store.row import Row
from imh_desktop.store.scalars import day_of, whole_of


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
    found.sort(key=lambda pair: (whole_of(pair[1].get("order")), pair[0]))
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
