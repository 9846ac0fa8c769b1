"""When a screen that nobody touches is covered, and when the file behind it is closed."""

from typing import Literal

import msgspec

Midst = Literal["none", "visit", "held"]
"""What closing would break into: nothing; a visit, or a text half typed into a form; or what must
not be closed by itself (nothing is open, only a demonstration is, or long work is under way)."""

Due = Literal["cover", "lock"]

LOCK_IN_MIDST_S = 30 * 60
"""In a visit she listens to the family: the screen is covered, and the file stays open longer."""


class Rest(msgspec.Struct, frozen=True):
    """After how many seconds without a touch the screen is covered (0 = never), and the file is
    closed where nothing is being done (0 = never)."""

    cover_s: int = 0
    lock_s: int = 0


def due(idle_s: float, rest: Rest, midst: Midst) -> Due | None:
    """Tell what is due after so many seconds without a touch, sleep included.

    Where both are due the lock comes first: nothing is left to cover then.
    """
    lock_after = {"none": rest.lock_s, "visit": rest.lock_s and LOCK_IN_MIDST_S, "held": 0}[midst]
    if lock_after and idle_s >= lock_after:
        return "lock"
    return "cover" if rest.cover_s and idle_s >= rest.cover_s else None
