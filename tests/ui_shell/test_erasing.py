"""Erased by clicks and a typed word on real pages; a copied file says so when it is opened."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from imh_desktop.content.library import Library
from imh_desktop.flows import devices, retention
from imh_desktop.flows.closing import close
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.anchors import Finding
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.erase_page import ErasePage
from imh_desktop.ui.keeping_page import KeepingPage
from imh_desktop.ui.widgets import PlainLabel
from imh_desktop.words import Words
from tests.store.raw_pages import clear_pages

from .conftest import KEY, OpenProgram, enrol

WORDS = Words("en")
R1 = "r1-more-and-enough"
TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too


@pytest.fixture
def library() -> Library:
    return Library()


def button(page: ErasePage, name: str) -> QAbstractButton:
    return next(one for one in page.findChildren(QAbstractButton) if one.text() == name)


def visited(vault: Vault, library: Library, child_id: str) -> str:
    visit = start(vault, library, child_id, on=TODAY)
    visit.use_known("seen")
    visit.answer(R1, "often")
    visit.keep_note(R1, "Zyxqnote")
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    return visit.visit.visit_id


def test_a_child_goes_for_good_only_when_the_word_is_typed(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    name = "<b>Zyxq</b> " + "x" * 120
    stays = enrol(vault, "Amara")
    child = enrol(vault, name, "")
    program = opened()
    program._workspace.show_child(child.child_id)
    hands.click("Erase for good")
    page = program.window.page
    assert isinstance(page, ErasePage)
    for one in page.findChildren(QAbstractButton):
        if one.isVisible():
            assert one.accessibleName()
            assert one.height() >= 44
    erase = button(page, "Erase for good")
    assert not erase.isEnabled()
    hands.write("Type “erase” to confirm", "eras")
    assert not erase.isEnabled()
    hands.write("Type “erase” to confirm", "Erase")
    assert erase.isEnabled()
    hands.choose("Why", "The family asked for it")
    hands.click("Erase for good")
    hands.wait_for("It is erased")
    hands.click("Continue")
    hands.wait_for("Search for a child")
    assert [one.child_id for one in records.children(vault)] == [stays.child_id]
    assert b"Zyxq" not in clear_pages(vault.folder, KEY)


def test_one_answer_goes_and_the_visit_stays(
    opened: OpenProgram, vault: Vault, hands: Hands, library: Library
) -> None:
    child = enrol(vault)
    visit_id = visited(vault, library, child.child_id)
    program = opened()
    program._workspace.show_child(child.child_id)
    hands.click("Erase for good")
    hands.choose("What is to be erased?", f"One answer of the visit of {WORDS.date(TODAY)}")
    hands.wait_for("Which answer")
    assert not hands.sees("Are you sure?")
    text = library.texts("observation", "en").items[R1].text
    hands.choose("Which answer", text)
    hands.wait_for("Are you sure?")
    assert [
        one.text() for one in program.window.page.findChildren(PlainLabel)
        if one.isVisible() and "Zyxqnote" in one.text()
    ] == []  # fmt: skip
    hands.choose("Why", "It should never have been written")
    hands.write("Type “erase” to confirm", "erase")
    hands.click("Erase for good")
    hands.wait_for("It is erased")
    hands.click("Continue")
    hands.wait_for("Edit details")
    visit = records.visit(vault, visit_id)
    assert visit is not None
    assert (visit.answers, visit.notes, bool(visit.closed_at)) == ({}, {}, True)
    assert b"Zyxqnote" not in clear_pages(vault.folder, KEY)


def test_rules_are_set_and_a_coordinator_erases_what_is_over(
    opened: OpenProgram, vault: Vault, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    devices.certify_self(vault, "Desk", TODAY)
    child = enrol(vault, "Zyxq")
    monkeypatch.setattr(retention, "over_since", lambda start, _months: start)
    program = opened()
    hands.click("Programme")
    hands.click("Keep and erase")
    assert isinstance(program.window.page, KeepingPage)
    hands.wait_for("Nothing is over.")
    hands.choose("A child of whom nothing more was written", "10 years")
    hands.click("Save the rules")
    hands.wait_for("The rules are saved.")
    assert retention.rules(vault) == {"after_last": 120}
    assert records.child(vault, child.child_id) is not None
    assert hands.sees("Nothing is over.")


def test_who_is_no_coordinator_sees_the_list_and_cannot_confirm(
    opened: OpenProgram, vault: Vault, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = enrol(vault, "Zyxq")
    due = retention.Due(
        children=(
            retention.DueChild(
                child_id=child.child_id, name=child.name, rule="after_end", since=TODAY
            ),
        ),
        private_until=None, contacts_until=None, contacts={},
    )  # fmt: skip
    monkeypatch.setattr(retention, "due", lambda _vault, _on: due)
    program = opened()
    hands.click("Programme")
    hands.click("Keep and erase")
    hands.wait_for("Only a coordinator may confirm this.")
    assert not hands.sees("Erase what is ticked")
    assert isinstance(program.window.page, KeepingPage)


@pytest.mark.parametrize("kind", ["put_back", "copied", "cut", "missing", "damaged", "restored"])
def test_what_does_not_fit_is_said_at_opening_with_what_is_safe(
    opened: OpenProgram, vault: Vault, hands: Hands, tmp_path: Path, kind: str
) -> None:
    vault.found = (Finding(kind, 3, "2026-03-01T09:00:00+00:00"),)  # type: ignore[arg-type]
    program = opened()
    said = "\n".join(
        one.text() for one in program.window.findChildren(PlainLabel) if one.isVisible()
    )
    assert "Everything in the file is safe and nothing was deleted." in said
    assert ("3 entries are missing." in said) == (kind in ("put_back", "cut", "restored"))
    hands.click("Continue")
    QApplication.processEvents()
    assert not any(
        "nothing was deleted" in one.text() and one.isVisible()
        for one in program.window.findChildren(PlainLabel)
    )
