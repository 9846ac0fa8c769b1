"""Both pages on paper, and the child afterwards."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from imh_desktop.ui.tour import Trip


def family_page(trip: "Trip") -> None:
    """The family's page, seen as it will be printed, and a copy saved."""
    trip.hands.picture("family-page")
    trip.hands.click(trip.words.say("Save a copy"))
    trip.hands.picture("safe-at-home")
    trip.hands.click(trip.words.say("Yes, go on"))
    _save(trip, "family.pdf")
    trip.hands.click(trip.words.say("Back"))


def agreed(trip: "Trip") -> None:
    """What the family agreed to: taking part is written down."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("See and change"))
    hands.wait_for(say("Pages printed at a print desk"))
    hands.picture("agreed")
    title = say("Taking part, with a record of the visits")
    hands.click(say("Write it down"), about=title)
    hands.write(say("In what role, such as mother or legal guardian"), say("Mother"))
    hands.click(say("Signed on paper"))
    hands.picture("agree")
    hands.click(say("The family agrees"))
    hands.wait_for(say("Take it back"))
    hands.picture("agreed-to")
    hands.click(say("Take it back"))
    hands.picture("take-it-back")
    hands.press(Qt.Key.Key_Escape)
    hands.click(say("Back"))
    hands.wait_for(say("About the child"))


def referral(trip: "Trip") -> None:
    """The family's consent, and the referral it covers."""
    hands, say = trip.hands, trip.words.say
    hands.wait_for(say("About the child"))
    hands.picture("child-after-the-visit")
    agreed(trip)
    hands.click(say("New referral"))
    hands.wait_for(say("Referral and consent"))
    hands.write(say("Name of the partner"), "Early Support Centre")
    hands.write(say("Phone of the partner"), "555-0177")
    hands.write(say("What for"), say("A closer look together"))
    hands.write(say("In what role, such as mother or legal guardian"), say("Mother"))
    for line in _ticked(trip):
        hands.click(line)
    hands.click(say("Signed on paper"))
    hands.picture("consent")
    hands.click(say("The family agrees: make the page"))
    hands.wait_for(say("Save a copy"))
    hands.picture("referral")
    hands.click(say("Save a copy"))
    _save(trip, "referral.pdf")
    hands.click(say("Back"))


def caseload(trip: "Trip") -> None:
    """Back at the list, and a search that forgives an accent."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Not at home"))
    hands.wait_for(say("Tries to reach the family"))
    hands.picture("tries")
    hands.click(say("Another day, or more about it"))
    hands.picture("another-try")
    hands.click(say("Cancel"))
    hands.click(say("Children"))
    hands.wait_for(say("Search for a child"))
    hands.picture("today")
    hands.write(say("Search for a child"), "amára")
    hands.picture("search")


def _ticked(trip: "Trip") -> tuple[str, ...]:
    from imh_desktop.flows.referring import lines_offered

    wanted = ("contact", "gestation", "languages", "strengths")
    return tuple(one.title for one in lines_offered(trip.words) if one.line in wanted)


def _save(trip: "Trip", name: str) -> None:
    hands, say = trip.hands, trip.words.say
    target = trip.out / name
    hands.write(say("File name"), str(target))
    hands.click(say("Save"))
    hands.wait(target.is_file, str(target))
    hands.wait_for(say("The copy is saved."))


STEPS: tuple[Callable[["Trip"], None], ...] = (family_page, referral, caseload)
