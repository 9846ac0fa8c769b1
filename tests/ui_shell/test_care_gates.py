"""Once the visits ended, the window says so and asks why before a paper or a visit, by clicks."""

from datetime import date, timedelta

import pytest

from imh_desktop.flows.care import set_care
from imh_desktop.store import records, standing
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.words import Words

from .conftest import give_numbers
from .test_other_papers import _write_day
from .test_paper_pages import closed_visit  # noqa: F401 a fixture

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
WHY = "The clinic <b>asked</b>"
STATE = "The family moved away"


@pytest.fixture
def ended(closed_visit, vault):  # noqa: F811
    """The child's page of a family that moved away."""
    program, visit = closed_visit
    give_numbers(vault)
    on = TODAY - timedelta(days=2)
    set_care(vault, visit.child_id, "moved", on, "They told us", Words("en"))
    program._workspace.show_child(visit.child_id)
    return program, visit


def said_why(hands, before: str) -> None:
    """Press a button, read how things stand, say why and go on."""
    hands.click(before)
    hands.wait_for("They told us")
    assert any(STATE in text for text in _seen(hands))
    hands.write("Why", WHY)
    hands.click("Go on")


def _seen(hands) -> list[str]:
    from PySide6.QtWidgets import QLabel

    from imh_desktop.ui import sight

    return [each.text() for each in sight.visible() if isinstance(each, QLabel)]


def test_a_record_is_asked_for_once_and_the_next_paper_goes_on(ended, hands, vault):
    program, visit = ended
    said_why(hands, "Record for the file")
    hands.picture("asked")
    hands.wait_for("The page as it will be printed")
    assert standing.care_of(vault, visit.child_id).page_reason == WHY
    program._workspace.show_child(visit.child_id)
    hands.click("New referral")
    hands.wait_for("The family agrees: make the page")


def test_a_letter_asks_why_before_it_asks_for_the_consent(ended, hands, vault):
    _program, visit = ended
    said_why(hands, "New referral")
    hands.wait_for("The family agrees: make the page")
    assert standing.care_of(vault, visit.child_id).ended


def test_the_familys_page_says_how_things_stand_and_can_be_asked_for_there(ended, hands, vault):
    _program, visit = ended
    hands.click("Family page")
    hands.wait_for("This page cannot be made yet")
    said_why(hands, "Say why")
    hands.wait_for("The page as it will be printed")
    assert standing.care_of(vault, visit.child_id).page_reason == WHY


def test_of_a_child_who_died_the_familys_page_offers_no_way_around(ended, hands, vault):
    program, visit = ended
    set_care(vault, visit.child_id, "died", TODAY, "The nurse called", Words("en"))
    program._workspace.show_child(visit.child_id)
    hands.click("Family page")
    hands.wait_for("This child has died. No page is made.")
    assert not hands.sees("Say why")


def test_a_visit_from_paper_after_the_end_asks_why(ended, hands, vault):
    program, visit = ended
    before = len(records.visits(vault, visit.child_id))
    hands.click("Type in a visit from paper")
    _write_day(hands, TODAY - timedelta(days=1))
    hands.click("This is the day that stands on the paper")
    said_why(hands, "Type it in")
    hands.wait(lambda: isinstance(program.window.page, VisitPage), "the cards")
    assert len(records.visits(vault, visit.child_id)) == before + 1


def test_found_by_search_the_child_is_chosen_and_a_visit_asks_why_first(opened, vault, hands):
    from .conftest import enrol

    child = enrol(vault)
    set_care(vault, child.child_id, "moved", TODAY, "They told us", Words("en"))
    enrol(vault, "Zoe", "Mar")
    program = opened()
    hands.write("Search for a child", "Amara")
    hands.wait_for("Amara Jallow")
    said_why(hands, "Start a visit")
    hands.picture("start")
    assert not records.visits(vault, child.child_id)
    hands.click("Begin the visit")
    hands.wait(lambda: isinstance(program.window.page, VisitPage), "the cards")
    (visit,) = records.visits(vault, child.child_id)
    kept = vault.journal.record(visit.visit_id)
    assert kept is not None
    assert kept.fields["care_reason"] == WHY
