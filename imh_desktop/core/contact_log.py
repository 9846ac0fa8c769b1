"""Tries to reach a family between visits: kinds, and what of them still counts."""

from collections.abc import Collection
from datetime import date
from typing import Final, NamedTuple

from imh_desktop.core.referral_loop import Attempt

TALKED: Final = "talked"
"""The family was reached: what was tried before counts no more."""
CONTACTS: Final = ("visit", "phone", "message", "missed", TALKED)
"""visit: nobody was at home; missed: the family did not come to where it was awaited. ``visit`` and
``phone`` are the codes of a referral's tries."""


class Tries(NamedTuple):
    """How often somebody tried to reach a family, first and last when."""

    times: int
    first_on: date
    last_on: date


def tries_since(contacts: Collection[Attempt], last_visit: date | None) -> Tries | None:
    """Return the tries that led to nothing yet: those after the last visit, and after the last day
    the family was talked to; None when there are none.

    A try on the very day of a visit is over with it, one on the day of a talk as well.
    """
    if not contacts:
        return None
    said = [one for one in contacts if last_visit is None or one.on > last_visit]
    talked = max((one.on for one in said if one.how == TALKED), default=date.min)
    days = sorted(one.on for one in said if one.how != TALKED and one.on > talked)
    return Tries(len(days), days[0], days[-1]) if days else None
