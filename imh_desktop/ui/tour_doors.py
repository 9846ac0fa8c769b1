"""The way out and in again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imh_desktop.ui.tour import Trip


def unlock(trip: "Trip") -> None:
    """Locked, the laptop asks for the passphrase, or for the recovery code."""
    hands, say = trip.hands, trip.words.say
    trip.ways.leave()
    trip.ways.begin()
    hands.wait_for(say("Welcome back"))
    hands.picture("unlock")
    hands.click(say("Use the recovery code"))
    hands.wait_for(say("Use the passphrase"))
    hands.picture("unlock-by-code")


STEPS: tuple[Callable[["Trip"], None], ...] = (unlock,)
