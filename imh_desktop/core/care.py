"""Whether a child is under care, and what follows when it no longer is."""

from collections.abc import Collection
from datetime import date
from typing import Final, Literal, get_args

import msgspec

from imh_desktop.core.ages import add_months
from imh_desktop.core.people import Birth

CareStatus = Literal["active", "moved", "declined", "transferred", "aged_out", "discharged", "died"]
"""``declined``: the family wishes no more visits; ``transferred``: to another programme."""

STATUSES: Final[tuple[CareStatus, ...]] = get_args(CareStatus)
AGES_OUT_MONTHS: Final = 72
"""The sixth birthday, where the checklists end, unless the programme ends earlier."""
AGE_LIMITS: Final = (36, 48, 60, 72)
"""Birthdays at which a programme may end, in months."""


class Care(msgspec.Struct, frozen=True, kw_only=True):
    """Where a child stands. ``statuses``: more than one while laptops disagree and nobody decided;
    ``page_reason``: why a page is wished all the same after the end; empty = none is."""

    statuses: tuple[str, ...] = ("active",)
    on: date | None = None
    reason: str = ""
    worker_id: str = ""
    page_reason: str = ""

    @property
    def ended(self) -> bool:
        """Tell whether reminders stop. A status no release here knows, and one of two in conflict,
        stops them too: a reminder too few can be asked for, one too many cannot be taken back."""
        return any(status != "active" for status in self.statuses)

    @property
    def died(self) -> bool:
        """Tell whether somebody wrote that the child died."""
        return "died" in self.statuses


def proposes_aging_out(
    birth: Birth, statuses: Collection[str], on: date, months: int = AGES_OUT_MONTHS
) -> bool:
    """Tell whether to propose, never to decide, that a child has outgrown the programme: so many
    months old by the latest day it may have been born, and still active."""
    return set(statuses) <= {"active"} and add_months(birth.latest, months) <= on
