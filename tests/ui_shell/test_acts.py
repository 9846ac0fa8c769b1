"""Undo across screens, from the list of children, by keys and clicks."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from imh_desktop.flows import child_forms, enrolling
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.acts_page import ActsPage
from imh_desktop.ui.driver import Hands

from .conftest import OpenProgram, enrol

HOSTILE = "<img src=x>" + "A" * 180


def test_a_correction_is_undone_by_name_and_brought_back(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    child = enrol(vault)
    form = msgspec.structs.replace(child_forms.child_form(child), family_name=HOSTILE)
    enrolling.edit_child(vault, child.child_id, form)
    program = opened()
    hands.click("Undo")
    hands.wait_for("Undo brings back: Jallow")
    page = program.window.page
    assert isinstance(page, ActsPage)
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName()
            assert button.height() >= 44
            assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
    hands.press(Qt.Key.Key_Space)  # the keyboard is on the latest act
    hands.wait_for("Bring it back")
    now = records.child(vault, child.child_id)
    assert now is not None
    assert now.family_name == "Jallow"
    hands.click("Bring it back")
    hands.wait_for("Undo brings back: Jallow")
    now = records.child(vault, child.child_id)
    assert now is not None
    assert now.family_name == HOSTILE
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for("Search for a child")


def test_where_nothing_can_be_undone_it_says_so(opened: OpenProgram, hands: Hands) -> None:
    opened()
    hands.click("Undo")
    hands.wait_for("Nothing here can be undone. A finished visit is corrected on the child’s page.")
