"""S5 in virtual time: the clock is turned, nothing waits, and the lock comes within a second."""

import sys
import time
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imh_desktop.content.library import Library
from imh_desktop.flows import enrolling, visiting
from imh_desktop.flows.clock import since_start
from imh_desktop.flows.enrolling import ChildForm
from imh_desktop.store.faults import VaultMissing
from imh_desktop.store.vault import Vault
from imh_desktop.ui.long_work import LongWork
from imh_desktop.ui.program import Program
from imh_desktop.ui.visit_page import VisitPage

from .conftest import KEY

MINUTE = 60


def enrol(vault):
    born = date.today() - timedelta(days=300)  # noqa: DTZ011 the program asks the local clock too
    form = ChildForm(given_name="Amara", born_earliest=born.isoformat(), gestation="39w0d")
    return enrolling.add_child(vault, form)


@pytest.fixture
def opened(program, vault):
    enrol(vault)
    program._on_opened(vault)
    QApplication.processEvents()
    return program


@pytest.fixture
def in_a_visit(program, vault, qtbot):
    """A visit with the keyboard in a half-typed note."""
    visit = visiting.start(vault, Library(), enrol(vault).child_id, on=date.today())  # noqa: DTZ011
    program._on_opened(vault)
    program._workspace.continue_visit(visit.visit.visit_id)
    QApplication.processEvents()
    page = program.window.page
    page._visit.use_known("seen")
    page.enter("relationships")
    page.go_to(list(page.page.cards)[2])
    page.card.open_note()
    qtbot.waitUntil(lambda: page.card.note.field.hasFocus())
    qtbot.keyClicks(page.card.note.field, "She laughed 2 times and")
    return program


def is_open(vault):
    try:
        vault.open_connection()
    except VaultMissing:
        return False
    return True


def test_the_lock_comes_within_a_second_of_being_due(opened, vault, clock):
    assert opened.window.idle._looks.interval() < 950, "5 % is Qt's own latitude"
    clock.seconds += 5 * MINUTE - 1
    opened.window.idle.look()
    assert (clock.locked, is_open(vault)) == (0, True)
    clock.seconds += 1
    opened.window.idle.look()
    assert (clock.locked, is_open(vault)) == (1, False)


def test_the_timer_itself_looks(opened, clock, qtbot):
    clock.seconds += 5 * MINUTE
    began = time.monotonic()
    qtbot.waitUntil(lambda: clock.locked == 1, timeout=5_000)
    assert time.monotonic() - began < 1.5


def test_the_screen_covers_first_where_it_is_due_first(opened, clock):
    clock.seconds += 2 * MINUTE
    opened.window.idle.look()
    assert opened.window._cover.is_covered
    assert clock.locked == 0


def test_a_touch_begins_the_wait_anew(opened, clock, qtbot):
    clock.seconds += 5 * MINUTE - 1
    qtbot.keyClick(opened.window.windowHandle(), Qt.Key.Key_Right)
    clock.seconds += 5 * MINUTE - 1
    opened.window.idle.look()
    assert clock.locked == 0


def test_the_first_touch_after_a_night_reaches_nothing(opened, hands, clock):
    """The laptop slept with a button under the mouse: the press locks, and presses nothing."""
    window, seen = opened.window, []
    window.page.add_asked.disconnect()
    window.page.add_asked.connect(lambda: seen.append("pressed"))
    button = hands.find("Add a child")
    where = button.mapTo(window, button.rect().center())
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=where)
    assert seen == ["pressed"], "in time it does"
    clock.seconds += 8 * 60 * MINUTE
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=where)
    assert clock.locked == 1
    assert seen == ["pressed"]


def test_nothing_is_drawn_after_a_night(opened, clock, qtbot):
    clock.seconds += 8 * 60 * MINUTE
    handle = opened.window.windowHandle()
    assert opened.window.eventFilter(handle, QEvent(QEvent.Type.UpdateRequest))
    assert clock.locked == 1


def test_a_visit_is_covered_and_locks_after_half_an_hour(in_a_visit, vault, clock):
    window = in_a_visit.window
    clock.seconds += 5 * MINUTE
    window.idle.look()
    assert window._cover.is_covered
    assert clock.locked == 0
    clock.seconds += 25 * MINUTE - 1
    window.idle.look()
    assert clock.locked == 0
    clock.seconds += 1
    window.idle.look()
    assert (clock.locked, is_open(vault)) == (1, False)


def test_after_the_lock_the_visit_goes_on_at_the_same_word(
    in_a_visit, tmp_path, clock, qtbot, qapp, hands
):
    """What she had half typed is on the disk, and the same card comes back with it."""
    at = in_a_visit.window.page.card.item_id
    clock.seconds += 30 * MINUTE
    in_a_visit.window.idle.look()
    assert clock.locked == 1

    again = Program(qapp, in_a_visit._settings, tmp_path / "vault", clock.lock, clock=clock)
    qtbot.addWidget(again.window)
    again.window.resize(1366, 768)
    hands.begin(again.window)
    again._on_opened(Vault.open_with_key(tmp_path / "vault", KEY))
    hands.click("Continue Amara's visit")
    page = again.window.page
    assert isinstance(page, VisitPage)
    assert page.card.item_id == at
    assert page._visit.visit.notes[at] == "She laughed 2 times and"
    again.close()


def test_words_half_typed_into_a_form_are_not_thrown_away_after_five_minutes(
    opened, hands, clock, qtbot
):
    opened._workspace.show_child_form()
    QApplication.processEvents()
    hands.write("First name", "Mateo")
    clock.seconds += 5 * MINUTE
    opened.window.idle.look()
    assert opened.window._cover.is_covered
    assert clock.locked == 0
    clock.seconds += 25 * MINUTE
    opened.window.idle.look()
    assert clock.locked == 1


def test_an_empty_form_holds_nothing_up(opened, clock):
    opened._workspace.show_child_form()
    clock.seconds += 5 * MINUTE
    opened.window.idle.look()
    assert clock.locked == 1


def test_a_demonstration_and_the_door_are_only_covered(program, tmp_path, clock):
    for _ in ("the door", "a demonstration"):
        clock.seconds += 60 * MINUTE
        program.window.idle.look()
        assert program.window._cover.is_covered
        program._session.left.emit()
        assert clock.locked == 0
        program.window._cover.uncover()
        program.window.idle.touched()
        if program._workspace is None:
            made_up = Vault.create_with_key(tmp_path / "demo", KEY, "Rosa", made_up=True)
            program._on_opened(made_up)


def test_long_work_is_let_finish_and_then_it_locks(opened, clock, monkeypatch):
    work = LongWork(opened._workspace._bench, ("vault", "check"))
    at_work = True
    monkeypatch.setattr(LongWork, "running", property(lambda _self: at_work))
    clock.seconds += 60 * MINUTE
    opened.window.idle.look()
    assert opened.window._cover.is_covered
    assert clock.locked == 0
    at_work = False
    opened.window.idle.look()
    assert clock.locked == 1
    work.deleteLater()


def test_going_away_ends_long_work_and_the_vault_is_whole(opened, vault, clock, tmp_path, qtbot):
    """The lid falls in the middle of it: the child is gone before the window locks."""
    work = LongWork(opened._workspace._bench, ("soak", "--answers", "1"))
    work._key = b""
    work._process.start(sys.executable, ["-c", "import time; time.sleep(600)"])
    assert work._process.waitForStarted()
    opened._session.left.emit()
    assert clock.locked == 1
    assert not work.running
    Vault.open_with_key(tmp_path / "vault", KEY).close()


def test_what_was_copied_here_is_gone(opened, hands):
    field = hands.find("Search for a child")
    hands.write("Search for a child", "Amara")
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == "Amara"
    opened.lock()
    assert QApplication.clipboard().text() == ""


def test_what_was_copied_elsewhere_stays(opened, monkeypatch):
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    QApplication.clipboard().setText("from another program")
    opened.lock()
    assert QApplication.clipboard().text() == "from another program"


def test_the_page_is_covered_before_the_file_is_closed(opened, monkeypatch):
    """Closing may take seconds, a backup is made first: nobody reads on meanwhile."""
    leave, seen = opened._workspace.leave, []

    def left() -> None:
        seen.append(opened.window._cover.is_covered)
        leave()

    monkeypatch.setattr(opened._workspace, "leave", left)
    opened.lock()
    assert seen == [True]


def test_the_lock_comes_even_where_closing_fails(opened, clock, monkeypatch):
    def refuse() -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(opened._workspace, "leave", refuse)
    with pytest.raises(RuntimeError):
        opened.lock()
    assert clock.locked == 1
    monkeypatch.undo()


@pytest.mark.skipif(sys.platform != "linux", reason="the clock of Linux")
def test_the_clock_is_the_one_that_counts_sleep():
    assert abs(since_start() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 1
