"""One whole visit, from the first card to closing it."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from imh_desktop.ui.tour_enrolling import write_day
from imh_desktop.ui.visit_frame import VisitFrame

if TYPE_CHECKING:
    from imh_desktop.ui.tour import Trip

_FAMILY_PAGE_STRENGTHS = ("r1-more-and-enough", "e1-calms-with-help", "x1-explores-new-things")


def start(trip: "Trip") -> None:
    """The day is confirmed, and the checklist that fits the age is named."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Start a visit"))
    hands.wait_for(say("Begin the visit"))
    hands.picture("start-a-visit")
    hands.click(say("Begin the visit"))
    hands.wait_for(say("How do you know?"))
    hands.picture("first-card")


def answer(trip: "Trip") -> None:
    """Keys alone: the first answers, how they are known, a note, one taken back."""
    hands, say = trip.hands, trip.words.say
    hands.type("21")
    hands.wait_for(say("It stays like this for the next answers until you change it above."))
    hands.picture("how-do-you-know")
    hands.click(say("I saw it"))
    hands.type("1")
    hands.click(say("I was told"))
    hands.type("1")
    hands.type("n")
    hands.type(trip.words.say("Reached for her grandmother when I came in."))
    hands.picture("note")
    hands.press(Qt.Key.Key_Escape)
    hands.type("2")
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.picture("taken-back")


def answer_on(trip: "Trip") -> None:
    """The other domains, with one group of signs opened."""
    hands = trip.hands
    hands.type("111")
    for domain, keys in (("feelings", "112111"), ("exploring", "11211"), ("family", "111")):
        go(trip, domain)
        hands.type(keys)
        hands.picture(domain)
    go(trip, "signs")
    hands.type("12")
    hands.picture("signs")
    hands.type("2111")
    go(trip, "wellbeing")
    hands.picture("wellbeing")


def learn(trip: "Trip") -> None:
    """In the middle of the visit a page of the guide, and back to the same card."""
    hands, words = trip.hands, trip.words
    say = words.say
    hands.click(say("Learn"))
    hands.wait_for(say("Pages of the guide"))
    hands.picture("learn")
    badge = words.say_for("badge", "Not yet reviewed by a professional")
    if not hands.sees(badge):  # the list stands alone where it is narrow
        hands.press(Qt.Key.Key_Return)
        hands.picture("learn-page")
    hands.click(badge)
    hands.picture("not-yet-reviewed")
    hands.click(say("Close"))
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for(say("How do you know?"))


def talk_alone(trip: "Trip") -> None:
    """The private talk opens only once the visitor says whom she is alone with."""
    hands, say = trip.hands, trip.words.say
    go(trip, "private")
    hands.picture("are-you-alone")
    mother = say("{name} ({relation})", name="Fatou Jallow", relation=say("Mother"))
    hands.click(mother)
    hands.click(say("Yes, we are alone"))
    hands.type("1")
    hands.picture("private-talk")
    hands.press(Qt.Key.Key_F12)
    hands.wait_for(say("A short pause"))
    hands.picture("covered")
    hands.press(Qt.Key.Key_F12)
    own_referral(trip)
    hands.click(say("Not alone any more"))


def own_referral(trip: "Trip") -> None:
    """The adult asks for help of their own: what may be told, and the page that comes of it."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("A referral for this adult"))
    hands.wait_for(say("What this person asks to be told"))
    hands.picture("own-referral")
    hands.write(say("Name of the partner"), say("Help for mothers"))
    hands.write(say("What for"), say("Someone to talk with every week"))
    hands.click(say("What this person would like help with"))
    hands.write(
        say("What happens on a usual day, in plain words"), say("I cry most days and sleep little.")
    )
    hands.click(say("Signed on paper"))
    hands.click(say("They agree: make the page"))
    hands.wait_for(say("Save a copy"))
    hands.picture("own-referral-page")
    hands.click(say("Back"))
    hands.click(say("A referral for this adult"))
    hands.wait_for(say("Write a new one"))
    hands.picture("own-referrals")
    hands.click(say("Back"))


def talk_today(trip: "Trip") -> None:
    """Something urgent: what to say and do, and what was done about it."""
    hands, say = trip.hands, trip.words.say
    go(trip, "today")
    hands.picture("talk-today")
    question = trip.texts.items["t4-very-ill-or-not-feeding"].text
    hands.click(trip.texts.choices["yes"], about=question[:20])
    hands.wait_for(say("What happened"))
    hands.picture("act-now")
    hands.click(say("This was done"))
    hands.write(
        say("What was done, by whom, and when"),
        say("Called the clinic together; they go at noon."),
    )
    hands.click(say("Save"))


def review(trip: "Trip") -> None:
    """What was noticed, what the family takes home, the next step; then closing."""
    hands, say = trip.hands, trip.words.say
    hands.click(say("Review"))
    hands.wait_for(say("Close visit"))
    hands.picture("review")
    for item_id in _FAMILY_PAGE_STRENGTHS:
        hands.click(trip.texts.items[item_id].strength.replace("{name}", "Amara"))
    hands.write(say("What else went well? One short sentence"), say("She laughed with you."))
    hands.click(say("Add this moment"))
    hands.picture("strengths")
    hands.click(next(idea for idea in trip.texts.strategies.values() if hands.sees(idea)))
    hands.write(say("What is the step?"), say("Visit the clinic together."))
    hands.write(say("Who does it?"), "Rosa")
    write_day(trip, say("By when?"), trip.today + timedelta(days=7))
    hands.click(say("Add this step"))
    hands.picture("next-steps")
    hands.click(say("Close visit"))
    hands.wait_for(say("Save a copy"))


def go(trip: "Trip", domain_id: str) -> None:
    """Choose a domain; in a narrow window its list stands behind a button."""
    page = trip.window.page
    if isinstance(page, VisitFrame) and page.compact:
        page.footer.domain.click()
    trip.hands.click(trip.texts.domains[domain_id])


STEPS: tuple[Callable[["Trip"], None], ...] = (
    start,
    answer,
    answer_on,
    learn,
    talk_alone,
    talk_today,
    review,
)
