"""What cannot wait: shown at once, done only when it is written, and never lost."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from imh_desktop.content.library import Library
from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows import action_drafts
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store.vault import Vault
from imh_desktop.ui.act_now_panel import ActNowPanel
from imh_desktop.ui.visit_page import VisitPage
from imh_desktop.ui.widgets import PlainLabel

from .conftest import MAKE_PAGE, go, keyboard, press, resumed, visit_of

ILL = "t4-very-ill-or-not-feeding"
HARM = "t1-thoughts-of-harm"


@pytest.mark.check(20)
def test_what_calls_for_action_is_shown_within_200_ms(page: VisitPage, visit: OpenVisit) -> None:
    go(page, ILL)
    asked = time.perf_counter()
    press(page, "1")
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    assert panel.isVisible()
    assert time.perf_counter() - asked < 0.2
    assert page.urgent.notice.isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (1000, 700), (683, 384)])
def test_the_help_is_read_from_its_top_with_no_keyboard_out_of_sight(
    show: MAKE_PAGE, visit: OpenVisit, size: tuple[int, int]
) -> None:
    page = show(visit, size=size)
    go(page, ILL)
    press(page, "1")
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    assert panel.scrolling().verticalScrollBar().value() == 0
    assert _whole(keyboard(page))
    for part in (panel.outcome.button("done"), panel.field, panel.later):
        press(page, Qt.Key.Key_Tab)
        assert keyboard(page) is part
        assert _whole(part)


def _whole(part: QWidget) -> bool:
    return part.visibleRegion().boundingRect() == part.rect()


def test_an_action_must_be_written_before_it_counts_as_recorded(
    page: VisitPage, visit: OpenVisit
) -> None:
    go(page, ILL)
    press(page, "1")
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    panel.keep.click()
    assert not any(action.recorded for action in visit.act_now())
    panel.outcome.button("not").click()
    panel.field.setPlainText("No phone signal here")
    panel.keep.click()
    (action,) = visit.act_now()
    assert action.recorded == "Could not act: No phone signal here"
    assert not page.urgent.notice.isVisible()


def test_nothing_is_recorded_as_done_that_nobody_said_was_done(
    page: VisitPage, visit: OpenVisit
) -> None:
    go(page, ILL)
    press(page, "1")
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    QTest.keyClicks(panel.field, "Nobody answered")
    assert panel.outcome.code is None
    panel.keep.click()
    asked = "Please choose first: was it done, or could it not be?"
    assert asked in [label.text() for label in panel.findChildren(PlainLabel) if label.isVisible()]
    assert not any(action.recorded for action in visit.act_now())

    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Space)
    panel.keep.click()
    (action,) = visit.act_now()
    assert action.recorded == "Could not act: Nobody answered"


def test_an_action_set_aside_stays_in_sight(page: VisitPage) -> None:
    go(page, ILL)
    press(page, "1")
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    panel.field.setPlainText("Called the")
    panel.later.click()
    assert page.urgent.notice.isVisible()
    assert page.urgent.notice.button is not None
    page.urgent.notice.button.click()
    again = [p for p in page.findChildren(ActNowPanel) if p.isVisible()]
    assert len(again) == 1
    assert again[0].field.toPlainText() == "Called the"


def test_a_half_typed_action_outlives_the_program(
    qtbot: QtBot, page: VisitPage, show: MAKE_PAGE, visit: OpenVisit, vault: Vault, library: Library
) -> None:
    go(page, ILL)
    press(page, "1")
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    QTest.keyClicks(panel.field, "Called the")
    qtbot.waitUntil(lambda: "Called the" in vault.desk.drafts(visit.visit.visit_id).values())

    again = show(resumed(vault, library, visit))
    assert again.urgent.notice.button is not None
    again.urgent.notice.button.click()
    found = again.findChild(ActNowPanel)
    assert found is not None
    assert found.field.toPlainText() == "Called the"
    found.outcome.button("done").click()
    found.keep.click()
    assert vault.desk.drafts(visit.visit.visit_id) == {}


def test_a_half_typed_private_action_waits_for_the_one_it_is_about(
    show: MAKE_PAGE, vault: Vault, library: Library
) -> None:
    visit = visit_of(vault, library, caregivers=2)
    mother, father = (one.caregiver_id for one in visit.caregivers)
    visit.alone_with(mother)
    action_drafts.keep(visit, HARM, "Called the line")
    visit.alone_with(father)
    assert action_drafts.read(visit, HARM) == ""
    visit.alone_with(mother)
    assert action_drafts.read(visit, HARM) == "Called the line"


def test_an_action_the_disk_refuses_keeps_its_text(
    page: VisitPage, visit: OpenVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(page, ILL)
    press(page, "1")
    panel = page.findChild(ActNowPanel)
    assert panel is not None
    panel.field.setPlainText("Called the clinic")
    panel.outcome.button("done").click()

    def refuse(*_args: object, **_named: object) -> None:
        raise EnvironmentFault("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(visit.vault.journal, "write", refuse)
        broken.setattr(visit.vault.journal, "write_many", refuse)
        panel.keep.click()
    assert panel.isVisible()
    assert panel.field.toPlainText() == "Called the clinic"
    panel.keep.click()
    assert [a.recorded for a in visit.act_now()] == ["Called the clinic"]
