"""A child registered twice goes into the trash and comes back, by clicks on real pages."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton

from imh_desktop.content.library import Library
from imh_desktop.flows import enrolling, trash
from imh_desktop.flows.closing import close
from imh_desktop.flows.enrolling import CaregiverForm
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.trash_page import TrashPage
from imh_desktop.ui.widgets import PlainLabel
from imh_desktop.words import Words

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


WARNING = (
    "All that was told in it goes out of sight with it, also what was told alone."
    " Is anything left to do today? Do that first."
)


@pytest.mark.parametrize("alone", [True, False])
def test_before_a_draft_goes_the_panel_speaks_of_what_was_told_alone_whether_or_not_any_was(
    opened: OpenProgram, vault: Vault, hands: Hands, library: Library, alone: bool
) -> None:
    amara = enrol(vault)
    visit = start(vault, library, amara.child_id, on=date.today())  # noqa: DTZ011
    if alone:
        visit.alone_with(visit.caregivers[0].caregiver_id)
        private = (i for i in visit.items().values() if i.sensitivity.private and "no" in i.codes)
        visit.answer(next(private).item_id, "no")
        visit.alone_with(None)
    program = opened()
    program._workspace.show_child(amara.child_id)
    hands.click("Begun or added by mistake")
    hands.click("Put in the trash", about="Open visit of")
    hands.wait_for(WARNING)
    said = [one.text() for one in program.window.page.findChildren(PlainLabel) if one.isVisible()]
    assert sum(WARNING in text for text in said) == 1
    assert not any("alone" in text for text in said if text != WARNING), "no more than that"
    hands.click("Cancel")
    assert records.visits(vault, amara.child_id)
    hands.click("Put in the trash", about="Open visit of")
    hands.write("Why", "the wrong day")
    hands.click("Put in the trash")
    hands.wait_for("It is in the trash.")
    assert records.visits(vault, amara.child_id) == []


def test_who_is_in_the_trash_and_named_here_is_brought_back_in_one_tap(
    opened: OpenProgram, vault: Vault, hands: Hands, library: Library, tmp_path: Path
) -> None:
    amara = enrol(vault)
    bo = enrolling.add_caregiver(vault, amara.child_id, CaregiverForm(name="<b>Bo"))
    with Vault.create_with_key(tmp_path / "other", b"k" * 32, "Luz") as other:
        other.journal.admit(vault.journal.entries())
        trash.put(other, bo.caregiver_id, "twice", Words("en"))
        visit = start(vault, library, amara.child_id, on=date.today() - timedelta(days=1))  # noqa: DTZ011
        visit.use_known("told", bo.caregiver_id)
        visit.answer("f1-cares-in-own-ways", "often")
        for what in ("laughed", "sang", "slept well"):
            add_moment(visit, f"Amara {what}.")
        close(visit)
        vault.journal.admit(other.journal.entries())
    assert [one.name for one in records.caregivers(vault, amara.child_id)] == ["Fatou Jallow"]
    program = opened()
    program._workspace.show_child(amara.child_id)
    said = [one.text() for one in program.window.page.findChildren(PlainLabel)]
    (line,) = [text for text in said if "is in the trash since" in text]
    assert line.startswith("<b>Bo")
    assert "Visit of" in line
    hands.click("Bring this person back")
    hands.wait_for("Add a brother or sister")
    assert not hands.sees("Bring this person back")
    names = [one.name for one in records.caregivers(vault, amara.child_id)]
    assert names == ["Fatou Jallow", "<b>Bo"]
