"""At a coordinator's laptop and at a print desk, over the files of an invented programme."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from imh_desktop.flows import deciding, tour_programme
from imh_desktop.flows.tour_programme import TourProgramme
from imh_desktop.ui.figures_page import FiguresPage

if TYPE_CHECKING:
    from imh_desktop.ui.tour import Trip

_Part = Callable[["Trip", TourProgramme], None]


def programme(trip: "Trip") -> None:
    """Walk through the files of the invented programme, one after the other."""
    made = tour_programme.make(
        trip.ways.scratch / "programme", trip.library, trip.today, trip.words
    )
    try:
        trip.ways.enter(made.desk)
        trip.hands.wait_for(trip.words.say("Search for a child"))
        for part in _AT_THE_DESK:
            part(trip, made)
        for part in (_print_desk, _ahead, _joiner):
            part(trip, made)
    finally:
        for vault in made.vaults:
            vault.close()


def _hub(trip: "Trip", made: TourProgramme) -> None:
    hands, say = trip.hands, trip.words.say
    hands.picture("coordinator")
    hands.click(say("Carry and gather"))
    hands.wait_for(say("Export"))
    hands.picture("coordinators-hub")


def _gather(trip: "Trip", made: TourProgramme) -> None:
    """Archives are seen, taken in, and can be taken back."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Take in archives"))
    hands.wait_for(say("Choose archives"))
    hands.picture("take-in-archives")
    trip.window.archives_dropped.emit([made.arrived])
    hands.wait_for(say("What will come"))
    hands.picture("what-will-come")
    hands.click(say("Take in"))
    hands.wait_for(say("Cancel"))
    hands.picture("taking-in")
    hands.wait_for(say("What came"))
    hands.picture("what-came")
    hands.click(say("Done"))
    hands.click(say("Archives taken in"))
    hands.wait_for(say("Take back"))
    hands.picture("archives-taken-in")
    hands.click(say("Take back"))
    hands.wait_for(say("Take it back?"))
    hands.picture("take-an-archive-back")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("Export"))


def _decide(trip: "Trip", made: TourProgramme) -> None:
    """What two people wrote differently, and who stands here twice."""
    hands, words = trip.hands, trip.words
    waiting = deciding.count(made.desk)
    count = words.count("{n} to decide", "{n} to decide", waiting)
    hands.click(f"{words.say('To decide')}. {count}")
    hands.wait_for(words.say("Later"))
    hands.picture("to-decide")
    hands.press(Qt.Key.Key_Escape)
    count = words.count("{n} to look at", "{n} to look at", 1)
    hands.click(f"{words.say('Same child?')}. {count}")
    hands.wait_for(words.say("One child"))
    hands.picture("same-child")
    hands.press(Qt.Key.Key_Escape)
    hands.click(f"{words.say('Steps to sign off')}. {count}")
    hands.wait_for(words.say("Look at it"))
    hands.picture("steps-to-sign-off")
    hands.click(words.say("Look at it"))
    hands.wait_for(words.say("Sign it"))
    hands.picture("sign-off")
    hands.click(words.say("Cancel"))
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(words.say("Export"))


def _laptops(trip: "Trip", made: TourProgramme) -> None:
    """Who is known, who asks to join, what came from one that was shut out."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Laptops of the programme"))
    hands.wait_for(say("Known here"))
    hands.picture("laptops")
    hands.click(say("Open a request or an answer"))
    hands.name_file(made.request)
    hands.wait_for(say("Let it join"))
    hands.picture("asks-to-join")
    hands.click(say("Cancel"))
    hands.press(Qt.Key.Key_Escape)
    hands.click(say("From laptops that were shut out"))
    hands.wait_for(say("How it goes"))
    hands.picture("shut-out")
    hands.click(say("Choose a file"))
    hands.name_file(made.late)
    hands.wait_for(say("What it holds"))
    hands.picture("what-it-holds")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("How it goes"))
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("Export"))


def _carry(trip: "Trip", made: TourProgramme) -> None:
    """Work is carried, families are given."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Carry my work"))
    hands.wait_for(say("Who gets it"))
    hands.picture("carry-my-work")
    hands.click(say("Choose who gets it"))
    hands.wait_for(say("Save"))
    hands.picture("who-gets-it")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Escape)
    hands.click(say("Give families to another laptop"))
    hands.wait_for(say("Which families"))
    hands.picture("give-families")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("Export"))


def _figures(trip: "Trip", made: TourProgramme) -> None:
    """How the programme is doing, and whom a figure counts."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("How the programme is doing"))
    hands.wait(lambda: _counted(trip), "counting")
    hands.picture("figures")
    page = trip.window.page
    if isinstance(page, FiguresPage):
        page.cases_asked.emit("m13", "denominator")
    hands.wait(lambda: not isinstance(trip.window.page, FiguresPage), "the list")
    hands.picture("whom-a-figure-counts")
    hands.press(Qt.Key.Key_Escape)
    hands.click(say("Data to look at"))
    hands.picture("data-to-look-at")
    hands.click(say("Save as a file"))
    hands.picture("save-figures")
    hands.click(say("Cancel"))
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("Export"))


def _export(trip: "Trip", made: TourProgramme) -> None:
    """What may leave, seen before it does."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Export"))
    hands.wait_for(say("For a spreadsheet"))
    hands.picture("export")
    hands.click(say("For a spreadsheet"))
    hands.write(say("What it is for"), say("A closer look together"))
    hands.picture("export-details")
    hands.click(say("See what would leave"))
    hands.wait_for(say("The first visits"))
    hands.picture("what-would-leave")
    hands.click(say("Choose where to save it"))
    hands.name_file(trip.ways.scratch)
    hands.wait_for(say("It is saved here:"))
    hands.picture("exported")
    hands.click(say("Done"))
    hands.wait_for(say("Export"))


def _print_desk(trip: "Trip", made: TourProgramme) -> None:
    """A page is printed for a visitor and handed over."""
    hands, say = trip.hands, trip.words.say
    trip.ways.enter(made.print_desk)
    hands.wait_for(say("Pages to print"))
    hands.picture("print-desk")
    hands.click(f"Luz. {say('To print')}")
    hands.wait_for(say("Save a copy"))
    hands.picture("page-at-the-desk")
    hands.click(say("Handed over"))
    hands.picture("handed-over")
    hands.click(say("Cancel"))


def _ahead(trip: "Trip", made: TourProgramme) -> None:
    """Where the clock cannot be right, the day is asked."""
    hands, say = trip.hands, trip.words.say
    trip.ways.enter(made.ahead)
    hands.wait_for(say("Search for a child"))
    hands.write(say("Search for a child"), "max")
    hands.click(say("Start a visit"))
    hands.picture("is-this-the-day")
    hands.click(say("Cancel"))
    hands.write(say("Search for a child"), "kim")
    hands.click(say("Child's page"))
    hands.click(say("Continue the visit"))
    hands.wait_for(say("Which day is it today?"))
    hands.picture("which-day-is-it")
    hands.click(say("Cancel"))


def _joiner(trip: "Trip", made: TourProgramme) -> None:
    """A laptop that belongs to no programme yet asks to join one."""
    hands, say = trip.hands, trip.words.say
    trip.ways.enter(made.joiner)
    hands.wait_for(say("No children here yet"))
    hands.click(say("Carry and gather"))
    hands.click(say("Laptops of the programme"))
    hands.picture("this-laptop")
    hands.click(say("Ask to join"))
    hands.wait_for(say("Go on"))
    hands.picture("name-of-this-laptop")
    hands.click(say("Cancel"))


def _counted(trip: "Trip") -> bool:
    page = trip.window.page
    return isinstance(page, FiguresPage) and page.counted


_AT_THE_DESK: tuple[_Part, ...] = (
    _hub,
    _gather,
    _decide,
    _laptops,
    _carry,
    _figures,
    _export,
)

STEPS: tuple[Callable[["Trip"], None], ...] = (programme,)
