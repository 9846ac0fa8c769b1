"""A child half registered, or half corrected: every field stands there again, whole or half."""

import msgspec
from PySide6.QtCore import Qt

from imh_desktop.core.people import Child
from imh_desktop.flows import enrolling
from imh_desktop.flows.child_forms import caregiver_forms, child_form
from imh_desktop.store import records
from imh_desktop.ui.child_form import ChildFormPage
from imh_desktop.ui.driver import Hands

from .conftest import BEGUN, LUZ, Laptop, text

HOSTILE = "O'Brien <img src=x> =1+1"


def test_a_child_half_registered_stands_there_again_with_both_caregivers(
    laptop: Laptop, hands: Hands
) -> None:
    laptop.program._workspace.show_child_form()
    hands.write("First name", HOSTILE)
    hands.click("Not sure of the day")
    hands.write("Last day it may have been: year", "20")
    hands.write("Weeks of pregnancy", "3")
    hands.click("Girl")
    hands.write("Caregiver 1: name", "Ana")
    hands.click("Add another caregiver")
    hands.write("Caregiver 2: phone", "555-01")
    hands.choose("Caregiver 2: relation to the child", "Father")
    hands.click("An interpreter is needed")
    hands.write("Name of the interpreter", "Ines")
    hands.choose("Add a language the family speaks", "Arabic")
    hands.click("Add this language")
    hands.write("Custody, and who may receive a page", "Two lines")
    page = laptop.program.window.page
    assert isinstance(page, ChildFormPage)
    before = (page.form(), page._caregivers.forms())

    laptop.relock(LUZ)
    laptop.program._workspace.show_child_form()
    assert not hands.sees(BEGUN)
    assert text(hands, "First name") == ""

    laptop.relock()
    laptop.program._workspace.show_child_form()
    assert hands.sees(BEGUN)
    hands.picture("child")
    page = laptop.program.window.page
    assert isinstance(page, ChildFormPage)
    assert (page.form(), page._caregivers.forms()) == before
    assert text(hands, "First name") == HOSTILE
    hands.click("Throw it away")
    assert (page.form().given_name, page._caregivers.forms()) == ("", ())
    assert laptop.drafts() == {}


def test_back_keeps_it_cancel_does_not_and_saved_it_is_gone(laptop: Laptop, hands: Hands) -> None:
    show = laptop.program._workspace.show_child_form
    show()
    hands.write("First name", "Mateo")
    hands.click("Back")
    show()
    assert (hands.sees(BEGUN), text(hands, "First name")) == (True, "Mateo")
    hands.click("Cancel")
    assert laptop.drafts() == {}
    show()
    assert not hands.sees(BEGUN)
    hands.write("First name", "Mateo")
    hands.click("Back")
    show()
    hands.write("Day of birth: day", "3")
    hands.choose("Day of birth: month", "May")
    hands.write("Day of birth: year", "2026")
    hands.click("Not known")
    hands.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    hands.wait(lambda: len(records.children(laptop.vault)) == 2, "the second child")
    assert laptop.drafts() == {}


def test_a_correction_keeps_what_was_changed_and_no_more(
    laptop: Laptop, child: Child, hands: Hands
) -> None:
    """Meanwhile somebody wrote another phone: what was typed does not bring the old one back."""
    laptop.program._workspace.show_child_form(child.child_id)
    hands.write("First name", "Amara Rose")
    laptop.relock()
    form = child_form(records.child(laptop.vault, child.child_id) or child)
    people = caregiver_forms(laptop.vault, child.child_id)
    changed = [msgspec.structs.replace(one, phone="555-0199") for one in people]
    enrolling.edit_child(laptop.vault, child.child_id, form, tuple(changed))
    laptop.program._workspace.show_child_form(child.child_id)
    assert text(hands, "First name") == "Amara Rose"
    assert text(hands, "Caregiver 1: phone") == "555-0199"
    hands.click("Save the changes")
    hands.wait_for("Amara Rose Jallow")
    assert laptop.drafts() == {}


def test_a_caregiver_taken_off_and_one_added_to_a_known_child(
    laptop: Laptop, child: Child, hands: Hands
) -> None:
    laptop.program._workspace.show_child_form(child.child_id)
    hands.write("Caregiver 1: best time", "at noon")
    hands.click("Add another caregiver")
    hands.write("Caregiver 2: name", "Bo")
    hands.click("Add another caregiver")
    hands.write("Caregiver 3: name", "Cy")
    hands.click("Remove caregiver 2")
    laptop.relock()
    laptop.program._workspace.show_child_form(child.child_id)
    page = laptop.program.window.page
    assert isinstance(page, ChildFormPage)
    assert [one.name for one in page._caregivers.forms()] == ["Fatou Jallow", "Cy"]
    assert page._caregivers.forms()[0].caregiver_id
    assert page._caregivers.forms()[0].best_time == "at noon"
