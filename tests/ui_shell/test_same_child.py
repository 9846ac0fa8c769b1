"""Same child? found from the list of children, answered by hand, and answered again."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from imh_desktop.core.people import Child
from imh_desktop.flows import enrolling, same_child
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.same_child_page import SameChildPage

from .conftest import KEY, OpenProgram

BORN = (date.today() - timedelta(days=300)).isoformat()  # noqa: DTZ011 as the program


def enrol(vault: Vault, name: str) -> Child:
    given_name, _, family = name.partition(" ")
    form = ChildForm(given_name=given_name, family_name=family, born_earliest=BORN)
    return enrolling.add_child(vault, form, (CaregiverForm(name="Rosa Pérez"),))


@pytest.fixture
def twice(vault: Vault, tmp_path: Path) -> tuple[Child, Child]:
    """One child on this laptop, and once more from another."""
    here = enrol(vault, "<b>Ana</b> Pérez")
    with Vault.create_with_key(tmp_path / "other", KEY, "Luz") as other:
        there = enrol(other, "<b>Ana</b> Perez")
        vault.journal.admit(other.journal.entries())
    return here, there


def test_a_pair_is_found_joined_and_asked_again(
    opened: OpenProgram, vault: Vault, twice: tuple[Child, Child], hands: Hands
) -> None:
    program = opened()
    hands.click("Carry and gather")
    hands.click("Same child?. 1 to look at")
    hands.wait_for(
        "Same name\u00a0\u00a0·  Born on the same day\u00a0\u00a0·  Caregiver with the same name"
    )
    hands.click("One child", about="<b>Ana</b>")
    hands.wait_for("Answered before")
    group = same_child.same_as(vault, twice[0].child_id)
    assert group is not None
    assert set(group.children) == {child.child_id for child in twice}
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_Escape)
    program._workspace.show_child(twice[0].child_id)
    hands.click("Open that record")
    hands.wait_for("This child also stands here as <b>Ana</b> Pérez, from another laptop.")
    hands.click("Children")
    hands.click("Carry and gather")
    hands.click("Same child?")
    hands.click("Ask again", about="<b>Ana</b>")
    hands.click("Two children", about="<b>Ana</b>")
    hands.wait_for("No child seems to stand here twice. There is nothing to do here.")
    assert same_child.same_as(vault, twice[0].child_id) is None


def test_escape_leads_back_and_every_button_has_a_name_and_room(
    opened: OpenProgram, twice: tuple[Child, Child], hands: Hands
) -> None:
    program = opened()
    hands.click("Carry and gather")
    hands.click("Same child?. 1 to look at")
    page = program.window.page
    assert isinstance(page, SameChildPage)
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName()
            assert button.height() >= 44
            assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
    hands.press(Qt.Key.Key_Escape)
    QApplication.processEvents()
    hands.wait_for("Carry and gather")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for("Add a child")
