"""The demo in the window: framed wherever it is opened, gone in one step; and no blank table in a
vault that holds nothing yet."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel

from imh_desktop.flows.demo_mark import KEY as KEY_FILE
from imh_desktop.store.vault import Vault
from imh_desktop.ui.first_run_page import WelcomePage
from imh_desktop.ui.widgets import Button

from .conftest import KEY

FRAME = "Demo family – nothing here is real"


@pytest.fixture
def lasting(folder: Path, program) -> Path:
    """A demo that was made to stay, opened by its passphrase like any file."""
    vault = Vault.create_with_key(folder, KEY, "Demo visitor", made_up=True)
    (folder / KEY_FILE).write_text(KEY.hex(), "ascii")
    program._on_opened(vault)
    QApplication.processEvents()
    return folder


def test_a_demo_that_stays_is_framed_too_also_when_dressed_anew(lasting, program, hands):
    assert hands.sees(FRAME)
    hands.press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    labels = [label for label in program.window.findChildren(QLabel) if label.text() == FRAME]
    assert [label.isVisible() for label in labels] == [True]


@pytest.mark.check(15)
def test_a_demo_that_stays_is_removed_in_one_step(lasting, program, hands):
    asked = []
    program._restart = lambda: asked.append(True)
    hands.click("Remove the demo")
    assert not Vault.exists(lasting)
    assert asked == [True]


def test_real_work_has_no_frame_and_nothing_that_removes_it(opened, hands):
    opened()
    assert not hands.sees(FRAME)
    assert not hands.sees("Remove the demo")


@pytest.mark.check(14)
def test_the_first_page_has_three_sentences_two_buttons_and_a_quiet_way_back(program):
    program.begin()
    QApplication.processEvents()
    page = program.window.page
    assert isinstance(page, WelcomePage)
    title, *sentences = [each for each in page.findChildren(QLabel) if each.isVisible()]
    assert title.text() == "Welcome"
    assert len(sentences) == 3
    shown = [each for each in page.findChildren(Button) if each.isVisible()]
    assert [each.accessibleName() or each.text() for each in shown] == [
        "Set up this laptop", "Look around with the demo family", "I have a backup of my file",
    ]  # fmt: skip


@pytest.mark.check(14)
def test_in_an_empty_vault_no_page_shows_a_blank_table(opened, hands):
    program = opened()
    space = program._workspace
    doors = {
        "caseload": space.show_caseload,
        "day": lambda: space._together.show_day(space.show_caseload),
        "carry": space._together.show_carry,
        "together": space.show_together,
        "referrals": space.show_referrals,
        "acts": space._mistakes.show_acts,
        "week": lambda: space._more_papers.show_week(space.show_caseload),
        "decisions": space._together.show_to_decide,
        "merges": space._together.show_merges,
        "laptops": space._together.show_laptops,
        "same child": space._together.show_same_child,
        "figures": space._together.show_figures,
        "trash": space._mistakes.show_trash,
        "partners": lambda: space._programme.show_partners(space.show_caseload),
    }
    blank = []
    for name, door in doors.items():
        door()
        QApplication.processEvents()
        page = program.window.page
        views = [v for v in page.findChildren(QAbstractItemView) if v.isVisible()]
        if any(view.model() is None or view.model().rowCount() == 0 for view in views):
            blank.append(name)
        assert any(each.isVisible() and each.text() for each in page.findChildren(QLabel)), name
    assert blank == []
