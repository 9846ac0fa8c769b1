"""Review: what keeps a visit open, and what closes it."""

import pytest
from pytestqt.qtbot import QtBot

from imh_desktop.flows import reviewing
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.act_now_panel import ActNowPanel
from imh_desktop.ui.review_reasons import RaisePanel
from imh_desktop.ui.style import Look

from .reviewed import ILL, answer_all, make


@pytest.fixture
def full(visit: OpenVisit) -> OpenVisit:
    answer_all(visit)
    return visit


def test_all_that_is_missing_stands_beside_the_close_button(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    full.answer(ILL, "yes")
    page = make(qtbot, look, full)
    missing = reviewing.missing(full)
    assert len(missing) == 2
    assert all(sentence in page.missing.text() for sentence in missing)
    assert page.missing.height() >= page.missing.heightForWidth(page.missing.width())


def test_raising_needs_a_reason(qtbot: QtBot, look: Look, full: OpenVisit) -> None:
    page = make(qtbot, look, full)
    page.reasons.raise_button.click()
    panel = page.window().findChild(RaisePanel)
    assert panel is not None
    panel.level.button("N2").click()
    panel.keep.click()
    assert full.visit.raised is None
    panel.reason.setPlainText("The family asked for it")
    panel.keep.click()
    assert full.visit.raised is not None
    assert full.guidance.open_level == "N2"


def test_a_visit_cannot_be_closed_before_what_was_done_is_written(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    full.answer(ILL, "yes")
    for strength in reviewing.strengths(full)[:3]:
        reviewing.choose_strength(full, strength.id)
    reviewing.choose_strategy(full, reviewing.strategies(full)[0].id)
    page = make(qtbot, look, full)
    page.close_button.click()
    assert full.visit.closed_at == ""
    assert page.trouble.isVisible()
    for sentence in reviewing.missing(full):
        assert sentence in page.trouble.words.text()
        assert sentence in page.missing.whole_text()

    assert page.urgent.notice.button is not None
    page.urgent.notice.button.click()
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    panel.field.setPlainText("Called the clinic together")
    panel.outcome.button("done").click()
    panel.keep.click()
    assert not page.urgent.notice.isVisible()
    with qtbot.waitSignal(page.closed) as closed:
        page.close_button.click()
    assert closed.args is not None
    assert closed.args[0].visit_id == full.visit.visit_id


def test_a_closed_visit_is_closed_on_the_disk(
    qtbot: QtBot, look: Look, full: OpenVisit, vault: Vault
) -> None:
    for strength in reviewing.strengths(full)[:3]:
        reviewing.choose_strength(full, strength.id)
    reviewing.choose_strategy(full, reviewing.strategies(full)[0].id)
    page = make(qtbot, look, full)
    with qtbot.waitSignal(page.closed):
        page.close_button.click()
    stored = records.visit(vault, full.visit.visit_id)
    assert stored is not None
    assert stored.closed_at


def test_a_private_action_can_still_be_written_at_the_review(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    full.alone_with(full.caregivers[0].caregiver_id)
    full.answer("t1-thoughts-of-harm", "not_sure")
    full.alone_with(None)
    page = make(qtbot, look, full)
    assert not page.urgent.notice.isVisible(), "nothing private shows by itself"
    page.show_private.click()
    page.whom.button(full.caregivers[0].caregiver_id).click()
    assert page.urgent.notice.isVisible()
    assert page.urgent.notice.button is not None
    page.urgent.notice.button.click()
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    panel.field.setPlainText("Called the line together")
    panel.outcome.button("done").click()
    panel.keep.click()
    assert [a.recorded for a in full.act_now()] == ["Called the line together"]
    page.hide()
    assert full.alone is None
