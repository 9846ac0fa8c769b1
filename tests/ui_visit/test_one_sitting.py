"""Twins in one sitting: one tap or one key to the other's cards, and nothing typed is lost."""

from datetime import date, timedelta

from msgspec.structs import replace
from PySide6.QtCore import Qt

from imh_desktop.flows import household
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.ui.commands import COMMANDS
from imh_desktop.ui.visit_page import VisitPage
from tests.ui_shell.conftest import (  # noqa: F401
    enrol,
    folder,
    hands,
    library,
    opened,
    program,
    vault,
    words,
)


def test_switching_keeps_place_and_drafts(vault, library, opened, hands, qtbot):  # noqa: F811
    today = date.today()  # noqa: DTZ011 as the program
    amara = enrol(vault)
    form, people = household.sibling_form(vault, amara.child_id)
    form = replace(form, given_name="Binta", born_earliest=str(today - timedelta(days=300)))
    binta = household.add_sibling(vault, amara.child_id, form, people)
    first = start(vault, library, amara.child_id, on=today)
    first.use_known("seen")
    first.answer("f1-cares-in-own-ways", "often")
    second = start(vault, library, binta.child_id, on=today)
    program = opened()  # noqa: F811
    program._workspace.continue_visit(first.visit.visit_id)
    page = program.window.page
    page.go_to("f2-someone-to-count-on")
    page.card.open_note()
    page.answers.draft("f2-someone-to-count-on", "sings to both")
    hands.click("Go to the visit with Binta")
    hands.wait_for("Yes, use them here")
    hands.click("Yes, use them here")
    qtbot.waitUntil(
        lambda: "f1-cares-in-own-ways" in records.visit(vault, second.visit.visit_id).answers
    )
    assert records.visit(vault, first.visit.visit_id).notes == {
        "f2-someone-to-count-on": "sings to both"
    }
    assert COMMANDS["sibling"].key == "Ctrl+Shift+B"
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    hands.press(Qt.Key.Key_B, both)
    qtbot.waitUntil(
        lambda: (
            isinstance(program.window.page, VisitPage)
            and program.window.page._visit.child.given_name == "Amara"
        )
    )
    assert program.window.page.page.active == "f2-someone-to-count-on"


def both_begun(vault, hands, opened, days):  # noqa: F811
    """Twins or siblings, whose visits are begun from Amara's page in one step."""
    today = date.today()  # noqa: DTZ011 as the program
    amara = enrol(vault)
    form, people = household.sibling_form(vault, amara.child_id)
    form = replace(form, given_name="Binta", born_earliest=str(today - timedelta(days=days)))
    binta = household.add_sibling(vault, amara.child_id, form, people)
    program = opened()  # noqa: F811
    program._workspace.show_child(amara.child_id)
    hands.click("Visit both")
    hands.wait_for("Who else is visited?")
    hands.click("Begin the visits")
    hands.wait_for("Go to the visit with Binta")
    (first,), (second,) = (records.visits(vault, c.child_id) for c in (amara, binta))
    return program, first, second


def test_both_begin_from_one_page_and_a_change_is_asked_about_once(
    vault, opened, hands, qtbot  # noqa: F811
):  # fmt: skip
    program, first, second = both_begun(vault, hands, opened, 3 * 365 + 40)  # noqa: F811
    assert (first.band, second.band) == ("B4", "B8"), "each has the checklist of its own age"
    page = program.window.page
    item = "f1-cares-in-own-ways"
    page.go_to(item)
    hands.click("I was told")
    page.card.take_focus()
    hands.press(Qt.Key.Key_1)
    hands.click("Go to the visit with Binta")
    hands.click("Yes, use them here")
    former = records.visit(vault, second.visit_id).answers[item].code
    hands.click("Go to the visit with Amara")
    hands.wait(lambda: program.window.page._visit.child.given_name == "Amara", "the switch")
    program.window.page.go_to(item)
    hands.click("I was told")
    program.window.page.card.take_focus()
    hands.press(Qt.Key.Key_3)
    hands.wait_for("Shall this change hold for Binta too?")
    hands.click("Only here")
    assert records.visit(vault, second.visit_id).answers[item].code == former
    program.window.page.go_to(item)
    hands.press(Qt.Key.Key_1)
    assert not hands.sees("Shall this change hold for Binta too?"), "they stood apart before it"
    hands.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.click("Only here")  # what is taken back is a change as well
    program.window.page.go_to(item)
    hands.press(Qt.Key.Key_1)
    program.window.page.go_to(item)
    hands.press(Qt.Key.Key_2)
    hands.click("Yes, there too")
    now = records.visit(vault, first.visit_id).answers[item].code
    assert records.visit(vault, second.visit_id).answers[item].code == now != former
