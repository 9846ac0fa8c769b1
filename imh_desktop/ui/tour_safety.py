"""Backups: made, looked into; and a look through the whole file."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from imh_desktop.ui.row_button import RowButton

if TYPE_CHECKING:
    from imh_desktop.ui.tour import Trip


def backups(trip: "Trip") -> None:
    """A backup is made, and what it holds is seen."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Carry and gather"))
    hands.click(say("Backups and health of your file"))
    hands.wait_for(say("Make a backup now"))
    hands.picture("backups")
    hands.click(say("Make a backup now"))
    hands.wait_for(say("A backup was made and checked."))
    hands.picture("backup-made")
    hands.click(say("Go back to a backup"))
    hands.wait_for(say("Look in another folder"))
    hands.picture("go-back-to-a-backup")
    row, *_earlier = trip.window.findChildren(RowButton)
    hands.click(row.title)
    hands.wait_for(say("Go back to this backup"))
    hands.picture("what-a-backup-holds")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("Look in another folder"))
    hands.press(Qt.Key.Key_Escape)


def health(trip: "Trip") -> None:
    """Everything is looked through."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Who did what, and when"))
    hands.wait_for(say("Show earlier ones"))
    hands.picture("log")
    hands.press(Qt.Key.Key_Escape)
    hands.click(say("Look through everything"))
    hands.wait_for(say("All is well with"))
    hands.picture("health")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("Search for a child"))


STEPS: tuple[Callable[["Trip"], None], ...] = (backups, health)
