"""The tour begins: setting up, the programme's numbers, a child."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from imh_desktop.ui import tour_people
from imh_desktop.ui.programme_page import ProgrammePage
from imh_desktop.ui.widgets import PlainLabel

if TYPE_CHECKING:
    from imh_desktop.ui.tour import Trip

_PASSPHRASE = "violet kettle harbour seven"  # noqa: S105 of a vault that lives for a minute


def set_up(trip: "Trip") -> None:
    """First run, set-up, the recovery code written down and asked back."""
    hands, say = trip.hands, trip.words.say
    hands.wait_for(say("Set up this laptop"))
    hands.picture("first-run")
    hands.click(say("Set up this laptop"))
    hands.write(say("Your name"), "Rosa Méndez")
    hands.write(say("New passphrase"), _PASSPHRASE)
    hands.write(say("The passphrase once more"), _PASSPHRASE)
    hands.picture("set-up")
    hands.click(say("Next"))
    hands.wait_for(say("I have written it down"))
    hands.picture("recovery-code")
    paper = _copied(trip)
    hands.click(say("I have written it down"))
    hands.wait_for(say("Check your paper"))
    for number, group in paper.items():
        if hands.sees(say("Group {n}", n=number)):
            hands.write(say("Group {n}", n=number), group)
    hands.picture("check-your-paper")
    hands.click(say("Finish"))
    hands.wait_for(say("No children here yet"))
    hands.picture("no-children-yet")
    hands.press(Qt.Key.Key_F1)
    hands.wait_for(say("Search the help"))
    hands.picture("help")
    hands.press(Qt.Key.Key_Return)
    hands.picture("help-topic")
    hands.click(say("Back"))
    hands.wait_for(say("No children here yet"))


def write_programme(trip: "Trip") -> None:
    """The programme and its numbers, plainly invented, so that its pages say so."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Programme"))
    hands.write(say("Name of the programme"), "First Steps Visits")
    hands.write(say("Contact person"), "Elena Ruiz")
    hands.write(say("Phone of the programme"), "555-0100")
    for box, number in (
        (say("Emergency number"), "555-0111"),
        (say("Day and night line"), "555-0124"),
    ):
        hands.write(say("{box}: number", box=box), number)
        write_day(trip, say("{box}: checked on", box=box), trip.today)
    page = trip.window.page
    if isinstance(page, ProgrammePage):
        page.mark_fictional()
    hands.picture("programme")
    hands.click(say("Save the programme"))
    hands.wait_for(say("No children here yet"))


def add_child(trip: "Trip") -> None:
    """A child born early, with a mother and a grandmother."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Add the first child"))
    hands.write(say("First name"), "Amara")
    hands.write(say("Family name"), "Jallow")
    write_day(trip, say("Day of birth"), trip.born_on)
    hands.write(say("Weeks of pregnancy"), "36")
    hands.write(say("and days"), "0")
    hands.click(say("Girl"))
    hands.choose(say("Add a language the family speaks"), say("Wolof"))
    hands.click(say("Add this language"))
    hands.click(say("An interpreter is needed"))
    hands.choose(say("Language of the interpreter"), say("Wolof"))
    hands.write(say("Caregiver {n}: name", n=1), "Fatou Jallow")
    hands.choose(say("Caregiver {n}: language", n=1), say("Wolof"))
    hands.click(say("Caregiver {n}: add this language", n=1))
    hands.write(say("Caregiver {n}: phone", n=1), "555-0142")
    hands.click(say("Add another caregiver"))
    hands.write(say("Caregiver {n}: name", n=2), "Binta Jallow")
    hands.choose(say("Caregiver {n}: relation to the child", n=2), say("Grandparent"))
    hands.picture("add-a-child")
    hands.click(say("Save this child"))
    hands.wait_for(say("Start a visit"))
    hands.picture("caseload")
    hands.click(say("Child's page"))
    hands.wait_for(say("No visit yet"))
    hands.picture("child")


def write_day(trip: "Trip", label: str, day: date) -> None:
    """Type a day into its three fields."""
    hands, say = trip.hands, trip.words.say
    hands.write(say("{label}: day", label=label), str(day.day))
    hands.choose(say("{label}: month", label=label), trip.words.months()[day.month - 1])
    hands.write(say("{label}: year", label=label), str(day.year))


def _copied(trip: "Trip") -> dict[int, str]:
    """Read the recovery code off the screen, as the visitor's pencil would."""
    shown = trip.window.findChildren(PlainLabel)
    groups = [label for label in shown if label.objectName().startswith("recovery-group-")]
    return {int(label.objectName().rpartition("-")[2]): label.whole_text() for label in groups}


STEPS: tuple[Callable[["Trip"], None], ...] = (
    set_up,
    tour_people.people,
    write_programme,
    add_child,
)
