"""Work is carried by one button, and laptops join by one file each way, on the real window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows import answering, carrying, devices
from imh_desktop.flows.known_laptops import known_laptops, standing
from imh_desktop.store import records
from imh_desktop.ui.carry_page import CarryPage
from imh_desktop.ui.laptops_page import LaptopsPage
from tests.flows.team import DAY, begin
from tests.ui_shell.conftest import enrol

from .seen import choose, texts


def test_work_is_carried_to_whom_was_chosen_and_to_nobody_else(opened, hands, team, tmp_path):
    enrol(team.desk, "Amara")
    talk = begin(team.desk, ChainClass.G)
    team.desk.journal.write("private", talk, {"notes.R1": "tired"}, chain=ChainClass.G)
    program, laptop = opened(), team.laptops[0]
    hands.click("Carry and gather")
    hands.click("Carry my work")
    hands.wait_for("Choose who gets your work: your coordinator, and a second person.")
    hands.click("Choose who gets it")
    names = {one.device_id: one.name for one in known_laptops(team.desk)}
    spare = f"{names[team.spare.device_id]} (coordinator)"
    visitor = f"{names[laptop.device_id]} (home visits)"
    assert not hands.sees("Print desk")
    for name in (spare, visitor):
        hands.wait_for(name)
    ticks = [b for b in program.window.findChildren(QAbstractButton) if b.isCheckable()]
    wanted = [tick for tick in ticks if tick.accessibleName() == "Gets my work"]
    for tick in wanted:
        if not tick.isChecked():
            tick.click()
    hands.click("Save")
    assert {one.device_id for one in carrying.readers(team.desk)} >= {
        team.spare.device_id, laptop.device_id,
    }  # fmt: skip
    assert "1 child" in texts(program)
    target = tmp_path / "stick" / "work.imha"
    target.parent.mkdir()
    hands.click("Carry my work")
    choose(program, hands, target)
    hands.wait(lambda: "Done. The archive was written and read back." in texts(program), "the end")
    team.take(laptop, target)
    assert [child.given_name for child in records.children(laptop)] == ["Amara"]
    assert "tired" not in repr(laptop.journal.dump()), "nobody was ticked for it"


def test_a_stick_that_cannot_be_written_is_said_and_nothing_is_lost(opened, hands, team, tmp_path):
    enrol(team.desk, "Amara")
    ids = {one.device_id for one in carrying.possible_readers(team.desk)}
    carrying.choose_readers(team.desk, ids, set(), set())
    program = opened()
    hands.click("Carry and gather")
    hands.click("Carry my work")
    hands.click("Carry my work")
    choose(program, hands, tmp_path / "gone" / "work.imha")
    hands.wait_for("This did not work")
    hands.click("Continue")
    assert isinstance(program.window.page, CarryPage)
    assert len(records.children(team.desk)) == 1


def test_a_laptop_joins_by_a_file_each_way(opened, hands, team, tmp_path):
    joiner, asked = team.vault("joiner"), tmp_path / "request.imhd"
    asked.write_bytes(answering.join(joiner, "Luz", DAY).to_bytes())
    program = opened()
    hands.click("Carry and gather")
    hands.click("Laptops of the programme")
    hands.click("Open a request or an answer")
    choose(program, hands, asked)
    six = devices.words(answering.read(joiner, asked.read_bytes(), "x").requests[0], "en")
    hands.wait_for("   ".join(six[:3]))
    assert not hands.find("I heard these six words").isChecked()
    hands.click("home visits")
    hands.click("I heard these six words")
    hands.click("Let it join")
    answer = tmp_path / "answer.imhd"
    choose(program, hands, answer)
    hands.wait_for("It has joined. Give it the file: it opens it the same way.")
    assert standing(joiner) == "asked"
    answering.take_up(joiner, answer.read_bytes(), "answer", team.root.fingerprint)
    assert standing(joiner) == "joined"
    assert "Desk" in {one.name for one in known_laptops(joiner)}
    hands.click("Back")
    hands.wait_for("Carry and gather")


def test_escape_leads_back_from_each_page(opened, hands, team):
    enrol(team.desk, "Amara")
    program = opened()
    hands.click("Carry and gather")
    for row, inside in (("Carry my work", CarryPage), ("Laptops of the programme", LaptopsPage)):
        hands.click(row)
        assert isinstance(program.window.page, inside)
        hands.press(Qt.Key.Key_Escape)
        hands.wait_for("Same child?")


def test_a_laptop_is_shut_out_with_a_reason(opened, hands, team, tmp_path):
    program, lost = opened(), team.laptops[1]
    hands.click("Carry and gather")
    hands.click("Laptops of the programme")
    names = {one.device_id: one for one in known_laptops(team.desk)}
    page = program.window.page
    assert isinstance(page, LaptopsPage)
    page.shut_out_asked.emit(lost.device_id)
    hands.write("Why", "stolen from the car")
    hands.click("Shut out")
    choose(program, hands, tmp_path / "out.imhd")
    hands.wait_for("Shut out: nothing it writes from now on counts.")
    assert not names[lost.device_id].revoked
    assert {one.device_id: one.revoked for one in known_laptops(team.desk)}[lost.device_id]
    (papers,) = answering.read(team.desk, (tmp_path / "out.imhd").read_bytes(), "x").revocations
    assert (papers.device_id, papers.reason) == (lost.device_id, "stolen from the car")


def test_every_hostile_paper_is_refused_in_words(opened, hands, team, tmp_path):
    program = opened()
    hands.click("Carry and gather")
    hands.click("Laptops of the programme")
    before = team.desk.journal.dump()
    for number, data in enumerate(
        (b"", b"\xff" * 50, b"{}", b'{"kind":"x"}\n' * 3, b"a" * 2_000_000)
    ):
        file = tmp_path / f"{number}.imhd"
        file.write_bytes(data)
        hands.click("Open a request or an answer")
        choose(program, hands, file)
        hands.wait_for("This did not work")
        hands.click("Continue")
    assert team.desk.journal.dump() == before
