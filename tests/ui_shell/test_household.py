"""Brothers and sisters on a child's page: added with what the home shares, one tap apart."""

from datetime import date, timedelta

from imh_desktop.flows import household
from imh_desktop.store import records

from .conftest import enrol
from .test_child_form import _day


def test_a_twin_is_added_and_both_are_one_tap_apart(vault, opened, hands, words):
    amara = enrol(vault)
    program = opened()
    program._workspace.show_child(amara.child_id)
    hands.click("Add a brother or sister")
    hands.write("First name", "Binta")
    _day(hands, "Day of birth", date.today() - timedelta(days=300), words.months())  # noqa: DTZ011
    hands.click("Not known")
    hands.click("Save this child")
    hands.wait_for("Go to Amara Jallow")
    (twin,) = household.siblings(vault, amara.child_id)
    assert twin.name == "Binta Jallow"
    assert [each.name for each in records.caregivers(vault, twin.child_id)] == ["Fatou Jallow"]
    hands.click("Go to Amara Jallow")
    hands.wait_for("Go to Binta Jallow")


def test_who_may_receive_a_page_is_said_in_the_form_and_carried_to_the_twin(
    vault, opened, hands, words
):
    amara = enrol(vault)
    program = opened()
    program._workspace.show_child_form(amara.child_id)
    hands.click("Caregiver 1: may receive a page about this child")
    hands.click("Save the changes")
    assert records.recipients(vault, amara.child_id) == {}
    hands.write("Caregiver 1: why no page", "court order")
    hands.write("Caregiver 1: address", "4 Elm Street")
    hands.click("Save the changes")
    hands.wait_for("Add a brother or sister")
    (mother,) = records.caregivers(vault, amara.child_id)
    assert records.recipients(vault, amara.child_id) == {mother.caregiver_id: "court order"}
    assert mother.address == "4 Elm Street"
    (form,) = household.sibling_form(vault, amara.child_id)[1]
    assert (form.caregiver_id, form.receives, form.why_not) == ("", False, "court order")
