"""What a referral waits for, until when, and by which rule (clinical.md RF1, RF5).

Calendar days and chronological age, never the corrected one. A due day is still in time. Of a birth
known only as a span of days the earliest possible third birthday is the one that counts.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

import msgspec

from imh_desktop.core.ages import add_months
from imh_desktop.core.people import Birth
from imh_desktop.core.referral_loop import (
    DAYS_TO_EVALUATE,
    DAYS_TO_RECEIVE,
    DAYS_TO_SEND,
    DAYS_TO_SERVICE,
    EVALUATED,
    PART_C_MONTHS,
    SENT,
    SERVICE,
    STATES,
    LoopStep,
    Pause,
    first_days,
    is_open,
    state_of,
)

Clock = Literal["send", "receive", "evaluate", "service", "third_birthday"]
Place = Literal["part_c", "both", "school_district"]
_OTHER_SERVICES = ("health", "mental_health", "community")
_LEAVING = timedelta(days=DAYS_TO_EVALUATE)


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """What the clocks of one referral run on. ``begun``: the state it was written in; ``kind``:
    the partner's, empty where nobody has said; ``birth``: None where it is not known;
    ``school_told``: the child is referred to a school district as well; ``care_ended``: the
    programme visits the family no more."""

    concern_on: date | None
    kind: str = ""
    begun: str = "consented"
    birth: Birth | None = None
    school_told: bool = False
    care_ended: bool = False
    steps: tuple[LoopStep, ...] = ()
    pauses: tuple[Pause, ...] = ()


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """One clock that runs. ``days_left``: below 0 once the day is over; ``pause``: what keeps it
    silent today."""

    clock: Clock
    due_on: date
    days_left: int
    pause: Pause | None = None

    @property
    def rings(self) -> bool:
        """Tell whether it is an alarm: its day has come, and no pause keeps it silent."""
        return self.days_left <= 0 and self.pause is None


def where_to(birth: Birth, on: date) -> Place:
    """Return who evaluates a child on a day: below three Part C, from three the school district;
    both in the 45 days before the third birthday (34 CFR 303.209(b)), and where the span of the
    birth leaves it open."""
    places = {_place(third, on) for third in third_birthdays(birth)}
    return places.pop() if len(places) == 1 else "both"


def third_birthdays(birth: Birth) -> tuple[date, date]:
    """Return the first and the last day that may be the third birthday. Who was born on 29
    February has it on 28 February, so that nobody is told too late."""
    return add_months(birth.earliest, PART_C_MONTHS), add_months(birth.latest, PART_C_MONTHS)


def dues(track: Track, today: date) -> tuple[Due, ...]:
    """Return the clocks that run on a day, the nearest day first; none once care ended."""
    if track.care_ended or not is_open(state_of(track.begun, track.steps)):
        return ()
    held = next((pause for pause in track.pauses if pause.holds(today)), None)
    found = [
        Due(
            clock=clock, due_on=on, days_left=(on - today).days,
            pause=None if clock == "third_birthday" else held,
        )
        for clock, on in _running(track, today)
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda due: (due.due_on, due.clock)))


def _running(track: Track, today: date) -> Iterator[tuple[Clock, date]]:
    reached = first_days(track.steps)
    evaluated = any(state in reached for state in EVALUATED)
    answered = {state for state in reached if state in STATES and STATES.index(state) > _SENT}
    sent = reached.get(SENT)
    if sent is None and track.concern_on is not None and not answered:
        yield "send", track.concern_on + timedelta(days=DAYS_TO_SEND)
    if sent is not None:
        if not answered:
            yield "receive", sent + timedelta(days=DAYS_TO_RECEIVE)
        if track.kind in _OTHER_SERVICES:
            if SERVICE not in reached:
                yield "service", sent + timedelta(days=DAYS_TO_SERVICE)
        elif not evaluated:
            yield "evaluate", sent + timedelta(days=DAYS_TO_EVALUATE)
    leaving = track.kind in ("part_c", "") and not (evaluated or track.school_told)
    if leaving and track.birth and where_to(track.birth, today) != "part_c":
        yield "third_birthday", third_birthdays(track.birth)[0]


_SENT = STATES.index(SENT)


def _place(third: date, on: date) -> Place:
    if on >= third:
        return "school_district"
    return "both" if on >= third - _LEAVING else "part_c"
