"""Review: words and marks, reasons on request, what goes home, and what keeps a visit open."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from imh_desktop.core.visit import Known
from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows import reviewing
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.act_now_panel import ActNowPanel
from imh_desktop.ui.review_page import ReviewPage
from imh_desktop.ui.review_reasons import RaisePanel
from imh_desktop.ui.style import Look
from imh_desktop.ui.widgets import PlainLabel
from imh_desktop.words import Words

H6 = "This is what we noticed together. It is not a test or a diagnosis."
ILL = "t4-very-ill-or-not-feeding"
NUMBERLESS = ("N0", "N1", "N2", "N3", "%")


def answer_all(visit: OpenVisit, *, leave: int = 0, known: Known = "both") -> None:
    """Answer every core item with what is best, but for the last few."""
    visit.use_known(known)
    core = [i for i in visit.items().values() if i.core and i.item_id in visit.shown]
    for item in core[: len(core) - leave]:
        visit.answer(item.item_id, "no" if "no" in item.codes else "often")


def make(qtbot: QtBot, look: Look, visit: OpenVisit) -> ReviewPage:
    page = ReviewPage(look, Words("en"), visit)
    page.resize(1366, 768)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    return page


def said(page: QWidget) -> list[str]:
    return [one.whole_text() for one in page.findChildren(PlainLabel) if one.isVisible()]


@pytest.fixture
def full(visit: OpenVisit) -> OpenVisit:
    answer_all(visit)
    return visit


def say_in_private(visit: OpenVisit) -> None:
    """Something urgent said by the first caregiver alone, and acted on."""
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer("t1-thoughts-of-harm", "yes")
    visit.record_action("t1-thoughts-of-harm", "Called the line together")
    visit.alone_with(None)


def test_what_it_is_and_is_not_stands_on_the_page(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    assert H6 in said(make(qtbot, look, full))


def test_every_construct_is_a_mark_in_words_and_counts_wait_behind_why(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    page = make(qtbot, look, full)
    marks = [mark for domain in reviewing.profile_marks(full) for mark in domain.marks]
    words = said(page)
    assert marks
    for mark in marks:
        assert mark.title in words
        assert mark.said in words
    assert not any(sign in text for text in words for sign in NUMBERLESS)
    assert not any(text.startswith("Often ") for text in words)
    page.profile.boxes[0].why.click()
    assert any(text.startswith("Often ") for text in said(page))


def test_why_opens_the_trace_of_each_reason(qtbot: QtBot, look: Look, visit: OpenVisit) -> None:
    answer_all(visit)
    visit.answer("o1-any-worry", "a_little")
    page = make(qtbot, look, visit)
    reasons = reviewing.reasons(visit)
    assert reasons
    assert not any(reasons[0].why in text for text in said(page))
    page.reasons.lines[0].why.click()
    assert reasons[0].why in said(page)
    assert reasons[0].answers
    assert set(reasons[0].answers) <= set(said(page))


def test_each_domain_with_gaps_is_one_tap_away(qtbot: QtBot, look: Look, visit: OpenVisit) -> None:
    answer_all(visit, leave=3)
    page = make(qtbot, look, visit)
    gaps = visit.gaps()
    assert len(page.gaps.buttons) == len(gaps)
    for button, gap in zip(page.gaps.buttons, gaps, strict=True):
        with qtbot.waitSignal(page.card_wanted) as tapped:
            button.click()
        assert tapped.args == [gap.item_ids[0]]


def test_private_levels_appear_only_when_asked_for(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    say_in_private(full)
    page = make(qtbot, look, full)
    before = said(page)
    private = reviewing.private_review(full)
    assert private.level == "N3"
    assert full.guidance.open_level != "N3"
    assert private.level_said not in before
    page.show_private.click()
    QApplication.processEvents()
    assert private.level_said in said(page)
    page.show_private.click()
    assert private.level_said not in said(page)


@pytest.mark.check(17)
def test_changes_since_last_time_are_both_answers_in_words(
    qtbot: QtBot, look: Look, closed_visit: str, visit_after: OpenVisit
) -> None:
    answer_all(visit_after)
    page = make(qtbot, look, visit_after)
    assert page.changes is not None
    words = said(page.changes)
    assert visit_after.texts.items["r3-takes-turns"].text in words
    assert "Last time: Sometimes\u00a0· Today: Often" in words
    assert visit_after.texts.items["r3-shares-a-find"].text not in words


def test_a_chosen_strength_is_stored_and_taken_off_again(
    qtbot: QtBot, look: Look, full: OpenVisit, vault: Vault
) -> None:
    page = make(qtbot, look, full)
    first = next(iter(page.strengths.ticks))
    page.strengths.ticks[first].click()
    stored = records.visit(vault, full.visit.visit_id)
    assert stored is not None
    assert stored.strengths == (first,)
    page.strengths.ticks[first].click()
    stored = records.visit(vault, full.visit.visit_id)
    assert stored is not None
    assert stored.strengths == ()


def test_a_third_strategy_is_refused_and_its_box_goes_back(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    page = make(qtbot, look, full)
    ticks = list(page.strategies.ticks.values())
    for tick in ticks[:3]:
        tick.click()
    assert [tick.isChecked() for tick in ticks[:3]] == [True, True, False]
    assert page.strategies.fault.isVisible()
    assert len(full.visit.strategies) == 2


def test_what_she_saw_can_be_written_and_taken_off(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    page = make(qtbot, look, full)
    page.strengths.moment.setFocus()
    QTest.keyClicks(page.strengths.moment, "Amara gave the cup to her brother.")
    QTest.keyClick(page.strengths.moment, Qt.Key.Key_Return)
    assert [m.text for m in full.visit.moments] == ["Amara gave the cup to her brother."]
    away = next(
        b for b in page.findChildren(QAbstractButton) if "gave the cup" in b.accessibleName()
    )
    away.click()
    assert full.visit.moments == ()


def test_a_step_has_who_and_by_when(qtbot: QtBot, look: Look, full: OpenVisit) -> None:
    page = make(qtbot, look, full)
    page.steps.add.click()
    assert full.visit.steps == ()
    assert page.steps.fault.isVisible()
    page.steps.what.setText("Ask the clinic about hearing")
    page.steps.who.setText("Rosa")
    page.steps.phone.setText("555 0100")
    page.steps.by.set_day(full.visit.on.replace(day=30))
    page.steps.add.click()
    (step,) = full.visit.steps
    assert (step.what, step.who, step.phone) == ("Ask the clinic about hearing", "Rosa", "555 0100")
    assert step.by == full.visit.on.replace(day=30)


def test_a_suggested_step_is_used_at_one_tap_and_can_be_changed(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    full.answer(_worry(full), "a_lot")
    page = make(qtbot, look, full)
    (offered,) = reviewing.suggested_steps(full)
    page.steps.suggestions[0].click()
    (step,) = full.visit.steps
    assert (step.what, step.who, step.by) == (offered, "Rosa", date(2026, 11, 29))
    assert page.steps.suggestions == []

    change = next(
        b for b in page.findChildren(QAbstractButton) if b.accessibleName() == f"Change: {offered}"
    )
    change.click()
    assert page.steps.what.text() == offered
    page.steps.who.setText("Fatou")
    page.steps.add.click()
    assert [(one.step_id, one.who) for one in full.visit.steps] == [(step.step_id, "Fatou")]
    assert page.steps.what.text() == ""


def _worry(visit: OpenVisit) -> str:
    return next(i.item_id for i in visit.items().values() if i.kind == "worry" and i.codes)


def test_a_reason_says_what_was_noted_about_it(qtbot: QtBot, look: Look, full: OpenVisit) -> None:
    full.answer(ILL, "yes")
    full.record_action(ILL, "Called the clinic together")
    page = make(qtbot, look, full)
    shown = said(page.reasons)
    assert "Act today" in shown
    assert "Very sick or not feeding" in shown
    assert "Noted: Called the clinic together" in shown


def test_what_was_noted_in_private_is_not_beside_an_open_reason(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    say_in_private(full)
    page = make(qtbot, look, full)
    assert not any("Called the line" in line for line in said(page))
    page.show_private.click()
    QApplication.processEvents()
    assert "Noted: Called the line together" in said(page)


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


def test_a_refused_tick_is_said_and_goes_back(
    qtbot: QtBot, look: Look, full: OpenVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = make(qtbot, look, full)

    def refuse(*_args: object, **_named: object) -> None:
        raise EnvironmentFault("The disk is full.")

    monkeypatch.setattr(full.vault.journal, "write", refuse)
    monkeypatch.setattr(full.vault.journal, "write_many", refuse)
    tick = next(iter(page.strengths.ticks.values()))
    tick.click()
    assert not tick.isChecked()
    assert page.saved.label.text() == "Not saved"
    assert "The disk is full." in page.trouble.words.text()


def test_every_target_has_a_name_and_room_for_a_finger(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    page = make(qtbot, look, full)
    page.show_private.click()
    inside = page.body.widget()
    qtbot.waitUntil(lambda: inside.height() == inside.heightForWidth(inside.width()))
    targets = [b for b in page.findChildren(QAbstractButton) if b.isVisible()]
    assert len(targets) > 20
    for target in targets:
        reached = QAccessible.queryAccessibleInterface(target)
        assert reached.text(QAccessible.Text.Name).strip(), target
        assert min(target.width(), target.height()) >= 44, (target, target.size())


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


def test_a_strength_no_longer_seen_can_be_taken_off(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    chosen = reviewing.strengths(full)[0].id
    reviewing.choose_strength(full, chosen)
    full.answer(chosen, "not_yet")
    page = make(qtbot, look, full)
    assert page.strengths.ticks[chosen].isChecked()
    page.strengths.ticks[chosen].click()
    assert full.visit.strengths == ()


def test_looking_again_is_said_only_where_it_is_the_step(
    qtbot: QtBot, look: Look, full: OpenVisit
) -> None:
    page = make(qtbot, look, full)
    reviewing.raise_level(full, "N1", "The family asked for it")
    page.reasons.refresh()
    QApplication.processEvents()
    assert any(text.startswith("Look again on ") for text in said(page))
    full.answer(ILL, "yes")
    page.reasons.refresh()
    QApplication.processEvents()
    assert "Act today" in said(page)
    assert not any(text.startswith("Look again on ") for text in said(page))


def test_only_a_visit_with_an_earlier_one_says_what_changed(
    qtbot: QtBot, look: Look, visit_after: OpenVisit
) -> None:
    page = make(qtbot, look, visit_after)
    assert "Changed since last time" in said(page)


def test_a_first_visit_has_no_last_time(qtbot: QtBot, look: Look, full: OpenVisit) -> None:
    assert "Changed since last time" not in said(make(qtbot, look, full))


def test_what_was_only_told_is_not_called_seen(qtbot: QtBot, look: Look, visit: OpenVisit) -> None:
    answer_all(visit, known="told")
    texts = said(make(qtbot, look, visit))
    assert "Strength" in texts
    assert not any("Strength seen" in text or "you saw" in text for text in texts)
