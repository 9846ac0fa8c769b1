"""A child registered twice goes into the trash and comes back, by clicks on real pages."""

from PySide6.QtWidgets import QAbstractButton

from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.trash_page import TrashPage

from .conftest import OpenProgram, enrol


def test_a_child_is_put_in_the_trash_with_a_reason_and_put_back(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    name = "<b>Twin</b> " + "x" * 120
    enrol(vault, "Amara")
    twin = enrol(vault, name, "")
    program = opened()
    program._workspace.show_child(twin.child_id)
    hands.click("Begun or added by mistake")
    page = program.window.page
    assert isinstance(page, TrashPage)
    for button in page.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.accessibleName()
            assert button.height() >= 44
    hands.click("Put in the trash", about="The child <b>Twin</b>")
    hands.write("Why", "registered twice")
    hands.click("Put in the trash")
    hands.wait_for("It is in the trash.")
    assert [child.given_name for child in records.children(vault)] == ["Amara"]
    hands.click("Done")
    hands.wait_for("Search for a child")
    hands.click("Undo")
    hands.click("Trash")
    hands.wait_for("30 days left in this list")
    hands.click("Put back")
    hands.wait_for("It is back where it was.")
    assert len(records.children(vault)) == 2
