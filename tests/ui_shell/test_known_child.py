"""Adding a child who is here already: one calm question, and nothing lost either way."""

from datetime import date, timedelta

from imh_desktop.store import records
from imh_desktop.ui.known_child_panel import KnownChildPanel

from .conftest import enrol
from .test_child_form import _day


def write_again(hands, words, given: str) -> None:
    hands.click("Add a child")
    hands.write("First name", given)
    hands.write("Family name", "Jallow")
    born = date.today() - timedelta(days=300)  # noqa: DTZ011 as enrol
    _day(hands, "Day of birth", born, words.months())
    hands.click("Not known")
    hands.write("Caregiver 1: name", "Fatou Jallow")
    hands.click("Save this child")


def test_the_same_child_is_opened_and_not_written_again(vault, opened, hands, words):
    enrol(vault)
    program = opened()
    write_again(hands, words, "Amara")
    hands.wait_for("Open that child")
    (panel,) = program.window.page.findChildren(KnownChildPanel)
    assert panel.isVisible()
    hands.click("Open that child")
    hands.wait_for("Edit details")
    assert len(records.children(vault)) == 1


def test_another_child_of_the_name_is_added(vault, opened, hands, words):
    enrol(vault)
    opened()
    write_again(hands, words, "Amara")
    hands.wait_for("This is another child")
    hands.click("This is another child")
    hands.wait_for("Start a visit")
    assert len(records.children(vault)) == 2


def test_a_twin_is_not_asked_about(vault, opened, hands, words):
    enrol(vault)
    opened()
    write_again(hands, words, "Binta")
    hands.wait_for("Start a visit")
    assert {child.given_name for child in records.children(vault)} == {"Amara", "Binta"}
