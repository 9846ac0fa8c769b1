"""How old a child is on a day, by birth and by due date, and which band of items fits.

A baby born weeks early is asked what fits her development, not her birthday. Instruments differ
in when and how far to correct, so the policy is data (clinical.md 0, 2.1, 2.2).
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import msgspec

from imh_desktop.core.people import Birth
from imh_desktop.errors import InputError

Basis = Literal["chronological", "corrected", "unknown_gestation"]
TERM_DAYS = 280
"""Gestation of a birth on the due date: 40w0d, in days."""
_IN_EVERY_MONTH = 28
"""The last day that every month has."""


class BeforeBirth(InputError, ValueError):
    """The day asked about lies before the birth."""

    def __init__(self) -> None:
        """Say so without naming the child or her birthday."""
        super().__init__(
            "This day is before the birth. Please check both dates.",
            expected="a day on or after the birth",
        )


class Age(msgspec.Struct, frozen=True, order=True):
    """Completed calendar months, and the days since the last of them."""

    months: int
    days: int

    def __str__(self) -> str:
        """Return the short form, as in ``4m4d``."""
        return f"{self.months}m{self.days}d"


class Band(msgspec.Struct, frozen=True):
    """An age range in completed months of working age, half-open."""

    band_id: str
    from_months: int
    before_months: int


_EDGES = (0, 3, 6, 9, 12, 18, 24, 36, 48, 72)
BANDS = tuple(
    Band(f"B{number}", start, end) for number, (start, end) in enumerate(pairwise(_EDGES), start=1)
)
"""The nine bands in order (clinical.md 2.1): our own decision, near the AAP, CDC and DECA ages."""


class AgePolicy(msgspec.Struct, frozen=True, kw_only=True):
    """When an early birth is corrected for, and how far.

    ``reference_days``: the gestation counted as on time, in days. ``early_days``: corrected when
    at least so many days early. ``until_months``: only below this chronological age in months.
    ``whole_weeks``: gestation is first rounded to weeks, up from four days, otherwise down.
    """

    policy_id: str
    reference_days: int = TERM_DAYS
    early_days: int
    until_months: int = 24
    whole_weeks: bool = False

    def early_by(self, gestation_days: int) -> int:
        """Return by how many days to correct; 0 when the birth was not early enough."""
        counted = (gestation_days + 3) // 7 * 7 if self.whole_weeks else gestation_days
        early = self.reference_days - counted
        return early if early >= self.early_days else 0


POLICIES: Mapping[str, AgePolicy] = {
    policy.policy_id: policy
    for policy in (
        AgePolicy(policy_id="default", early_days=22),  # gestation below 37w0d
        AgePolicy(policy_id="swyc", early_days=21),
        AgePolicy(policy_id="asq", reference_days=273, early_days=21, whole_weeks=True),
        AgePolicy(policy_id="aap", early_days=22),  # more than 21 days
        AgePolicy(policy_id="none", early_days=0, until_months=0),
    )
}
"""Sources: SWYC age FAQ (Tufts); ASQ support, articles 119 and 312 (authors' reference 39
weeks); AAP parent handout document142; ``default`` is our own decision (clinical.md 2.2)."""


class AgeReading(msgspec.Struct, frozen=True, kw_only=True):
    """A child's age on one day.

    ``working``: the age that chooses items; None until the day it starts to count, which is the
    due date (the policy's reference day), ``days_to_due`` days ahead (0 from that day on).
    ``basis``: corrected, chronological, or not corrected because gestation is unknown.
    ``due_on``: the 280th day of gestation; None when unknown. ``band``: None from 72 months.
    """

    born_on: date
    on: date
    policy_id: str
    chronological: Age
    working: Age | None
    days_to_due: int
    basis: Basis
    due_on: date | None
    band: str | None

    @property
    def working_text(self) -> str:
        """Return the working age in short form: ``4m4d``, or ``-18d`` before the due date."""
        return f"-{self.days_to_due}d" if self.working is None else str(self.working)

    @property
    def working_months(self) -> int:
        """Return completed months of working age; 0 before the due date."""
        return 0 if self.working is None else self.working.months


def add_months(start: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day if it is shorter."""
    years, month = divmod(start.month - 1 + months, 12)
    year, day = start.year + years, start.day
    if day > _IN_EVERY_MONTH:
        day = min(day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day)


def age_between(start: date, on: date) -> Age:
    """Return completed months from a start to a day on or after it, and the days left over."""
    months = (on.year - start.year) * 12 + on.month - start.month
    if start.day <= on.day:
        return Age(months, on.day - start.day)
    if add_months(start, months) > on:
        months -= 1
    return Age(months, (on - add_months(start, months)).days)


def due_on(born_on: date, gestation_days: int) -> date:
    """Return the due date: the day gestation would have been, or was, 280 days.

    Raises:
        InputError: the calendar ends before it.
    """
    return _later(born_on, TERM_DAYS - gestation_days)


def band_at(months: int) -> str | None:
    """Return the band of a working age in completed months; None from 72 months on."""
    return next((band.band_id for band in BANDS if months < band.before_months), None)


def read_age(born_on: date, gestation_days: int | None, on: date, policy: AgePolicy) -> AgeReading:
    """Return both ages of a child on a day, and the band of the working age.

    Args:
        gestation_days: completed days of gestation at birth (32w0d = 224); None = not known.
    Raises:
        BeforeBirth: an InputError and ValueError; the day is before the birth.
    Source:
        clinical.md 0, 2.1, 2.2.
    """
    if on < born_on:
        raise BeforeBirth
    chronological = age_between(born_on, on)
    basis, start = _start(born_on, gestation_days, chronological, policy)
    working = age_between(start, on) if start <= on else None
    return AgeReading(
        born_on=born_on,
        on=on,
        policy_id=policy.policy_id,
        chronological=chronological,
        working=working,
        days_to_due=max((start - on).days, 0),
        basis=basis,
        due_on=None if gestation_days is None else due_on(born_on, gestation_days),
        band=band_at(working.months if working else 0),
    )


def bands_touched(
    birth: Birth, gestation_days: int | None, on: date, policy: AgePolicy
) -> tuple[str, ...]:
    """Return every band the child may be in, youngest first; empty from 72 months on.

    Raises:
        BeforeBirth: the day is before the earliest possible birth.
    """
    youngest = read_age(min(birth.latest, on), gestation_days, on, policy).band
    oldest = read_age(birth.earliest, gestation_days, on, policy).band
    ids = [band.band_id for band in BANDS]
    first = ids.index(youngest) if youngest else len(ids)
    last = ids.index(oldest) if oldest else len(ids)
    return tuple(ids[first : last + 1])


def _start(
    born_on: date, gestation_days: int | None, chronological: Age, policy: AgePolicy
) -> tuple[Basis, date]:
    """Return what the working age stands on, and the day it counts from."""
    if chronological.months >= policy.until_months:
        return "chronological", born_on
    if gestation_days is None:
        return "unknown_gestation", born_on
    early = policy.early_by(gestation_days)
    return ("corrected", _later(born_on, early)) if early else ("chronological", born_on)


def _later(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise InputError("This date is outside the calendar. Please check it.") from None
