"""What waits for a visitor in one order: what is most at risk of being forgotten stands first."""

from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

import msgspec

from imh_desktop.core.next_visit import Why
from imh_desktop.core.referral_clocks import Clock

What = Literal["draft"] | Why | Clock
"""draft: a visit that is not finished; else what sets the day of a visit, or a referral's clock."""

DAYS_AHEAD: Final = 7
"""So many days before its day a referral's clock comes onto the board."""
ALWAYS: Final = ("draft", "third_birthday")
"""Stand there as long as they wait, whatever their day."""
PRESSING: Final = ("send", "evaluate", "third_birthday", "start_in_a_week")
"""A law sets the day (34 CFR 303), or a concern that must not wait."""
USUAL: Final = ("receive", "service", "rhythm")
"""Nothing was seen that calls for it: a question to a partner, the usual rhythm."""


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that waits. ``record_id``: of the open visit or the referral, the child's own for
    a visit due; ``on``: its day, of an open visit the day it was made; ``tried_on``: the last day
    somebody tried for it."""

    what: What
    child_id: str
    record_id: str
    on: date
    tried_on: date | None = None


def board(matters: Iterable[Matter], today: date) -> tuple[Matter, ...]:
    """Return what stands on the board of a day, in this order.

    1. What has come, its day being today or over, before what is still to come.
    2. Of what has come: ``PRESSING`` first, ``USUAL`` last; among equals what was left alone for
       the most days, counted from its day or from the last try, whichever is later.
    3. Of what is to come: the nearest day first, then ``PRESSING`` first, ``USUAL`` last.
    4. Then by kind and by id, so that the order never hangs on how the list was read.
    """
    waiting = (one for one in matters if waits(one, today))
    return tuple(sorted(waiting, key=lambda one: _place(one, today)))


def waits(matter: Matter, today: date) -> bool:
    """Tell whether a matter stands on the board of a day: its day has come, a clock's is near."""
    if matter.what in ALWAYS or matter.on <= today:
        return True
    return matter.what in _CLOCKS and (matter.on - today).days <= DAYS_AHEAD


def overdue(matter: Matter, today: date) -> bool:
    """Tell whether the day of a matter is over."""
    return matter.on < today


_CLOCKS = ("send", "receive", "evaluate", "service")


def _place(one: Matter, today: date) -> tuple[bool, int, int, str, str]:
    """Return what ``board`` sorts by."""
    to_come = one.on > today
    if to_come:
        first, second = (one.on - today).days, _weight(one)
    else:
        first, second = _weight(one), -_alone(one, today)
    return to_come, first, second, one.what, one.record_id


def _weight(one: Matter) -> int:
    return 0 if one.what in PRESSING else 2 if one.what in USUAL else 1


def _alone(one: Matter, today: date) -> int:
    return (today - max(one.on, one.tried_on or one.on)).days
