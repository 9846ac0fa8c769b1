"""Brothers and sisters on a child's page: added with what the home shares, one tap apart."""

from datetime import date, timedelta

from PySide6.QtCore import Qt

from imh_desktop.flows import household, visiting
from imh_desktop.flows.child_forms import child_form
from imh_desktop.flows.closing import close
from imh_desktop.flows.enrolling import CaregiverForm, edit_child
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.store import records
from imh_desktop.ui.interpreter_chip import InterpreterChip
from imh_desktop.ui.summary_page import SummaryPage

from .conftest import enrol, give_numbers
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


def test_who_interprets_and_who_reads_what_is_asked_kept_and_shown(vault, opened, hands, words):
    amara = enrol(vault)
    program = opened()
    program._workspace.show_child_form(amara.child_id)
    assert not hands.sees("Language of the interpreter")
    hands.click("An interpreter is needed")
    hands.choose("Language of the interpreter", "Arabic")
    hands.write("Name of the interpreter", "<img src=x> Samir")
    hands.choose("Caregiver 1: language", "Somali")
    hands.click("Caregiver 1: add this language")
    hands.choose("Caregiver 1: language", "Arabic")
    hands.click("Caregiver 1: add this language")
    hands.press(Qt.Key.Key_Space)  # the keyboard waits on "Reads"
    hands.click("Save the changes")
    hands.wait_for("Arabic\u00a0\u00a0·  <img src=x> Samir")
    (mother,) = records.caregivers(vault, amara.child_id)
    assert (set(mother.speaks), mother.reads) == ({"so", "ar"}, ("ar",))
    hands.click("Start a visit")
    assert hands.find("Who interprets at this visit?").text() == "<img src=x> Samir"
    hands.write("Who interprets at this visit?", "Leyla")
    hands.click("Begin the visit")
    hands.wait_for("Interpreter: Arabic")
    chip = program.window.page.findChild(InterpreterChip)
    assert chip.textFormat() == Qt.TextFormat.PlainText
    assert chip.accessibleDescription() == "<img src=x> Samir"
    chip.show_bare(True)
    assert (chip.text(), chip.accessibleName()) == ("", "Interpreter: Arabic")
    (visit,) = records.visits(vault, amara.child_id)
    assert visit.interpreter == "Leyla"


def test_a_page_is_proposed_in_what_its_reader_reads_and_never_forced(
    vault, opened, hands, library, words
):
    amara = enrol(vault)
    give_numbers(vault)
    people = tuple(
        CaregiverForm(name=name, reads=reads, receives=True)
        for name, reads in (("Ana", ("es",)), ("Mo", ("so",)))
    )
    edit_child(vault, amara.child_id, child_form(amara), people)
    visit = visiting.start(vault, library, amara.child_id, on=date.today())  # noqa: DTZ011
    for what in ("laughed", "sang", "slept well"):
        add_moment(visit, f"Amara {what}.")
    close(visit)
    program = opened()
    program._workspace.show_family_page(visit.visit.visit_id)
    page = program.window.page
    assert isinstance(page, SummaryPage)
    assert page.choices[0] == "en", "three may receive it: nobody is taken for all"
    hands.click("Save a copy")
    hands.choose("Who receives it?", "Fatou Jallow")
    assert not hands.sees("Show it in Spanish")
    hands.choose("Who receives it?", "Mo")
    hands.wait_for(
        "This person reads Somali; the page is in English."
        " There is no page in a language this person reads."
    )
    hands.choose("Who receives it?", "Ana")
    hands.wait_for("This person reads Spanish; the page is in English.")
    assert hands.find("Yes, go on").isEnabled(), "a proposal, no more"
    hands.click("Show it in Spanish")
    assert page.choices[0] == "es"
    hands.click("Save a copy")
    assert hands.find("Who receives it?").currentText() == "Ana"
    assert not hands.sees("Show it in Spanish")
