"""Around one child: its home, the visits to come, papers, referrals and partners."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from imh_desktop.ui.partners_page import PartnersPage
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.tour_enrolling import write_day
from imh_desktop.ui.tour_visit import go

if TYPE_CHECKING:
    from imh_desktop.ui.tour import Trip

_PARTNERS = "name,kind,phone\nNorth clinic,health,555-0188\nToy library,community,555-0189\n"


def home(trip: "Trip") -> None:
    """A twin is added and visited in one sitting; what was said of the family holds for both."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Child's page"))
    hands.click(say("Add a brother or sister"))
    hands.write(say("First name"), "Isatou")
    write_day(trip, say("Day of birth"), trip.born_on)
    hands.write(say("Weeks of pregnancy"), "36")
    hands.write(say("and days"), "0")
    hands.click(say("Girl"))
    hands.picture("brother-or-sister")
    hands.click(say("Save this child"))
    hands.wait_for(say("Go to {name}", name="Amara Jallow"))
    hands.picture("household")
    hands.click(say("Visit both"))
    hands.picture("visit-both")
    hands.click(say("Cancel"))
    hands.click(say("Start a visit"))
    hands.click(say("Begin the visit"))
    hands.wait_for(say("Family questions"))
    hands.picture("family-questions")
    hands.click(say("Yes, use them here"))
    go(trip, "today")
    hands.click(say("Review"))
    hands.wait_for(say("Close visit"))
    hands.click(say("Raise the next step"))
    hands.picture("raise-the-next-step")
    hands.click(say("Leave as it is"))
    hands.click(say("Back to the cards"))
    hands.click(say("Children"))
    hands.wait_for(say("Search for a child"))
    hands.picture("visit-left-open")


def known_child(trip: "Trip") -> None:
    """A child much like one who is here is not written down twice unasked."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Add a child"))
    hands.write(say("First name"), "Amara")
    hands.write(say("Family name"), "Jallow")
    write_day(trip, say("Day of birth"), trip.born_on)
    hands.click(say("Not known"))
    hands.write(say("Caregiver {n}: name", n=1), "Fatou Jallow")
    hands.click(say("Save this child"))
    hands.wait_for(say("Is this the same child?"))
    hands.picture("is-this-the-same-child")
    hands.click(say("Open that child"))
    hands.wait_for(say("Edit details"))


def visits_to_come(trip: "Trip") -> None:
    """Another day, and the end of the visits."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Choose another day"))
    write_day(trip, say("Day of the next visit"), trip.today + timedelta(days=14))
    hands.picture("next-visit")
    hands.click(say("Cancel"))
    hands.click(say("No more visits"))
    hands.click(say("The family moved away"))
    hands.write(say("Why"), say("Visit the clinic together."))
    hands.picture("no-more-visits")
    hands.click(say("End the visits"))
    hands.wait_for(say("Visit this family again"))
    hands.picture("visits-ended")
    hands.click(say("Visit this family again"))
    hands.write(say("Why"), say("She laughed with you."))
    hands.picture("visits-go-on")
    hands.click(say("Visits go on"))
    hands.wait_for(say("No more visits"))


def papers(trip: "Trip") -> None:
    """What else can be had on paper about a child."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Blank checklist to fill in by hand"))
    hands.wait_for(say("Save a copy"))
    hands.picture("blank-checklist")
    hands.click(say("Back"))
    hands.click(say("Type in a visit from paper"))
    hands.picture("type-in")
    hands.click(say("Cancel"))
    hands.click(say("Copy of everything for the family"))
    hands.picture("copy-for-the-family")
    hands.click(say("Cancel"))
    hands.click(say("On the partner’s own form"))
    hands.picture("partners-own-form")
    hands.click(say("Cancel"))
    hands.click(say("Pages and who may receive them"))
    hands.wait_for(say("Who got which page"))
    hands.picture("pages-given")
    hands.click(say("Give no pages"), about="Fatou")
    hands.picture("give-no-pages")
    hands.click(say("Cancel"))
    hands.click(say("Done"))
    hands.wait_for(say("Edit details"))
    hands.click(say("Children"))


def of_the_day(trip: "Trip") -> None:
    """Pages of many families at once, the plan of the week, the packet for supervision."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Plan of the week"))
    hands.wait_for(say("Save a copy"))
    hands.picture("plan-of-the-week")
    hands.click(say("For a calendar"))
    hands.picture("for-a-calendar")
    hands.click(say("Cancel"))
    hands.click(say("Back"))
    hands.click(say("Carry and gather"))
    hands.wait_for(say("Pages of a day"))
    hands.picture("carry-and-gather")
    hands.click(say("Pages of a day"))
    hands.click(say("Whole page"))
    hands.picture("pages-of-a-day")
    hands.click(say("Make the pages"))
    hands.wait_for(say("Save a copy"))
    hands.picture("pages-made")
    hands.click(say("Back"))
    hands.click(say("Back"))
    hands.click(say("For my supervision"))
    hands.picture("which-days")
    hands.click(say("Show the paper"))
    hands.wait_for(say("Save a copy"))
    hands.picture("for-my-supervision")
    hands.click(say("Back"))
    hands.click(say("Back"))


def referrals(trip: "Trip") -> None:
    """Where each referral stands, and what came of it."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Referrals"))
    hands.wait_for(say("Type in a slip"))
    hands.picture("referrals")
    hands.click(say("Type in a slip"))
    hands.picture("type-in-a-slip")
    hands.click(say("Cancel"))
    page = trip.window.page
    hands.click(page.findChildren(RowButton)[0].accessibleName() if page else "")
    hands.wait_for(say("What happened?"))
    hands.picture("one-referral")
    hands.click(say("The family needs time"))
    hands.picture("family-needs-time")
    hands.click(say("Cancel"))
    hands.click(say("Sent"))
    hands.wait_for(say("It is recorded."))
    hands.click(say("This is wrong"))
    hands.picture("take-back")
    hands.click(say("Cancel"))
    hands.click(say("Done"))
    hands.click(say("Back"))
    hands.wait_for(say("Search for a child"))


def partners(trip: "Trip") -> None:
    """Who receives referrals: by hand, and from a list."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Programme"))
    hands.click(say("Partners"))
    hands.wait_for(say("Add a partner"))
    hands.picture("partners")
    hands.click(say("Add a partner"))
    hands.wait_for(say("Save the partner"))
    hands.picture("partner")
    hands.click(say("Back"))
    hands.wait(lambda: isinstance(trip.window.page, PartnersPage), "the list of partners")
    table = trip.ways.scratch / "partners.csv"
    table.write_text(_PARTNERS, encoding="utf-8")
    hands.click(say("Take in a list"))
    hands.name_file(table)
    hands.wait_for(say("Take in all"))
    hands.picture("list-of-partners")
    hands.click(say("Take in all"))
    hands.click(say("Back"))
    hands.wait_for(say("Save the programme"))
    hands.click(say("Save the programme"))
    hands.wait_for(say("Search for a child"))


def whole_window(trip: "Trip") -> None:
    """What every page has: how the window looks, and all keys."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Settings of this laptop"))
    hands.wait_for(say("Use these"))
    hands.picture("settings")
    hands.click(say("Cancel"))
    trip.window.show_keys()
    hands.wait_for(say("Keys"))
    hands.picture("keys")
    hands.click(say("Continue"))


STEPS: tuple[Callable[["Trip"], None], ...] = (
    home,
    known_child,
    visits_to_come,
    papers,
    of_the_day,
    referrals,
    partners,
    whole_window,
)
