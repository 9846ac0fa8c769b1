"""Visits that end and go on again, and a day the visitor chose, by clicks on the child's page."""

from datetime import date, timedelta

from imh_desktop.store import standing
from imh_desktop.store.vault import Vault
from imh_desktop.ui.caseload_page import CaseloadPage
from imh_desktop.ui.driver import Hands

from .conftest import OpenProgram, enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
WHY = "They told us <b>at the door</b>"


def test_visits_end_and_go_on_again(opened: OpenProgram, vault: Vault, hands: Hands) -> None:
    child = enrol(vault, "Mara", "Lopez")
    program = opened()
    program.workspace.show_child(child.child_id)
    hands.click("No more visits")
    hands.click("The family moved away")
    hands.write("Why", WHY)
    hands.picture("ending")
    hands.click("End the visits")
    hands.wait_for(WHY)
    hands.picture("ended")
    assert standing.care_of(vault, child.child_id).statuses == ("moved",)
    program.workspace.show_caseload()
    page = program.window.page
    assert isinstance(page, CaseloadPage)
    assert not page.findChildren(object, child.child_id)
    program.workspace.show_child(child.child_id)
    hands.click("Visit this family again")
    hands.write("Why", "They came back")
    hands.click("Visit this family again")
    hands.wait_for("No day is set yet.")
    assert not standing.care_of(vault, child.child_id).ended


def test_a_day_chosen_stands_on_the_page_with_its_reason(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    child = enrol(vault, "Mara", "Lopez")
    day = TODAY + timedelta(days=3)
    opened().workspace.show_child(child.child_id)
    hands.click("Choose another day")
    label = "Day of the next visit"
    hands.write(f"{label}: day", str(day.day))
    hands.choose(f"{label}: month", str(day.month))
    hands.write(f"{label}: year", str(day.year))
    hands.write("Why", WHY)
    hands.click("Keep this day")
    hands.wait_for(WHY)
    wanted = standing.wanted_visit(vault, child.child_id)
    assert wanted is not None
    assert (wanted.on, wanted.reason) == (day, WHY)
