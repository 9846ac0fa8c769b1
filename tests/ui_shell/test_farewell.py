"""Leaving, in the real window: one tap for each thing, and nothing is forced."""

from datetime import date

import pytest

from imh_desktop.flows import enrolling
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.store import standing
from imh_desktop.ui.farewell_page import FarewellPage
from imh_desktop.ui.row_button import RowButton
from imh_desktop.ui.visit_page import VisitPage

from .conftest import give_numbers
from .test_paper_pages import closed_visit  # noqa: F401 a fixture

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too


def leaving(program, hands, child_id, way):
    """Open the page from the child's page, and choose a way where one is named."""
    program._workspace.show_child(child_id)
    hands.click("Leaving: what is left to do")
    hands.wait(lambda: isinstance(program.window.page, FarewellPage), "the page")
    if way:
        hands.click(way)


def row(program, title):
    return next(b for b in program.window.page.findChildren(RowButton) if b.title == title)


def test_one_tap_leads_from_each_line_to_what_does_it(closed_visit, hands, vault):  # noqa: F811
    program, visit = closed_visit
    give_numbers(vault)
    child_id = visit.child_id
    leaving(program, hands, child_id, "The family moved away")
    hands.picture("leaving")
    entries = len(list(vault.journal.entries()))
    row(program, "Visits left open").click()
    hands.wait(lambda: isinstance(program.window.page, VisitPage), "the visit")
    for title, there in (
        ("Page of the last visit", "The page as it will be printed"),
        ("The family’s copy of its record", "Who receives it?"),
        ("Permissions that run on", "What the family agreed to"),
    ):
        leaving(program, hands, child_id, "The family moved away")
        row(program, title).click()
        hands.wait_for(there)
    leaving(program, hands, child_id, "Another visitor takes over")
    row(program, "Hand the family over").click()
    hands.wait_for("Give families to another laptop")
    assert len(list(vault.journal.entries())) == entries, "looking changed something"


def test_the_end_is_said_there_with_a_reason_and_the_line_is_done(
    closed_visit, hands, vault  # noqa: F811
):  # fmt: skip
    program, visit = closed_visit
    leaving(program, hands, visit.child_id, "The visits came to their planned end")
    row(program, "Say that the visits ended").click()
    hands.write("Why", "As <b>planned</b>")
    hands.click("End the visits")
    hands.wait(
        lambda: "Done" in row(program, "Say that the visits ended").accessibleName(), "the line"
    )
    assert standing.care_of(vault, visit.child_id).statuses == ("discharged",)
    hands.picture("ended")


@pytest.mark.parametrize("years", [6, 5])
def test_the_childs_page_and_the_list_propose_an_end_at_the_sixth_birthday(
    opened, hands, vault, years
):
    born = date(TODAY.year - years, 1, 1)
    form = ChildForm(given_name="Old", born_earliest=born.isoformat())
    child = enrolling.add_child(vault, form, ())
    program = opened()
    hands.wait_for("Old")
    old = years == 6
    assert hands.sees("See what is left to do") is old
    program._workspace.show_child(child.child_id)
    hands.wait_for("About the child")
    assert hands.sees("See what is left to do") is old
    if old:
        hands.click("See what is left to do")
        hands.wait(lambda: isinstance(program.window.page, FarewellPage), "the page")
        assert program.window.page.choice.code == "aged_out"
    assert not standing.care_of(vault, child.child_id).ended
