"""Correcting a finished visit on screen."""

from datetime import date

from msgspec.structs import replace
from PySide6.QtWidgets import QAbstractButton, QLabel

from imh_desktop.content.library import Library
from imh_desktop.flows import household, printing, visiting
from imh_desktop.flows.closing import close
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.amend_page import AmendPage
from imh_desktop.ui.driver import Hands

from .conftest import OpenProgram, enrol, give_numbers

R1, F1 = "r1-more-and-enough", "f1-cares-in-own-ways"


def test_an_answer_is_corrected_and_both_are_told(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    today = date.today()  # noqa: DTZ011 the program asks the local clock too
    give_numbers(vault)
    child, library = enrol(vault, "<b>Amara</b>"), Library()
    visit = visiting.start(vault, library, child.child_id, on=today)
    visit.use_known("seen")
    visit.answer(R1, "often")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    giving = printing.Giving(visit_id=visit.visit.visit_id, safe="print", way="print")
    code = printing.give(vault, library, giving, today).printed.code
    program = opened()
    program._workspace.show_child(child.child_id)
    hands.click("Correct a finished visit")
    page = program.window.page
    assert isinstance(page, AmendPage)
    for button in page.findChildren(QAbstractButton):
        assert button.accessibleName()
    text = library.texts("observation", "en").items[R1].text
    hands.click("Correct", about=text)
    hands.choose("Answer", "Not yet")
    hands.click("Correct it")
    hands.wait_for("Please say why, in a few words.")
    hands.write("Why", "I pressed the wrong key")
    hands.click("Correct it")
    hands.wait_for("It is corrected.")
    seen = " ".join(label.text() for label in program.window.findChildren(QLabel))
    assert "Not yet, seen (before: Often, seen)" in seen
    assert "I pressed the wrong key" in seen
    assert code in seen
    hands.click("Done")
    hands.wait_for("Make a new page")
    stored = records.visit(vault, visit.visit.visit_id)
    assert stored is not None
    assert stored.answers[R1].code == "not_yet"
    seen = " ".join(label.text() for label in program.window.findChildren(QLabel))
    assert "(before: Often, seen)" in seen


def test_a_family_answer_corrected_for_one_twin_is_asked_about_for_the_other(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    today = date.today()  # noqa: DTZ011 the program asks the local clock too
    library, amara = Library(), enrol(vault)
    form, people = household.sibling_form(vault, amara.child_id)
    born = replace(form, given_name="Binta<b>", born_earliest=amara.birth.earliest.isoformat())
    binta = household.add_sibling(vault, amara.child_id, born, people)
    ids = []
    for child in (amara, binta):
        visit = visiting.start(vault, library, child.child_id, on=today)
        visit.use_known("told", visit.caregivers[0].caregiver_id)
        for item in (F1, R1):
            visit.answer(item, "often")
        for when in ("morning", "noon", "evening"):
            add_moment(visit, f"Laughed in the {when}")
        close(visit)
        ids.append(visit.visit.visit_id)

    def codes(item: str) -> list[str]:
        visits = [records.visit(vault, visit_id) for visit_id in ids]
        return [visit.answers[item].code for visit in visits if visit]

    program = opened()
    program._workspace.show_child(amara.child_id)
    hands.click("Correct a finished visit")
    texts = library.texts("observation", "en").items
    asked = "Shall this change hold for Binta<b> too?"

    def correct(item: str, answer: str) -> None:
        hands.click("Correct", about=texts[item].text)
        assert not hands.sees(asked), "nothing is changed yet"
        hands.choose("Answer", answer)
        hands.write("Why", "I pressed the wrong key")

    correct(F1, "Not yet")
    assert hands.sees(asked)
    hands.click("Correct it")
    hands.wait_for("Please say whether it holds for the other child too.")
    assert codes(F1) == ["often", "often"], "neither answer is taken for given"
    hands.click("Yes, there too")
    hands.click("Correct it")
    hands.wait_for("It is corrected.")
    assert codes(F1) == ["not_yet", "not_yet"]
    correct(F1, "Sometimes")
    hands.click("Only here")
    hands.click("Correct it")
    hands.wait_for("It is corrected.")
    assert codes(F1) == ["sometimes", "not_yet"]
    correct(R1, "Not yet")
    assert not hands.sees(asked), "it speaks of one child alone"
    hands.click("Correct it")
    hands.wait(lambda: codes(R1) == ["not_yet", "often"], "the correction")
    program._workspace.show_child(binta.child_id)
    seen = " ".join(label.text() for label in program.window.findChildren(QLabel))
    assert "I pressed the wrong key" in seen
