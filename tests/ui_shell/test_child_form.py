"""Writing a child down: faults stand beside their field, and nothing typed is lost."""

from datetime import date

from PySide6.QtWidgets import QLabel

from imh_desktop.store import records
from imh_desktop.ui.driver import Hands

from .conftest import enrol


def _day(hands: Hands, label: str, day: date, months: tuple[str, ...]) -> None:
    hands.write(f"{label}: day", str(day.day))
    hands.choose(f"{label}: month", months[day.month - 1])
    hands.write(f"{label}: year", str(day.year))


def _faults(program) -> list[str]:
    labels = program.window.page.findChildren(QLabel)
    warn = program.look.colour("warn")
    shown = [label for label in labels if label.isVisible()]
    return [label.text() for label in shown if label.palette().windowText().color() == warn]


def test_every_field_of_the_form_reaches_the_record(vault, opened, hands, words):
    opened()
    hands.click("Add the first child")
    hands.write("First name", "Léa")
    hands.write("Family name", "N’Diaye")
    hands.click("Not sure of the day")
    _day(hands, "Day of birth", date(2026, 1, 3), words.months())
    _day(hands, "Last day it may have been", date(2026, 2, 28), words.months())
    hands.click("Not known")
    hands.click("Girl")
    hands.write("Number in your programme, if there is one", "A-17")
    for language in ("Wolof", "French"):
        hands.choose("Add a language the family speaks", language)
        hands.click("Add this language")
    hands.click("Spanish")
    hands.click("An interpreter is needed")
    hands.write("Caregiver 1: name", "Awa")
    hands.choose("Caregiver 1: relation to the child", "Foster parent")
    hands.click("Add another caregiver")
    hands.write("Caregiver 2: name", "Moussa")
    hands.write("Caregiver 2: phone", "555-0133")
    hands.write("Caregiver 2: best time", "evenings")
    hands.click("Yes")
    hands.write("Doctor or clinic", "Dr. Sow")
    hands.write("Services the family has now", "speech")
    hands.write("Custody, and who may receive a page", "only Awa")
    hands.click("Save this child")
    hands.wait_for("Start a visit")

    (child,) = records.children(vault)
    assert (child.given_name, child.family_name, child.sex) == ("Léa", "N’Diaye", "female")
    assert (child.birth.earliest, child.birth.latest) == (date(2026, 1, 3), date(2026, 2, 28))
    assert child.gestation_days is None
    assert (child.number, child.page_language, child.interpreter) == ("A-17", "es", True)
    assert set(child.languages) == {"wo", "fr"}
    assert child.conditions_known is True
    assert (child.health_provider, child.services_now) == ("Dr. Sow", "speech")
    assert child.custody_note == "only Awa"
    awa, moussa = records.caregivers(vault, child.child_id)
    assert (awa.name, awa.relation) == ("Awa", "foster")
    assert (moussa.phone, moussa.best_time) == ("555-0133", "evenings")


def test_a_day_that_is_none_is_refused_and_everything_typed_stays(vault, opened, hands, words):
    program = opened()
    hands.click("Add the first child")
    hands.write("First name", "Amara")
    hands.write("Caregiver 1: name", "Fatou")
    _day(hands, "Day of birth", date(2026, 2, 28), words.months())
    hands.write("Day of birth: day", "31")
    hands.click("Not known")
    hands.click("Save this child")

    assert len(_faults(program)) == 1
    assert records.children(vault) == []
    assert hands.find("First name").text() == "Amara"
    assert hands.find("Caregiver 1: name").text() == "Fatou"

    hands.write("Day of birth: day", "28")
    hands.click("Save this child")
    hands.wait_for("Start a visit")
    assert records.children(vault)[0].birth.earliest == date(2026, 2, 28)


def test_unsaid_weeks_are_asked_for(vault, opened, hands, words):
    program = opened()
    hands.click("Add the first child")
    hands.write("First name", "Amara")
    _day(hands, "Day of birth", date(2026, 2, 28), words.months())
    hands.click("Save this child")
    assert _faults(program) == ["Please write the weeks, or tick that they are not known."]
    assert records.children(vault) == []


def test_a_child_without_a_name_is_refused_beside_the_name(vault, opened, hands, words):
    program = opened()
    hands.click("Add the first child")
    _day(hands, "Day of birth", date(2026, 2, 28), words.months())
    hands.write("Weeks of pregnancy", "39")
    hands.click("Save this child")
    assert len(_faults(program)) == 1
    assert hands.find("First name").hasFocus()
    assert hands.find("Weeks of pregnancy").text() == "39"


def test_correcting_keeps_what_was_not_touched(vault, opened, hands):
    child = enrol(vault)
    opened()
    hands.click("Child's page")
    hands.click("Edit details")
    hands.write("Family name", "Jallow-Diop")
    hands.click("Save the changes")
    hands.wait_for("About the child")

    changed = records.child(vault, child.child_id)
    assert changed.family_name == "Jallow-Diop"
    assert (changed.birth, changed.gestation_days) == (child.birth, child.gestation_days)
    (caregiver,) = records.caregivers(vault, child.child_id)
    assert (caregiver.name, caregiver.phone) == ("Fatou Jallow", "555-0142")
    fields = {
        field for entry in vault.journal.history(child.child_id)[1:] for field in entry.changes
    }
    assert fields == {"family_name"}
