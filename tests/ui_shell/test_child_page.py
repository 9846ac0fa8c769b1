"""One child's page: what the ages mean, what a closed visit left, and no idle scroll bar."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from imh_desktop.content.library import Library
from imh_desktop.flows import enrolling, reviewing, visiting
from imh_desktop.flows.demo import fill
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.vault import Vault
from imh_desktop.ui.widgets import PlainLabel, ScrollColumn

from .conftest import enrol

TODAY = date.today()  # noqa: DTZ011 the program asks the local clock too
ILL = "t4-very-ill-or-not-feeding"
COUNTED = "Counted from the due date, because of the early birth."


def said(page: QWidget) -> list[str]:
    return [one.whole_text() for one in page.findChildren(PlainLabel) if one.isVisible()]


def shown(program, child_id: str) -> QWidget:
    program._workspace.show_child(child_id)
    QApplication.processEvents()
    return program.window.page


def closed(vault: Vault, library: Library, child_id: str, urgent: dict[str, str]) -> OpenVisit:
    """A closed visit at which some cards called for action; what was done is written."""
    visit = visiting.start(vault, library, child_id, on=TODAY)
    visit.use_known("both")
    for item in visit.items().values():
        if item.core and item.item_id in visit.shown:
            visit.answer(item.item_id, "no" if "no" in item.codes else "often")
    for item_id, done in urgent.items():
        private = visit.item(item_id).sensitivity.private
        visit.alone_with(visit.caregivers[0].caregiver_id if private else None)
        visit.answer(item_id, "yes")
        visit.record_action(item_id, done)
    visit.alone_with(None)
    for strength in reviewing.strengths(visit)[:3]:
        reviewing.choose_strength(visit, strength.id)
    reviewing.close(visit)
    return visit


def test_a_corrected_age_says_what_it_is_counted_from(vault, opened):
    born = (TODAY - timedelta(days=300)).isoformat()
    form = ChildForm(given_name="Noor", born_earliest=born, gestation="34w0d")
    early = enrolling.add_child(vault, form, (CaregiverForm(name="Aya", relation="mother"),))
    on_time = enrol(vault)
    program = opened()
    assert COUNTED in said(shown(program, early.child_id))
    assert COUNTED not in said(shown(program, on_time.child_id))


def test_what_could_not_wait_stays_in_sight(vault, opened, library):
    child = enrol(vault)
    closed(vault, library, child.child_id, {ILL: "Called the clinic together"})
    program = opened()
    lines = {"Next step: Act today", "Noted: Called the clinic together"}
    assert lines <= set(said(program.window.page))
    assert lines <= set(said(shown(program, child.child_id)))


def test_nothing_said_in_private_shows(vault, opened, library):
    child = enrol(vault)
    closed(vault, library, child.child_id, {"t1-thoughts-of-harm": "Called the line together"})
    texts = said(shown(opened(), child.child_id))
    assert "Next step: Celebrate and continue" in texts
    assert not any("Called the line" in text or "Act today" in text for text in texts)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_it_scrolls_only_as_far_as_there_is_something_to_see(vault, opened, library, size, qtbot):
    child = fill(vault, library, TODAY)
    program = opened()
    program.window.resize(*size)
    page = shown(program, child.child_id)
    scroll = page.findChild(ScrollColumn)
    inside = scroll.widget()

    def settled() -> None:
        needed = inside.heightForWidth(scroll.viewport().width())
        assert inside.height() == max(needed, scroll.viewport().height())
        assert scroll.verticalScrollBar().maximum() == max(needed - scroll.viewport().height(), 0)

    qtbot.waitUntil(settled, timeout=2_000)
