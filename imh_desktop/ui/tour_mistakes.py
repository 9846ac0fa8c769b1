"""What can be put right: undone, put in the trash, corrected, moved, lowered."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from imh_desktop.ui.tour_enrolling import write_day

if TYPE_CHECKING:
    from imh_desktop.ui.tour import Trip


def undo_and_trash(trip: "Trip") -> None:
    """What can be undone, and what was put in the trash."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Undo"))
    hands.wait_for(say("Done"))
    hands.picture("undo")
    hands.click(say("Trash"))
    hands.wait_for(say("The trash is empty."))
    hands.picture("trash")
    hands.click(say("Done"))
    hands.wait_for(say("Trash"))
    hands.click(say("Done"))
    hands.wait_for(say("Search for a child"))


def to_child(trip: "Trip") -> None:
    """Go to the child whose visit is finished."""
    hands, say = trip.hands, trip.words.say
    hands.write(say("Search for a child"), "amara")
    hands.click(say("Child's page"))
    hands.wait_for(say("Correct a finished visit"))
    hands.picture("child-with-all")


def correct(trip: "Trip") -> None:
    """An answer of a finished visit."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Correct a finished visit"))
    hands.wait_for(say("Done"))
    hands.picture("correct-a-visit")
    hands.click(say("Correct"))
    hands.wait_for(say("Correct it"))
    hands.picture("correct-an-answer")
    hands.click(say("Cancel"))
    hands.click(say("Done"))
    hands.wait_for(say("Edit details"))


def move(trip: "Trip") -> None:
    """A visit that was recorded with the wrong child."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Move a visit to the right child"))
    hands.wait_for(say("Which visit belongs to another child?"))
    hands.picture("which-visit")
    hands.press(Qt.Key.Key_Space)
    hands.wait_for(say("Search for a child"))
    hands.picture("whose-visit")
    hands.find(say("Children")).setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.wait_for(say("Move it"))
    hands.picture("move-a-visit")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("Edit details"))


def lower(trip: "Trip") -> None:
    """A next step that seems too high."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Lower a next step"))
    hands.click(trip.words.date(trip.today))
    hands.wait_for(say("Close"))
    hands.picture("lower-a-step")
    hands.click(say("Close"))
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("Edit details"))


def erase(trip: "Trip") -> None:
    """What erasing a child, and one answer, would take; and how long anything is kept."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Erase for good"))
    hands.wait_for(say("Are you sure?"))
    hands.picture("erase-a-child")
    day = trip.words.date(trip.today)
    hands.choose(say("What is to be erased?"), say("One answer of the visit of {day}", day=day))
    hands.wait_for(say("Which answer"))
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("Edit details"))


def keep(trip: "Trip") -> None:
    """For how long a programme keeps what it wrote."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Programme"))
    hands.click(say("Keep and erase"))
    hands.wait_for(say("Nothing is over."))
    hands.picture("keep-and-erase")
    hands.click(say("Done"))
    hands.wait_for(say("Save the programme"))
    hands.click(say("Back"))
    hands.wait_for(say("Search for a child"))


def begun_by_mistake(trip: "Trip") -> None:
    """What can be put in the trash, and why that is asked."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Children"))
    hands.write(say("Search for a child"), "isatou")
    hands.click(say("Child's page"))
    hands.click(say("Begun or added by mistake"))
    hands.wait_for(say("Put in the trash"))
    hands.picture("begun-by-mistake")
    hands.click(say("Put in the trash"))
    hands.picture("why-in-the-trash")
    hands.click(say("Cancel"))
    hands.click(say("Done"))
    hands.wait_for(say("Edit details"))
    hands.click(say("Children"))
    hands.wait_for(say("Search for a child"))


def born_otherwise(trip: "Trip") -> None:
    """A day of birth corrected after a visit: what it changes is said first."""
    hands, say = trip.hands, trip.words.say
    hands.write(say("Search for a child"), "amara")
    hands.click(say("Child's page"))
    hands.click(say("Edit details"))
    write_day(trip, say("Day of birth"), trip.born_on - timedelta(days=61))
    hands.picture("edit-details")
    hands.click(say("Save the changes"))
    hands.wait_for(say("Correct it"))
    hands.picture("correct-the-birth")
    hands.click(say("Cancel"))
    hands.click(say("Back"))
    hands.wait_for(say("Edit details"))
    hands.click(say("Children"))
    hands.wait_for(say("Search for a child"))


STEPS: tuple[Callable[["Trip"], None], ...] = (
    undo_and_trash,
    to_child,
    correct,
    move,
    lower,
    erase,
    begun_by_mistake,
    born_otherwise,
    keep,
)
