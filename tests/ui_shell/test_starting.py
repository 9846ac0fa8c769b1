"""Starting a visit: the day, the age, and the checklist that fits."""

from datetime import timedelta

from msgspec.structs import replace
from PySide6.QtCore import Qt

from imh_desktop.content.library import Library
from imh_desktop.flows import enrolling
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import KEY, enrol


def test_a_visit_begins_on_the_day_and_in_the_band_said(vault, opened, hands, words):
    child = enrol(vault)
    program = opened()
    hands.click("Start a visit")
    hands.wait_for("The checklist for 9 to 12 months fits.")
    yesterday = program._workspace._bench.today() - timedelta(days=1)
    hands.write("Day of the visit: day", str(yesterday.day))
    hands.choose("Day of the visit: month", words.months()[yesterday.month - 1])
    hands.write("Day of the visit: year", str(yesterday.year))
    hands.click("By phone or video")
    hands.click("Begin the visit")
    hands.wait_for("How do you know?")

    (visit,) = records.visits(vault, child.child_id)
    assert (visit.on, visit.kind, visit.band) == (yesterday, "remote", "B4")


def test_an_age_without_a_checklist_is_said_kindly_and_nothing_begins(
    vault, opened, hands, words, monkeypatch
):
    only_b4 = replace(Library().checklist("observation"), bands=("B4",))
    monkeypatch.setattr(Library, "checklist", lambda _self, _id: only_b4)
    today = opened()._workspace._bench.today()
    born = today - timedelta(days=40)
    enrolling.add_child(
        vault, ChildForm(given_name="Nia", born_earliest=born.isoformat(), gestation="39w0d")
    )
    hands.click("Programme")
    hands.click("Cancel")
    hands.click("Start a visit")
    said = (
        "There is no checklist for 0 to 3 months yet. It comes with a later version. "
        "Everything you wrote about the child is kept."
    )
    hands.wait_for(said)
    (child,) = records.children(vault)
    assert records.visits(vault, child.child_id) == []


def test_a_day_before_the_birth_is_said_beside_the_day(vault, opened, hands):
    enrol(vault)
    program = opened()
    hands.click("Start a visit")
    year = program._workspace._bench.today().year - 3
    hands.write("Day of the visit: year", str(year))
    assert hands.sees("This day is before the birth. Please check both dates.")


def test_locking_in_the_middle_of_a_word_keeps_the_word(vault, opened, hands, folder):
    child = enrol(vault)
    opened()
    hands.click("Start a visit")
    hands.click("Begin the visit")
    hands.wait_for("How do you know?")
    hands.type("n")
    hands.type("Cries when the")
    hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    with Vault.open_with_key(folder, KEY) as again:
        (visit,) = records.visits(again, child.child_id)
        assert list(visit.notes.values()) == ["Cries when the"]


def test_an_inexact_birth_asks_which_checklist_and_why(vault, opened, hands, words):
    today = opened()._workspace._bench.today()
    earliest, latest = today - timedelta(days=380), today - timedelta(days=300)
    child = enrolling.add_child(
        vault,
        ChildForm(
            given_name="Nia", born_earliest=earliest.isoformat(), born_latest=latest.isoformat()
        ),
    )
    hands.click("Programme")
    hands.click("Cancel")
    hands.click("Start a visit")
    hands.wait_for("Why this one?")
    hands.click("Begin the visit")
    assert hands.sees("Please choose one of the checklists.")
    hands.click("9 to 12 months")
    hands.write("Why this one?", "Crawls, does not walk yet")
    hands.click("Begin the visit")
    hands.wait_for("How do you know?")
    (visit,) = records.visits(vault, child.child_id)
    assert visit.band == "B4"
