"""Beside an answer: how it is known, who told it, what was lost, hidden or taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.flows import visiting
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.vault import Vault
from imh_desktop.ui.act_now_panel import ActNowPanel
from imh_desktop.ui.answer_row import AnswerRow
from imh_desktop.ui.item_card import ItemCard
from imh_desktop.ui.style import Look
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets import Chip, Select
from imh_desktop.words import Words

from .conftest import MAKE_PAGE, TODAY, go, keyboard, press

TURNS = "r3-takes-turns"
SHARES = "r3-shares-a-find"
SKILL = "x4-joins-in-with-sounds"


def test_how_it_is_known_is_asked_once_and_stored(show: MAKE_PAGE, visit: OpenVisit) -> None:
    page = show(visit)
    go(page, TURNS)
    press(page, "1")
    assert TURNS not in visit.visit.answers
    press(page, "2")
    assert visit.visit.answers[TURNS].known == "told"
    assert page.card is not None
    assert page.card.item_id == SHARES
    press(page, "1")
    assert visit.visit.answers[SHARES].known == "told"


def test_a_lost_skill_is_asked_about_and_calls_for_action(
    show: MAKE_PAGE, visit_after: OpenVisit
) -> None:
    visit = visit_after
    visit.use_known("told")
    page = show(visit)
    go(page, SKILL)
    press(page, "3")
    card = page.stack.page("exploring").cards[SKILL]
    asked = card.findChildren(AnswerRow)[-1]
    assert asked is not card.answers
    asked.buttons["yes"].click()
    assert visit.visit.answers["t5-lost-skills"].code == "yes"
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    assert panel.isVisible()


def test_a_remote_visit_can_only_be_told(
    show: MAKE_PAGE, vault: Vault, library: Library, child: Child
) -> None:
    visit = visiting.start(vault, library, child.child_id, on=TODAY, kind="remote")
    page = show(visit)
    assert not page.known_bar.button("seen").isEnabled()
    assert not page.known_bar.button("both").isEnabled()
    go(page, TURNS)
    press(page, "1")
    assert visit.visit.answers[TURNS].known == "told"


def test_who_told_is_stored_with_the_answers_that_follow(page: VisitPage, visit: OpenVisit) -> None:
    who = visit.caregivers[0].caregiver_id
    page.known_bar.findChildren(Select)[0].choose(who)
    page.known_bar.button("told").click()
    go(page, TURNS)
    press(page, "1")
    assert visit.visit.answers[TURNS].informant == who


def test_a_hidden_card_keeps_its_answer_greyed(
    qtbot: QtBot, look: Look, words: Words, visit: OpenVisit
) -> None:
    visit.use_known("seen")
    visit.answer(TURNS, "often")
    view = visit.card(TURNS)
    assert view is not None
    card = ItemCard(look, words, replace(view, greyed=True, number=0), visit.texts.choices)
    qtbot.addWidget(card)
    card.show()
    assert card.answers is not None
    assert card.answers.code == "often"
    assert not card.answers.isEnabled()
    assert not card.press(1)
    assert any(chip.text() == "Not needed now" for chip in card.findChildren(Chip))


@pytest.mark.check(5)
def test_undo_takes_back_in_order_and_names_it(page: VisitPage, visit: OpenVisit) -> None:
    go(page, TURNS)
    press(page, "1")
    press(page, "2")
    assert visit.can_undo is not None
    assert visit.can_undo in page.header.undo.accessibleName()
    QTest.keyClick(keyboard(page), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert set(visit.visit.answers) == {TURNS}
    page.header.undo.click()
    assert visit.visit.answers == {}
    assert page.card is not None
    assert page.card.item_id == TURNS
    assert not page.header.undo.isEnabled()


def test_delete_clears_the_active_answer(page: VisitPage, visit: OpenVisit) -> None:
    go(page, TURNS)
    press(page, "1")
    go(page, TURNS)
    press(page, Qt.Key.Key_Delete)
    assert visit.visit.answers == {}
    row = page.page.cards[TURNS].answers
    assert row is not None
    assert row.code is None


def test_a_groups_answer_opens_its_signs_and_no_closes_them(
    page: VisitPage, visit: OpenVisit
) -> None:
    group = next(i for i in visit.items().values() if i.kind == "sign_group")
    go(page, group.item_id)
    press(page, "2")
    assert set(group.signs) <= set(page.page.cards)
    go(page, group.item_id)
    press(page, "1")
    assert not set(group.signs) & set(page.page.cards)
