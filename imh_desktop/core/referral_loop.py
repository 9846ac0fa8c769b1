"""The states a referral goes through and its clocks, in calendar days (clinical.md RF1, RF5)."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

DAYS_TO_SEND = 7
"""From the day of the concern until it is sent (34 CFR 303.303(a)(2)(i))."""
DAYS_TO_RECEIVE = 14
"""From sent until the partner says it has it [D]."""
DAYS_TO_EVALUATE = 45
"""From sent until evaluated (34 CFR 303.310)."""
DAYS_TO_SERVICE = 30
"""From sent until another service of the community begins (MIECHV 18)."""
PART_C_MONTHS = 36
"""Below this chronological age in months a referral goes to Part C."""

DRAFT, CONSENTED, SENT = "draft", "consented", "sent"
EVALUATED = ("evaluated", "evaluated_eligible", "evaluated_not_eligible")
SERVICE = "service_started"
FAMILY_ENDS = ("declined", "cannot_reach")
"""Ends that are the family's choice or circumstance: respected, and no fault of the clock."""
ENDS = ("evaluated_not_eligible", SERVICE, *FAMILY_ENDS, "closed")
"""States after which nothing is waited for; any other, also one unknown here, is open."""
STATES = (
    DRAFT, CONSENTED, SENT, "received", "contacted", "scheduled", "waitlisted", *EVALUATED,
    SERVICE, "declined", "cannot_reach", "closed",
)  # fmt: skip
"""Every state, in the order of the loop: of two on one day the later one here is the state."""
SAID = STATES[2:]
"""What can be said to have happened to a referral that was agreed to."""
OUTCOMES = {
    "A": "received", "B": "contacted", "C": "scheduled", "D": "evaluated_eligible",
    "E": "evaluated_not_eligible", "F": SERVICE, "G": "waitlisted", "H": "declined",
    "J": "cannot_reach", "K": "closed",
}  # fmt: skip
"""Letter of a box on the return slip -> state."""
HOWS = ("phone", "visit", "post")
"""How somebody tried to reach a family."""
Kind = Literal["part_c", "school_district", "health", "mental_health", "community"]
KINDS: tuple[Kind, ...] = ("part_c", "school_district", "health", "mental_health", "community")
"""Kinds of partner; one nobody has said is asked of as one that evaluates."""


class LoopStep(msgspec.Struct, frozen=True, kw_only=True):
    """A state a referral came to: on which day, and who did it or said so."""

    step_id: str
    state: str
    on: date
    who: str = ""


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One try to reach a family. ``how``: one of ``HOWS``; ``came``: what came of it."""

    attempt_id: str
    on: date
    who: str
    how: str
    came: str = ""


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """Days, both included, on which a family's circumstances keep the clocks silent (34 CFR
    303.310(b)). ``until``: None while nobody knows."""

    pause_id: str
    since: date
    until: date | None
    reason: str

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the pause."""
        return self.since <= day and (self.until is None or day <= self.until)


def is_open(state: str) -> bool:
    """Tell whether a referral still waits for something."""
    return state not in ENDS


def latest(steps: Iterable[LoopStep]) -> LoopStep | None:
    """Return the step a referral stands at: of the latest day, then the furthest in the loop."""
    return max(steps, key=lambda step: (step.on, _rank(step.state), step.step_id), default=None)


def state_of(begun: str, steps: Iterable[LoopStep]) -> str:
    """Return the state; ``begun``: the one it was written in."""
    last = latest(steps)
    return last.state if last else begun


def first_days(steps: Iterable[LoopStep]) -> dict[str, date]:
    """Return state -> the first day in it."""
    found: dict[str, date] = {}
    for step in steps:
        found[step.state] = min(step.on, found.get(step.state, step.on))
    return found


def _rank(state: str) -> int:
    return STATES.index(state) if state in STATES else -1
