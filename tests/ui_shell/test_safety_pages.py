"""Backups and health in the window: made, tried, gone back to; said in words, with what to do."""

import json
import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from imh_desktop.store import records, swapping
from imh_desktop.store.key_file import FLOOR, FORMAT, KeyFile, Slot, write_keys
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.program import Program
from imh_desktop.ui.row_button import RowButton
from tests.ui_gather.seen import texts
from tests.ui_shell.conftest import KEY, OpenProgram, enrol

TITLE = "Backups and health of your file"


@pytest.fixture
def safety(opened: OpenProgram, hands: Hands, vault: Vault) -> Program:
    """The page, over a vault with one child and two ways in."""
    enrol(vault)
    slots = tuple(
        Slot(slot_id=vault.journal.new_id(), kind="passphrase", public="0" * 64, sealed="0" * 184)
        for _ in range(2)
    )
    file = KeyFile(format=FORMAT, vault_id=vault.vault_id, cost=FLOOR, salt="0" * 32, slots=slots)
    write_keys(vault.folder, file)
    program = opened()
    hands.click("Carry and gather")
    hands.click(TITLE)
    hands.wait_for("Make a backup now")
    return program


@pytest.fixture
def reads(safety: Program, hands: Hands):
    """Wait until some words can be read on the page."""
    return lambda words: hands.wait(lambda: words in texts(safety), words)


def test_a_backup_is_made_and_gone_back_to(safety, hands, reads, vault, folder):
    assert "No backup yet" in texts(safety)
    hands.click("Make a backup now")
    reads("A backup was made and checked.")
    hands.press(Qt.Key.Key_Escape)
    enrol(vault, "Ben")
    hands.click(TITLE)
    hands.click("Go back to a backup")
    hands.wait_for("Look in another folder")
    (row,) = safety.window.page.findChildren(RowButton)
    hands.click(row.title)
    hands.wait_for("Go back to this backup")
    said = texts(safety)
    assert "1 child" in said
    assert "put aside, whole" in said
    hands.click("Go back to this backup")
    reads("is kept whole beside it")
    hands.click("Continue")
    hands.wait_for("Amara Jallow")
    assert [child.given_name for child in records.children(vault)] == ["Amara"]
    (aside,) = swapping.set_aside(folder)
    with Vault.open_with_key(aside, KEY) as former:
        assert len(records.children(former)) == 2
    enrol(vault, "Later")  # work goes on


def test_a_look_through_a_whole_file_says_so_with_what_can_be_done(safety, hands, reads):
    hands.click("Look through everything")
    hands.wait_for("All is well with")
    said = texts(safety)
    assert "Your file is whole." in said
    assert "if this laptop is lost, its backups go with it" in said
    assert "Choose a second place, such as a stick." in said


def test_a_file_for_those_who_mend_the_program_holds_no_word_of_anyone(
    safety, hands, reads, vault, tmp_path
):
    enrol(vault, "Zubeida")
    hands.click("Save the file")
    target = tmp_path / "support.json"
    hands.name_file(target)
    reads("Read it before you send it.")
    told = json.loads(target.read_bytes())
    assert told["check"] == {"findings": 0}
    assert told["records"]
    assert not {"Zubeida", "Jallow", "Amara"} & set(re.findall(r"\w+", target.read_text("utf-8")))


def test_what_was_altered_is_said_and_named_to_those_who_ask(safety, hands, reads, vault, folder):
    vault.suspend()
    connection = connect_to_write(folder / "vault.db", KEY)
    connection.execute(
        "UPDATE entry SET body = CAST(replace(CAST(body AS TEXT), 'Jallow', 'Jollow') AS BLOB)"
    )
    connection.close()
    vault.resume()
    hands.click("Look through everything")
    reads("Some of it is not what was written, or is missing.")
    said = texts(safety)
    assert "Tell your programme and show them this page." in said
    assert "Something is not as it should be" in said


def test_a_second_place_gets_the_backup_too(safety, hands, reads, vault, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    hands.click("Choose a second place")
    hands.name_file(stick)
    reads("at the second place. Both were checked.")
    assert list(stick.glob("*/*/20*/vault.db"))
    shutil.rmtree(stick)
    hands.click("Make a backup now")
    reads("The second place is not there now.")
    hands.click("No second place")
    reads("Backups stay on this laptop from now on.")


def test_a_place_within_the_vaults_own_folder_is_refused(safety, hands, reads, folder: Path):
    (folder / "x").mkdir()
    safety._workspace._together._kept._choose_second(str(folder / "x"))
    reads("lies within the folder of your file")


def test_the_log_says_who_did_what_and_takes_filters(safety, hands, reads, vault):
    enrol(vault, "=HYPERLINK(1)")
    hands.click("Who did what, and when")
    reads("Added: the child Amara Jallow")
    reads("Added: the child =HYPERLINK(1) Jallow")
    hands.choose("What", "opened, locked")
    reads("Nothing of this kind was written.")
    hands.choose("What", "everything")
    hands.choose("Child", "Amara Jallow")
    reads("Added: the child Amara Jallow")
    assert "HYPERLINK" not in texts(safety)
