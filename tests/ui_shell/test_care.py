"""Visits that end and go on again, and a day the visitor chose, by clicks on the child's page."""

from datetime import date, timedelta

from PySide6.QtWidgets import QListView

from imh_desktop.content.library import Library
from imh_desktop.flows.care import set_next_visit
from imh_desktop.flows.caseload import Caseload
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.flows.visiting import start
from imh_desktop.store import standing
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.words import Words

from .conftest import OpenProgram, enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
SEEN = TODAY - timedelta(days=12)
WHY = "They told us <b>at the door</b>"


def test_visits_end_and_go_on_again(opened: OpenProgram, vault: Vault, hands: Hands) -> None:
    child_id = enrol(vault, "Mara", "Lopez").child_id
    program = opened()
    program._workspace.show_child(child_id)
    hands.click("No more visits")
    hands.click("The family moved away")
    hands.write("Why", WHY)
    hands.picture("ending")
    hands.click("End the visits")
    hands.wait_for(WHY)
    hands.picture("ended")
    assert standing.care_of(vault, child_id).statuses == ("moved",)
    assert Caseload(vault, TODAY).rows() == ()
    hands.click("Visit this family again")
    hands.write("Why", "They came back")
    hands.click("Visits go on")
    hands.wait_for("No day is set yet.")
    assert not standing.care_of(vault, child_id).ended


def test_a_later_day_of_hers_leaves_the_rules_day_on_the_page_and_on_the_board(
    opened: OpenProgram, vault: Vault, hands: Hands, words: Words
) -> None:
    visit = start(vault, Library(), enrol(vault, "Mara", "Lopez").child_id, on=SEEN)
    visit.use_known("seen")
    visit.answer("o1-any-worry", "a_lot")
    for text in ("She sang.", "She ate.", "She slept."):
        add_moment(visit, text)
    close(visit)
    child_id, day = visit.child.child_id, TODAY + timedelta(days=5)
    set_next_visit(vault, child_id, day, WHY, words, today=TODAY)
    rule_on = SEEN + timedelta(days=7)
    both = f"Your day: {words.short_date(day)}. The rule says by {words.short_date(rule_on)}"
    program = opened()
    listed = program.window.page.findChild(QListView).model()
    assert both in listed.index(0).data()
    hands.picture("board")
    hands.click("All 1")
    assert both in listed.index(0).data()
    hands.picture("list")
    program._workspace.show_child(child_id)
    hands.wait_for(f"Your day: {words.date(day)}. The rule says by {words.date(rule_on)}.")
    hands.picture("page")


def test_a_day_chosen_stands_on_the_page_with_its_reason(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    child_id = enrol(vault, "Mara", "Lopez").child_id
    day = TODAY + timedelta(days=3)
    program = opened()
    program._workspace.show_child(child_id)
    hands.click("Choose another day")
    label = "Day of the next visit"
    hands.write(f"{label}: day", str(day.day))
    hands.choose(f"{label}: month", f"{day:%B}")
    hands.write(f"{label}: year", str(day.year))
    hands.write("Why", WHY)
    hands.click("Keep this day")
    hands.wait_for(WHY)
    wanted = standing.wanted_visit(vault, child_id)
    assert wanted is not None
    assert (wanted.on, wanted.reason) == (day, WHY)
