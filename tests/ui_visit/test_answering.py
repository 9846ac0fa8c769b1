"""Answering: by keys, mouse or assistive tool, every answer is on the disk at once."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets import Chip

from .conftest import KEY, MAKE_PAGE, go, press, resumed, type_words

TURNS = "r3-takes-turns"


@pytest.mark.check(1)
def test_keys_alone_answer_every_core_item_and_reach_the_review(
    show: MAKE_PAGE, visit: OpenVisit, vault: Vault, library: Library
) -> None:
    page = show(visit)
    core = {i.item_id for i in visit.items().values() if i.core and i.item_id in visit.shown}
    reached: list[bool] = []
    page.review_wanted.connect(lambda: reached.append(True))
    pressed = 0
    while not reached and pressed < 60:
        press(page, "1")
        pressed += 1
    assert reached
    stored = resumed(vault, library, visit).visit.answers
    assert len(core) >= 24
    assert core <= set(stored)
    assert pressed <= len(stored) + 2  # the one question how it is known, and the one note card


@pytest.mark.check(11)
def test_a_digit_in_a_note_answers_nothing(page: VisitPage, visit: OpenVisit) -> None:
    go(page, TURNS)
    press(page, "n")
    type_words(page, "2 times, n 1 5")

    assert page.card is not None
    assert page.card.note is not None
    assert page.card.note.field.toPlainText() == "2 times, n 1 5"
    assert visit.visit.answers == {}


@pytest.mark.check(2)
def test_a_click_is_on_the_disk_before_anything_else(
    qtbot: QtBot, page: VisitPage, visit: OpenVisit, vault: Vault, tmp_path: Path
) -> None:
    go(page, TURNS)
    row = page.page.cards[TURNS].answers
    assert row is not None
    qtbot.mouseClick(row.buttons["sometimes"], Qt.MouseButton.LeftButton)

    shutil.copytree(tmp_path / "vault", tmp_path / "after a power cut")
    with Vault.open_with_key(tmp_path / "after a power cut", KEY) as another:
        stored = records.visit(another, visit.visit.visit_id)
        assert stored is not None
        assert stored.answers[TURNS].code == "sometimes"
        assert stored.answers[TURNS].known == "both"


@pytest.mark.check(4)
def test_saved_is_said_only_after_the_commit(
    page: VisitPage, visit: OpenVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(page, TURNS)

    def refuse(*_args: object, **_named: object) -> None:
        raise EnvironmentFault("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(visit.vault.journal, "write", refuse)
        broken.setattr(visit.vault.journal, "write_many", refuse)
        press(page, "1")
        assert page.header.saved.label.whole_text() == "Not saved"
        assert page.trouble.isVisible()
        assert "The disk is full." in page.trouble.words.text()
        assert page.page.cards[TURNS].answers is not None
        assert page.page.cards[TURNS].answers.code is None
        assert page.card is not None
        assert page.card.item_id == TURNS, "a refused answer must not move on"

    assert page.trouble.button is not None
    page.trouble.button.click()
    assert visit.visit.answers[TURNS].code == "often"
    assert page.header.saved.label.whole_text() == "Saved on this laptop"
    assert not page.trouble.isVisible()
    assert page.page.cards[TURNS].answers.code == "often"


@pytest.mark.check(4)
def test_an_answer_the_disk_refused_is_kept_by_itself_once_the_cause_is_gone(
    qtbot: QtBot, page: VisitPage, visit: OpenVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imh_desktop.ui.keeper._AGAIN_MS", 20)
    go(page, TURNS)
    tried: list[int] = []

    def refuse(*_args: object, **_named: object) -> None:
        tried.append(1)
        raise EnvironmentFault("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(visit.vault.journal, "write", refuse)
        broken.setattr(visit.vault.journal, "write_many", refuse)
        press(page, "1")
        qtbot.waitUntil(lambda: len(tried) > 2)
        assert "The disk is full." in page.trouble.words.text()
        assert visit.visit.answers == {}
    qtbot.waitUntil(lambda: not page.trouble.isVisible())
    assert visit.visit.answers[TURNS].code == "often"
    assert page.header.saved.label.whole_text() == "Saved on this laptop"
    assert not page.keeper._timer.isActive()


@pytest.mark.check(4)
def test_saved_is_said_after_each_answer(page: VisitPage, visit: OpenVisit) -> None:
    page.enter("relationships")
    for answered in range(1, 7):
        page.header.saved.say("Something from before")
        press(page, "1")
        assert len(visit.visit.answers) == answered
        assert page.header.saved.label.whole_text() == "Saved on this laptop"


@pytest.mark.check(17)
def test_last_time_is_shown_and_never_preselected(show: MAKE_PAGE, visit_after: OpenVisit) -> None:
    visit = visit_after
    visit.use_known("seen")
    page = show(visit)
    go(page, TURNS)
    row = page.page.cards[TURNS].answers
    assert row is not None
    assert row.code is None
    assert row.buttons["sometimes"].last_time
    assert [code for code, button in row.buttons.items() if button.last_time] == ["sometimes"]
    assert visit.visit.answers == {}

    def said() -> list[str]:
        labels = [label for label in page.findChildren(QLabel) if label.isVisible()]
        return [getattr(label, "whole_text", label.text)() for label in labels]

    card = page.page.cards[TURNS]
    chips = [chip.text() for chip in card.findChildren(Chip) if chip.isVisible()]
    assert chips == ["Last time: Sometimes"]
    before = {text for text in said() if "last time" in text.lower()}
    press(page, "1")
    assert visit.visit.answers[TURNS].code == "often"
    after = {text for text in said() if "last time" in text.lower()}
    assert after <= before, "what changed is told in the review alone"


@pytest.mark.check(10)
def test_an_assistive_tools_toggle_saves(page: VisitPage, visit: OpenVisit) -> None:
    go(page, TURNS)
    row = page.page.cards[TURNS].answers
    assert row is not None
    reached = QAccessible.queryAccessibleInterface(row.buttons["often"])
    actions = reached.actionInterface()
    actions.doAction(actions.toggleAction())
    assert visit.visit.answers[TURNS].code == "often"


def test_arrows_pass_by_answers_without_choosing(page: VisitPage, visit: OpenVisit) -> None:
    go(page, TURNS)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Right)
    assert visit.visit.answers == {}
    press(page, Qt.Key.Key_Space)
    assert visit.visit.answers[TURNS].code == "not_yet"
    press(page, Qt.Key.Key_Left)
    assert visit.visit.answers[TURNS].code == "not_yet"
