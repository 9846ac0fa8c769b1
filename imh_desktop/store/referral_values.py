"""A referral as a projected row says it, and the steps, tries and pauses of its loop. One of these
that does not read as one is left out.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from imh_desktop.core.referral_loop import Attempt, LoopStep, Pause, state_of
from imh_desktop.store.row import Row
from imh_desktop.store.scalars import day_of


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
