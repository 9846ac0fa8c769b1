"""A visit recorded with the wrong child is moved, on real pages; both children's pages say it."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from imh_desktop.content.library import Library
from imh_desktop.flows import printing, visiting
from imh_desktop.flows.closing import close
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands

from .conftest import OpenProgram, enrol, give_numbers


def test_a_visit_is_moved_and_both_pages_say_so(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    today = date.today()  # noqa: DTZ011 the program asks the local clock too
    give_numbers(vault)
    wrong, right = enrol(vault, "Wrongchild"), enrol(vault, "Rightchild")
    visit = visiting.start(vault, Library(), wrong.child_id, on=today)
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    visit_id = visit.visit.visit_id
    giving = printing.Giving(visit_id=visit_id, safe="print", way="print")
    code = printing.give(vault, Library(), giving, today).printed.code
    program = opened()

    def seen() -> str:
        page = program.window.page
        assert page is not None
        return " ".join(label.text() for label in page.findChildren(QLabel))

    program._workspace.show_child(wrong.child_id)
    hands.click("Move a visit to the right child")
    hands.press(Qt.Key.Key_Space)
    hands.write("Search for a child", "<")
    hands.wait_for("No child matches “<”.")
    hands.write("Search for a child", "rightchild")
    assert not hands.sees("No child matches “<”.")
    hands.find("Children").setFocus()
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.wait_for("Who is who?")
    assert code in seen()
    assert "From Wrongchild Jallow to Rightchild Jallow" in seen()
    hands.click("Move it")
    hands.wait_for("Please say why, in a few words.")
    assert [v.visit_id for v in records.visits(vault, wrong.child_id)] == [visit_id]
    hands.write("Why", "I had the wrong page open")
    hands.click("Move it")
    hands.wait_for("Edit details")
    assert [v.visit_id for v in records.visits(vault, right.child_id)] == [visit_id]
    assert "This visit was recorded with another child by mistake" in seen()
    assert code in seen()
    program._workspace.show_child(wrong.child_id)
    hands.wait_for("Edit details")
    assert (
        "recorded here by mistake and moved to another child: I had the wrong page open" in seen()
    )
    assert "It tells of another child. Please take it back." in seen()
    assert "Rightchild" not in seen()
