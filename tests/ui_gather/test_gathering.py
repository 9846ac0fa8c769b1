"""Archives are dropped on the real window, seen, taken in, and told."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store import records
from imh_desktop.store.entry import erased_entry
from tests.flows.team import begin
from tests.ui_shell.conftest import enrol

TAKE_IN = "Take in archives"


def drop(window, *files: Path) -> bool:
    """Let files go over the window; tell whether they were welcome."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    facts = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    entered = QDragEnterEvent(QPoint(100, 100), *facts)
    entered.ignore()
    QApplication.sendEvent(window, entered)
    if entered.isAccepted():
        QApplication.sendEvent(window, QDropEvent(QPoint(100, 100), *facts))
    return entered.isAccepted()


def texts(program) -> str:
    labels = program.window.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_archives_dropped_anywhere_are_seen_then_taken_in(opened, hands, team):
    for laptop, name in zip(team.laptops, ("Amara", "Ben"), strict=True):
        enrol(laptop, name)
    files = [team.carry(laptop) for laptop in team.laptops]
    program = opened()

    assert drop(program.window, *files)
    hands.wait_for("2 archives")
    assert "From Laptop, made on" in texts(program)
    hands.click("New: this will come")
    assert "2 children" in texts(program)
    assert records.children(team.desk) == []

    hands.click("Take in")
    hands.wait_for("Done. All of it is in your file.")
    assert {child.given_name for child in records.children(team.desk)} == {"Amara", "Ben"}
    assert "A backup of your file, as it was before, lies under" in texts(program)
    hands.click("Done")
    hands.wait_for("Carry and gather")


def test_files_can_be_asked_for_and_a_repeated_one_is_harmless(opened, hands, team):
    file = team.carry(team.laptops[0])
    team.take(team.desk, file)
    program = opened()
    hands.click("Carry and gather")
    hands.click(TAKE_IN)
    hands.click("Choose archives")
    hands.wait(lambda: program.window.findChildren(QFileDialog) != [], "the dialog")
    (dialog,) = program.window.findChildren(QFileDialog)
    dialog.filesSelected.emit([str(file)])
    dialog.reject()
    hands.wait_for("1 archive")
    assert "Taken in before. Nothing is taken twice." in texts(program)
    hands.click("Take in")
    hands.wait_for("All of this was here already. Your file is as it was.")


def test_what_will_not_do_is_named_and_the_rest_can_be_taken(opened, hands, team):
    enrol(team.laptops[0])
    good, bent = team.carry(team.laptops[0]), team.place / "bent.imha"
    sound = good.read_bytes()
    bent.write_bytes(sound[:-1] + bytes([sound[-1] ^ 1]))
    program = opened()
    drop(program.window, good, bent)
    hands.wait_for("2 archives")
    assert "bent.imha is damaged. Nothing was taken from it. Ask for it again." in texts(program)
    hands.click("Take in")
    hands.wait_for("Done. All of it is in your file.")
    assert len(records.children(team.desk)) == 1


def test_with_no_sound_file_there_is_nothing_to_press_but_another_choice(opened, hands, team):
    text = team.place / "letter.imha"
    text.write_text("Dear coordinator")
    program = opened()
    drop(program.window, text)
    hands.wait_for("None of these archives can be taken in. Nothing was changed.")
    assert not hands.sees("Take in")
    hands.press(Qt.Key.Key_Escape)
    hands.wait_for("Choose archives")


def test_other_files_are_not_welcome(opened, team):
    (team.place / "photo.png").write_bytes(b"")
    assert not drop(opened().window, team.place / "photo.png")


def test_a_form_with_words_in_it_is_not_swept_away(opened, hands, team):
    file = team.carry(team.laptops[0])
    program = opened()
    hands.click("Add the first child")
    hands.write("First name", "Half typed")
    drop(program.window, file)
    hands.wait_for("Please finish here first")
    hands.click("Continue")
    assert program.window.focusWidget().text() == "Half typed"


def test_conflicts_lead_to_what_waits_and_private_words_are_not_counted(opened, hands, team):
    one, other = team.laptops
    visit = begin(one)
    talk = begin(one, ChainClass.V)
    team.take(team.desk, team.carry(one))
    team.take(other, team.answer(other))
    for laptop, code in ((one, "often"), (other, "not_yet")):
        laptop.journal.write("visit", visit, {"answers.R1": {"code": code}})
        laptop.journal.write("private", talk, {"answers.K1": {"code": code}}, chain=ChainClass.V)
    program = opened()
    drop(program.window, team.carry(one), team.carry(other))
    hands.wait_for("1 place where two people wrote different things")
    hands.click("Take in")
    hands.wait_for("Some of it waits for you to decide. Nothing is lost meanwhile.")
    hands.click("See what waits")
    hands.wait_for("Carry and gather")


def test_an_erasure_happens_only_when_it_is_ticked(opened, hands, team):
    one, other = team.laptops
    visit = begin(one)
    said = one.journal.write("visit", visit, {"notes.R1": "a secret"})
    team.take(team.desk, team.carry(one))
    team.take(other, team.answer(other))
    stand_in = erased_entry(
        said.entry_id, said.chain, said.seq, "visit", visit, said.parents, said.content
    )
    other.journal.admit([stand_in], confirmed={said.entry_id})
    file = team.carry(other)
    program = opened()
    drop(program.window, file)
    hands.wait_for("Erased on another laptop")
    hands.click("Take in")
    hands.wait_for("Done. All of it is in your file.")
    assert team.desk.journal.record(visit).fields["notes.R1"] == "a secret"

    drop(program.window, file)
    hands.wait_for("Erased on another laptop")
    hands.click("A visit: 1 thing written here. Who erased it did not come with the archive.")
    hands.click("Take in")
    hands.wait_for("Done. All of it is in your file.")
    assert "notes.R1" not in team.desk.journal.record(visit).fields


def test_a_cancelled_merge_leaves_everything_and_can_be_begun_again(
    opened, hands, team, monkeypatch
):
    enrol(team.laptops[0])
    file = team.carry(team.laptops[0])
    program = opened()
    drop(program.window, file)
    hands.wait_for("1 archive")
    from imh_desktop.ui import long_work

    whole = long_work._CHILD
    monkeypatch.setattr(long_work, "_CHILD", "import time; time.sleep(600)")
    hands.click("Take in")
    hands.click("Cancel")
    hands.wait_for("New: this will come")
    assert records.children(team.desk) == []
    monkeypatch.setattr(long_work, "_CHILD", whole)
    hands.click("Take in")
    hands.wait_for("Done. All of it is in your file.")
    assert len(records.children(team.desk)) == 1
