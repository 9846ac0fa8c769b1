"""Who opens the laptop: a second person, and the papers for the day nobody knows a passphrase."""

from typing import TYPE_CHECKING

from imh_desktop.ui.widgets import PlainLabel

if TYPE_CHECKING:
    from imh_desktop.ui.tour import Trip

_HERS = "lantern orchard pebble tune"


def people(trip: "Trip") -> None:
    """A colleague is added, three cards are made, and two of them tried."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Settings of this laptop"))
    hands.picture("settings-of-the-laptop")
    hands.click(say("People on this laptop"))
    hands.wait_for(say("When nobody knows a passphrase"))
    hands.click(say("Add a person"))
    hands.write(say("Name"), "Luz Ríos")
    hands.write(say("New passphrase"), _HERS)
    hands.write(say("The passphrase once more"), _HERS)
    hands.picture("add-a-person")
    hands.click(say("Add"))
    hands.wait_for(say("The new person can open this laptop."))
    hands.picture("people")
    _cards(trip)
    hands.click(say("Change my passphrase"))
    hands.picture("change-my-passphrase")
    hands.click(say("Back"))
    hands.click(say("Change the role"), about="Luz Ríos")
    hands.picture("change-the-role")
    hands.click(say("Cancel"))
    hands.click(say("Take the access away"))
    hands.picture("take-the-access-away")
    hands.click(say("Cancel"))
    hands.click(say("Done"))
    hands.wait_for(say("No children here yet"))


def _cards(trip: "Trip") -> None:
    hands, say = trip.hands, trip.words.say
    hands.click(say("Three cards, any two open"))
    hands.picture("make-three-cards")
    hands.click(say("Make them"))
    hands.wait_for(say("I have written it down"))
    hands.picture("three-cards")
    first, third = (_card(trip, number) for number in (1, 3))
    hands.click(say("I have written it down"))
    hands.write(say("One card"), first)
    hands.write(say("Another card"), third)
    hands.picture("try-the-paper")
    hands.click(say("Try it"))
    hands.wait_for(say("It opens this file. Put it back in its locked place."))


def _card(trip: "Trip", card: int) -> str:
    found = {
        label.objectName(): label.whole_text()
        for label in trip.window.findChildren(PlainLabel)
        if label.objectName().startswith(f"recovery-card-{card}-")
    }
    return "-".join(found[f"recovery-card-{card}-{n}"] for n in range(1, len(found) + 1))
