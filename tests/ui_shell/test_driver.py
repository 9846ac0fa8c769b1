"""The tour's hands: patient with a machine that is busy, and plain about why a step failed."""

import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton

from imh_desktop.errors import EnvironmentFault
from imh_desktop.ui import driver
from imh_desktop.ui.driver import StepFailed
from imh_desktop.ui.widgets import Ground, LabelledField, Notice, TextField, column


@pytest.fixture
def page(program):
    """An empty page in the window."""
    page = Ground(program.look)
    column(page)
    program.window.show_page(page)
    return page


def _late_button(page):
    """A button the page shows only in the turn after one that took all the patience."""

    def show() -> None:
        page.layout().addWidget(QPushButton("Save a copy"))

    def stall() -> None:
        time.sleep(driver.PATIENCE)
        QTimer.singleShot(0, page, lambda: QTimer.singleShot(0, page, show))

    QTimer.singleShot(0, page, stall)


@pytest.mark.parametrize("look_for", ["wait_for", "click"])
def test_time_a_busy_machine_took_for_itself_is_no_reason_to_give_up(
    page, hands, monkeypatch, look_for
):
    monkeypatch.setattr(driver, "PATIENCE", 0.6)
    _late_button(page)

    getattr(hands, look_for)("Save a copy")

    assert hands.sees("Save a copy")


def test_a_step_that_fails_tells_what_the_window_says(program, page, hands, monkeypatch):
    monkeypatch.setattr(driver, "PATIENCE", 0.05)
    box = LabelledField(program.look, "What for", TextField(program.look, "What for"))
    box.say_fault("Please write this.")
    for part in (Notice(program.look, "Not saved: the disk is full.", tone="warn"), box):
        page.layout().addWidget(part)

    with pytest.raises(StepFailed) as failed:
        hands.wait_for("Save a copy")

    assert str(failed.value) == (
        "'Save a copy' did not appear. The window says: Not saved: the disk is full. / "
        "What for: Please write this."
    )


def test_a_step_behind_a_fault_told_in_front_of_the_page_names_that_fault(
    program, page, hands, monkeypatch
):
    monkeypatch.setattr(driver, "PATIENCE", 0.05)
    page.layout().addWidget(QPushButton("Close visit"))
    program.window.tell("This did not work", str(EnvironmentFault("The disk is full.")))

    with pytest.raises(StepFailed, match=r"covered.*This did not work: The disk is full\."):
        hands.click("Close visit")
