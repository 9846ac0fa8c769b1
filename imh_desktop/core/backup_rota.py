"""Which backups are kept: many of today, fewer of this month, some of this year.

The bytes they may take are shared out evenly: where not all fit, days give way as months do.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

HOURLY, DAILY, MONTHLY = 24, 30, 12
GUARDED = frozenset({"rekey", "restore", "upgrade"})
"""Why a backup was made that stands before a change of everything: it is never the one to go while
that change may still turn out wrong."""
GUARD_DAYS = 30
NAMED = frozenset({"asked", "merge"})
"""Why a backup was made that a person was told of: it stays for a day beside others of its hour."""
_DAY = timedelta(days=1)


class Copy(NamedTuple):
    """One backup. ``made_at``: UTC, as its laptop's clock had it; ``size``: bytes."""

    name: str
    made_at: datetime
    size: int
    why: str = ""


def to_remove(copies: Iterable[Copy], newest: str, now: datetime, budget: int) -> tuple[str, ...]:
    """Return the names of the backups that may go, the oldest first.

    Kept are the newest of each of the latest 24 hours, 30 days and 12 months that have one, and
    for a day those a person was told of. Over the budget, those go that stand deepest in their
    row; never the newest, nor a guarded one.
    A backup from the future was made while the clock was wrong: it takes no other's place, and
    goes once a backup of a known time is there.

    Args:
        newest: the name of the one made last, which no clock can tell.
        budget: bytes that all together may take.
    """
    known = sorted(copies, key=lambda copy: (copy.made_at, copy.name))
    if not known:
        return ()
    safe = {copy.name for copy in known if copy.name == newest or _guarded(copy, now)}
    depths = _depths([copy for copy in known if copy.made_at <= now], now)
    kept = _within(known, safe, depths, budget)
    return tuple(copy.name for copy in known if copy.name not in kept)


def _guarded(copy: Copy, now: datetime) -> bool:
    age = now - copy.made_at
    return copy.why in GUARDED and timedelta(0) <= age < timedelta(days=GUARD_DAYS)


def _depths(copies: list[Copy], now: datetime) -> dict[str, float]:
    """Return how deep each stands in the row in which it stands highest: 0 = the first, 1 = past
    the last. ``copies``: oldest first."""
    rows: list[tuple[int, Callable[[datetime], tuple[int, ...]]]] = [
        (HOURLY, lambda at: (at.year, at.month, at.day, at.hour)),
        (DAILY, lambda at: (at.year, at.month, at.day)),
        (MONTHLY, lambda at: (at.year, at.month)),
    ]
    told_of = [copy for copy in copies if copy.why in NAMED and now - copy.made_at < _DAY]
    depths = {copy.name: (now - copy.made_at) / _DAY for copy in told_of}
    for length, span in rows:
        newest_of = {span(copy.made_at): copy.name for copy in copies}
        for at, key in enumerate(sorted(newest_of, reverse=True)[:length]):
            name = newest_of[key]
            depths[name] = min(depths.get(name, 1.0), at / length)
    return depths


def _within(copies: list[Copy], safe: set[str], depths: dict[str, float], budget: int) -> set[str]:
    """Return the names that are kept: the safe ones, and the shallowest that fit beside them."""
    left = budget - sum(copy.size for copy in copies if copy.name in safe)
    kept = set(safe)
    latest_first = sorted(
        (copy for copy in reversed(copies) if copy.name in depths and copy.name not in safe),
        key=lambda copy: depths[copy.name],
    )
    for copy in latest_first:
        left -= copy.size
        if left < 0:
            break
        kept.add(copy.name)
    return kept
