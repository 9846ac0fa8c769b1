"""An archive is taken back and brought back on the real window, beside a child process."""

from imh_desktop.flows import undoing
from imh_desktop.store import records
from tests.ui_shell.conftest import enrol

from .seen import texts


def names(vault):
    return {child.given_name for child in records.children(vault)}


def test_an_archive_is_taken_back_and_brought_back(opened, hands, team, monkeypatch):
    enrol(team.laptops[0], "Amara")
    team.take(team.desk, team.carry(team.laptops[0]))
    for name in ("preview_undo", "undo_merge", "preview_bring_back", "bring_back"):
        monkeypatch.setattr(undoing, name, None)  # none of it is done by the window itself
    program = opened()
    hands.click("Carry and gather")
    hands.click("Archives taken in")
    hands.click("Take back")
    hands.wait_for("Take it back?")
    assert names(team.desk) == {"Amara"}, "seeing changes nothing"
    assert "no longer count. Nothing is deleted." in texts(program)
    hands.write("Why", "-the wrong programme")
    hands.click("Take back")
    hands.wait_for("Taken back: -the wrong programme")
    assert names(team.desk) == set()
    hands.click("Bring back")
    hands.wait_for("Bring it back?")
    hands.write("Why", "it was right")
    hands.click("Bring back")
    hands.wait_for("Take back")
    assert names(team.desk) == {"Amara"}
