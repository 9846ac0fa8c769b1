"""What a laptop that was shut out wrote later: seen, taken in or left out, on the real window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from imh_desktop.flows import answering, devices, quarantine
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.quarantine_views import HeldPage, ShutOutPage
from tests.flows.team import Team
from tests.ui_shell.conftest import enrol

from .seen import choose, texts
from .test_gathering import drop

ROW = "From laptops that were shut out"


@pytest.fixture
def late(team):
    """An archive the first laptop made after it was shut out."""
    laptop = team.laptops[0]
    enrol(laptop, "Amara")
    team.take(team.desk, team.carry(laptop))
    devices.revoke(team.desk, laptop.device_id, "stolen from the car")
    enrol(laptop, "Ben")
    return team.carry(laptop)


def names(vault: Vault) -> set[str]:
    return {child.given_name for child in records.children(vault)}


def test_it_is_taken_in_from_the_preview_and_the_others_are_told(
    opened, hands, team: Team, late, tmp_path
):
    program, other = opened(), team.laptops[1]
    drop(program.window, late)
    hands.wait_for("None of these archives can be taken in. Nothing was changed.")
    assert "quarantine" not in texts(program)
    hands.click("See what it holds")
    hands.wait_for("What it holds")
    seen = texts(program)
    assert "2 children" in seen
    assert "Shut out: Laptop" in seen
    assert "Also a private part" in seen
    assert names(team.desk) == {"Amara"}
    hands.click("Take it in")
    hands.wait_for("Take it in?")
    hands.write("Why", "-Ana found it again; it was hers")
    hands.click("Take it in")
    hands.wait_for("Done. All of it is in your file.")
    assert names(team.desk) == {"Amara", "Ben"}
    assert "-Ana found it again; it was hers" in texts(program)
    paper = tmp_path / "out.imhd"
    hands.click("Save the file for the others")
    hands.wait(lambda: program.window.findChildren(QFileDialog) != [], "the dialog")
    (dialog,) = program.window.findChildren(QFileDialog)
    assert dialog.selectedFiles()[0].endswith(f"{team.desk.device_id[-6:]}.imhd")
    choose(program, hands, paper)
    hands.wait(lambda: "The file is written." in texts(program), "the end")
    answering.take_up(other, paper.read_bytes(), "paper")
    team.take(other, team.answer(other))
    assert names(other) == {"Amara", "Ben"}


def test_it_is_left_out_by_the_keyboard_from_the_hub(opened, hands, team, late):
    program = opened()
    hands.click("Carry and gather")
    hands.click(ROW)
    hands.wait_for("Nothing was decided yet.")
    hands.press(Qt.Key.Key_Space)
    choose(program, hands, late)
    hands.wait_for("What it holds")
    hands.press(Qt.Key.Key_Space)
    hands.wait_for("Leave it out?")
    hands.write("Why", "made up by a thief")
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    hands.wait_for("It stays out. What you said is remembered.")
    (said,) = quarantine.decisions(team.desk)
    assert (said.taken, said.reason) == (False, "made up by a thief")
    assert names(team.desk) == {"Amara"}
    assert "made up by a thief" in texts(program)
    hands.click("Choose a file")
    choose(program, hands, late)
    hands.wait_for("What it holds")
    assert isinstance(program.window.page, HeldPage)
    assert "made up by a thief" in texts(program), "what was decided before is told"
    hands.press(Qt.Key.Key_Escape)
    hands.wait(lambda: isinstance(program.window.page, ShutOutPage), "the page before")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for("Same child?")


def test_a_file_of_anybody_else_is_said_to_be_one(opened, hands, team, late):
    program, other = opened(), team.laptops[1]
    hands.click("Carry and gather")
    hands.click(ROW)
    hands.click("Choose a file")
    choose(program, hands, team.carry(other))
    hands.wait_for("This did not work")
    hands.click("Continue")
    assert isinstance(program.window.page, ShutOutPage)


def test_where_nobody_was_shut_out_there_is_no_row(opened, hands, team):
    opened()
    hands.click("Carry and gather")
    hands.wait_for("Export")
    assert not hands.sees(ROW)
