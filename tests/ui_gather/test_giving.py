"""Families are given to another laptop, and an archive is taken back and brought back, by hand."""

from PySide6.QtWidgets import QAbstractButton

from imh_desktop.flows import handing_over
from imh_desktop.store import records
from tests.flows.team import DAY
from tests.ui_shell.conftest import enrol

from .seen import choose, texts


def press_last(program, name: str) -> None:
    """Press the button of a name that lies in front of its namesakes."""
    found = program.window.findChildren(QAbstractButton)
    [each for each in found if each.accessibleName() == name and each.isVisible()][-1].click()


def test_one_family_is_given_and_the_other_is_not(opened, hands, team, tmp_path):
    enrol(team.desk, "<b>Amara</b>", "Jallow")
    enrol(team.desk, "Ben", "Mora")
    file, taker = tmp_path / "families.imha", team.laptops[0]
    program = opened()
    hands.click("Carry and gather")
    hands.click("Give families to another laptop")
    hands.click("Choose where to save it")
    hands.wait_for("Choose a family.")
    hands.click("<b>Amara</b> Jallow")
    hands.click("Choose where to save it")
    hands.wait_for("Say why, in a few words.")
    hands.write("Why", "Ana is ill")
    box = hands.find("Laptop")
    box.setCurrentIndex(box.findData(taker.device_id))
    hands.picture("handover")
    hands.click("Choose where to save it")
    choose(program, hands, file)
    hands.wait_for("Done. Give the archive to whoever takes over: it is taken in like any other.")
    team.take(taker, file)
    assert [child.given_name for child in records.children(taker)] == ["<b>Amara</b>"]
    (held,) = handing_over.holding(taker, max(DAY, program._workspace._bench.today())).values()
    assert (held.kind, held.to_device) == ("cover", taker.device_id)


def test_an_archive_is_taken_back_and_brought_back(opened, hands, team):
    enrol(team.laptops[0], "Amara")
    team.take(team.desk, team.carry(team.laptops[0]))
    enrol(team.desk, "Ben")
    program = opened()
    hands.click("Carry and gather")
    hands.click("Archives taken in")
    hands.picture("merges")
    hands.click("Take back")
    hands.wait_for("Take it back?")
    assert "no longer shown" in texts(program)
    assert len(records.children(team.desk)) == 2, "seeing it changes nothing"
    hands.write("Why", "the wrong programme")
    hands.picture("take-back")
    press_last(program, "Take back")
    hands.wait_for("Taken back: the wrong programme")
    assert [child.given_name for child in records.children(team.desk)] == ["Ben"]
    hands.click("Bring back")
    hands.write("Why", "it was right after all")
    press_last(program, "Bring back")
    hands.wait_for("Take back")
    assert len(records.children(team.desk)) == 2
