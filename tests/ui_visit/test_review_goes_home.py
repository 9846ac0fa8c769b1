"""Review: what goes home, chosen and written there."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows import reviewing
from imh_desktop.flows.visiting import OpenVisit
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.style import Look

from .reviewed import answer_all, make


@pytest.fixture
def full(visit: OpenVisit) -> OpenVisit:
    answer_all(visit)
    return visit


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
