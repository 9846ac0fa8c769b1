"""Correcting a finished visit on screen."""

from datetime import date

from PySide6.QtWidgets import QAbstractButton, QLabel

from imh_desktop.content.library import Library
from imh_desktop.flows import printing, visiting
from imh_desktop.flows.closing import close
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.amend_page import AmendPage
from imh_desktop.ui.driver import Hands

from .conftest import OpenProgram, enrol, give_numbers

R1 = "r1-more-and-enough"


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
