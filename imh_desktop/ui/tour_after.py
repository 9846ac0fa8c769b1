"""After the first visit: a letter under what was agreed, what leaving asks for, the next visit."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imh_desktop.ui.tour import Trip


def letter(trip: "Trip") -> None:
    """The permission that stands makes the next letter in one press."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Child's page"))
    hands.click(say("New referral"))
    hands.wait_for(say("Agreed already: one tap makes the letter"))
    hands.picture("agreed-already")
    hands.click(say("Cancel"))


def leaving(trip: "Trip") -> None:
    """What is left to do when a family moves away."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Leaving: what is left to do"))
    hands.click(say("The family moved away"))
    hands.wait_for(say("What to look at"))
    hands.picture("leaving")
    hands.click(say("Done"))


def next_visit(trip: "Trip") -> None:
    """The next visit opens with what was agreed at the last one."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Start a visit"))
    hands.click(say("Begin the visit"))
    hands.wait_for(say("Since the last visit"))
    hands.picture("since-the-last-visit")
    hands.click(say("On to the cards"))
    hands.wait_for(say("How do you know?"))
    hands.click(say("Children"))
    hands.wait_for(say("Search for a child"))


STEPS: tuple[Callable[["Trip"], None], ...] = (letter, leaving, next_visit)
