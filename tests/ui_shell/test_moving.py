"""A visit recorded with the wrong child is moved, on real pages; both children's pages say it."""

from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from imh_desktop.content.library import Library
from imh_desktop.flows import moving_visits, printing, visiting
from imh_desktop.flows.closing import close
from imh_desktop.flows.following_up import answer, follow_ups
from imh_desktop.flows.page_choices import add_moment, add_step
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.words import Words

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


def test_what_was_answered_of_what_was_agreed_stands_where_it_was_agreed(
    opened: OpenProgram, vault: Vault, hands: Hands
) -> None:
    today, library, words = date.today(), Library(), Words("en")  # noqa: DTZ011 as the program
    wrong, right = enrol(vault, "Wrongchild"), enrol(vault, "Rightchild")
    for ago, how in ((9, "at bed"), (2, "at noon")):
        visit = visiting.start(vault, library, wrong.child_id, on=today - timedelta(days=ago))
        for one in follow_ups(visit):
            answer(visit, one.key, "tried")
        for when in ("morning", "noon", "evening"):
            add_moment(visit, f"She laughed in the {when}")
        add_step(visit, f"Sing <b>together</b> {how}")
        close(visit)
    visit_id = visit.visit.visit_id
    people = moving_visits.likely(vault, visit_id, right.child_id)
    what = moving_visits.Move(
        visit_id=visit_id, to_child_id=right.child_id, people=people, reason="mixed up"
    )
    moving_visits.move(vault, library, what, today, words)
    program = opened()

    def seen(child_id: str) -> str:
        program._workspace.show_child(child_id)
        page = program.window.page
        assert page is not None
        return " ".join(label.text() for label in page.findChildren(QLabel))

    told = seen(wrong.child_id)
    assert "Sing <b>together</b> at bed: Tried a little" in told
    assert "It counts for neither child." in told
    assert "Rightchild" not in told
    told = seen(right.child_id)
    assert "at bed" not in told
    assert "1 answer is about what was agreed with another child." in told
    assert "Wrongchild" not in told
