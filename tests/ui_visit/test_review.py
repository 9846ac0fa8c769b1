"""Review: words and marks, reasons on request, and what was seen."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from imh_desktop.flows import reviewing
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.ui.style import Look

from .reviewed import H6, ILL, NUMBERLESS, answer_all, make, said, say_in_private


@pytest.fixture
def full(visit: OpenVisit) -> OpenVisit:
    answer_all(visit)
    return visit


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
