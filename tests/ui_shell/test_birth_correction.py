"""Correcting a birth date on the child's form, after a visit whose page is with the family."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLabel

from imh_desktop.content.library import Library
from imh_desktop.flows import printing, visiting
from imh_desktop.flows.closing import close
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.words import Words

from .conftest import OpenProgram, enrol, give_numbers


def test_what_it_changes_is_shown_why_is_asked_and_a_new_page_is_offered(
    opened: OpenProgram, vault: Vault, hands: Hands, words: Words
) -> None:
    today = date.today()  # noqa: DTZ011 the program asks the local clock too
    give_numbers(vault)
    child, library = enrol(vault), Library()
    visit = visiting.start(vault, library, child.child_id, on=today)
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    giving = printing.Giving(visit_id=visit.visit.visit_id, safe="print", way="print")
    code = printing.give(vault, library, giving, today).printed.code
    program = opened()
    hands.click("Child's page")
    hands.click("Edit details")
    born = today - timedelta(days=200)
    hands.write("Day of birth: day", str(born.day))
    hands.choose("Day of birth: month", words.months()[born.month - 1])
    hands.write("Day of birth: year", str(born.year))
    hands.click("Save the changes")
    hands.wait_for("Correct the birth date or the weeks?")
    said = " ".join(label.text() for label in program.window.findChildren(QLabel))
    assert code in said
    assert "Made with the checklist for 9 to 12 months, which stays." in said
    now = records.child(vault, child.child_id)
    assert now is not None
    assert now.birth == child.birth
    hands.write("Why", "The family showed the paper")
    hands.click("Correct it")
    hands.wait_for("Make a new page")
    now = records.child(vault, child.child_id)
    assert now is not None
    assert now.birth.earliest == born
    assert vault.journal.history(visit.visit.visit_id)[-1].reason == "The family showed the paper"
