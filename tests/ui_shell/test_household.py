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
