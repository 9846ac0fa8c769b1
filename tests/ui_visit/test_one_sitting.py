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
    page._on_drafted("f2-someone-to-count-on", "sings to both")
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
