"""What is half typed in the review is neither lost nor left behind unseen."""

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.flows import reviewing
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.review_page import ReviewPage
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import TextField

from .conftest import resumed
from .reviewed import answer_all, make, said

WAITS = "Something is typed and not added. Add it, or empty the field."


@pytest.fixture
def ready(visit: OpenVisit) -> OpenVisit:
    answer_all(visit)
    for when in ("morning", "noon", "evening"):
        reviewing.write_moment(visit, f"She laughed in the {when}")
    return visit


def moment(page: ReviewPage) -> TextField:
    return page.strengths.moment


def test_words_typed_a_moment_before_the_lock_stand_there_again(
    qtbot: QtBot, look: Look, ready: OpenVisit, vault: Vault, library: Library
) -> None:
    page = make(qtbot, look, ready)
    QTest.keyClicks(moment(page), "She sang, 2 times")
    QTest.keyClicks(page.steps.what, "Ask the nurse")
    QTest.keyClicks(page.wonder.note.field, "I was afraid")
    assert page.leave()
    again = make(qtbot, look, resumed(vault, library, ready))
    assert moment(again).text() == "She sang, 2 times"
    assert again.steps.what.text() == "Ask the nurse"
    assert again.wonder.note.field.toPlainText() == "I was afraid"


def test_going_back_to_the_cards_keeps_it(
    qtbot: QtBot, look: Look, ready: OpenVisit, vault: Vault
) -> None:
    page = make(qtbot, look, ready)
    QTest.keyClicks(moment(page), "She sang")
    page.card_wanted.emit("")
    assert list(vault.desk.drafts(ready.visit.visit_id).values()) == ["She sang"]


def test_a_kill_loses_none_of_it_after_a_short_rest(
    qtbot: QtBot, look: Look, ready: OpenVisit, vault: Vault, library: Library
) -> None:
    page = make(qtbot, look, ready)
    QTest.keyClicks(moment(page), "She sang")
    qtbot.waitUntil(lambda: bool(vault.desk.drafts(ready.visit.visit_id)))
    assert moment(make(qtbot, look, resumed(vault, library, ready))).text() == "She sang"
    page.strengths.add.click()
    qtbot.waitUntil(lambda: not vault.desk.drafts(ready.visit.visit_id))


@pytest.mark.parametrize("field", ["moment", "step"])
def test_a_visit_is_not_closed_over_words_that_were_not_added(
    field: str, qtbot: QtBot, look: Look, ready: OpenVisit, vault: Vault
) -> None:
    page = make(qtbot, look, ready)
    where = moment(page) if field == "moment" else page.steps.what
    QTest.keyClicks(where, "She sang")
    page.close_button.click()
    assert WAITS in said(page)
    assert where.hasFocus()
    kept = records.visit(vault, ready.visit.visit_id)
    assert kept is not None
    assert not kept.closed_at
    where.clear()
    with qtbot.waitSignal(page.closed):
        page.close_button.click()


def test_a_step_looked_at_and_left_as_it_is_keeps_no_visit_open(
    qtbot: QtBot, look: Look, ready: OpenVisit
) -> None:
    reviewing.write_step(ready, "Ask the nurse", who="Ines", phone="555-0100")
    page = make(qtbot, look, ready)
    page.steps._on_change(ready.visit.steps[0])
    with qtbot.waitSignal(page.closed):
        page.close_button.click()


def test_nothing_half_typed_at_one_child_is_shown_at_another(
    qtbot: QtBot, look: Look, ready: OpenVisit, vault: Vault, library: Library
) -> None:
    from imh_desktop.flows import visiting

    from .conftest import TODAY, enrol

    page = make(qtbot, look, ready)
    QTest.keyClicks(moment(page), "She sang")
    assert page.leave()
    other = visiting.start(vault, library, enrol(vault).child_id, on=TODAY)
    assert moment(make(qtbot, look, other)).text() == ""
