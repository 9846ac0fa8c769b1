"""Backups while one works: hourly beside the window, one more at closing; how old the last is."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from imh_desktop.flows import backing_up
from imh_desktop.store import backups
from imh_desktop.store.backup_copy import made
from imh_desktop.store.vault import Vault
from imh_desktop.ui import backup_rhythm
from imh_desktop.ui.program import Program
from tests.ui_shell.conftest import KEY, enrol


@pytest.fixture
def clock(monkeypatch):
    """The rhythm's clock, to be set."""
    now = [datetime(2026, 11, 26, 9, 0, tzinfo=UTC)]
    monkeypatch.setattr(backup_rhythm, "_now", lambda: now[0])
    return now


@pytest.fixture
def program(program: Program) -> Program:
    program._backs_up = True
    return program


def rhythm_of(program: Program) -> backup_rhythm.BackupRhythm:
    found = program._workspace._rhythm
    assert found is not None
    return found


def made_in(folder) -> list[str]:
    return [each.note.why for each in made(folder / backups.BACKUPS)]


def test_an_hourly_backup_is_made_beside_a_window_that_works_on(
    qtbot, opened, vault, folder, clock
):
    enrol(vault)
    rhythm = rhythm_of(opened())
    clock[0] = datetime.now(UTC)
    with qtbot.waitSignal(rhythm.made, timeout=60_000) as told:
        rhythm.look()
        assert vault.journal.record(enrol(vault, "Ben").child_id)  # the file is open meanwhile
    assert told.args[0]["second"] == "unset"
    assert made_in(folder) == ["hourly"]
    assert rhythm.strip.isVisible()
    assert "Last backup just now" in rhythm.strip._said.text()
    rhythm.look()
    assert rhythm._work is None  # within the hour nothing more is made
    clock[0] += timedelta(hours=2, minutes=5)
    rhythm.refresh()
    assert "Last backup 2 hours ago" in rhythm.strip._said.text()
    enrol(vault, "Ada")
    with qtbot.waitSignal(rhythm.made, timeout=60_000):
        rhythm.look()
    clock[0] += timedelta(hours=2)
    rhythm.look()
    assert rhythm._work is None  # nothing came since


def test_closing_makes_the_backup_that_is_due_and_only_that(opened, program, vault, folder):
    enrol(vault)
    opened()
    program.close()
    assert made_in(folder) == ["quit"]
    again = Vault.open_with_key(folder, KEY)
    program._on_opened(again)
    program.close()
    assert made_in(folder) == ["quit"]
    with Vault.open_with_key(made(folder / backups.BACKUPS)[0].path, KEY) as copy:
        assert len(copy.journal.dump()["child"]) == 1


@pytest.mark.parametrize("way", ["button", "locked meanwhile"])
def test_closing_a_large_file_says_what_is_going_on_and_nobody_must_wait(
    qtbot, opened, program, vault, folder, hands, monkeypatch, way
):
    monkeypatch.setattr(backup_rhythm, "_AT_ONCE", 0)
    monkeypatch.setattr("imh_desktop.ui.long_work._CHILD", "import time; time.sleep(600)")
    enrol(vault)
    opened()
    seen: list[str] = []

    def give_up() -> None:
        seen.append(program.window.page.__class__.__name__)
        hands.click("Close without it") if way == "button" else program.close()

    from PySide6.QtCore import QTimer

    QTimer.singleShot(500, give_up)
    program.window.close()
    assert seen == ["ClosingPage"]
    assert made_in(folder) == []
    Vault.open_with_key(folder, KEY).close()


def test_closing_a_large_file_waits_for_its_backup(opened, program, vault, folder, monkeypatch):
    monkeypatch.setattr(backup_rhythm, "_AT_ONCE", 0)
    enrol(vault)
    opened()
    program.close()
    assert made_in(folder) == ["quit"]


def test_a_disk_that_refuses_the_backup_does_not_hold_the_window(
    opened, program, vault, folder, monkeypatch
):
    enrol(vault)
    opened()
    (folder / backups.BACKUPS).write_text("in the way")
    program.close()
    with Vault.open_with_key(folder, KEY) as again:
        assert again.journal.verify() == ()


def test_old_backups_and_none_outside_are_said_calmly(opened, vault, folder, clock, tmp_path):
    enrol(vault)
    rhythm = rhythm_of(opened())
    assert rhythm.strip._worry.text() == "No backup yet"
    backing_up.choose_second(folder, vault.key(), str(tmp_path / "stick"))
    backing_up.back_up(folder, vault.key(), clock[0])
    rhythm.refresh()
    assert "Last backup just now" in rhythm.strip._said.text()
    enrol(vault, "Ben")
    clock[0] += timedelta(days=2)
    rhythm.refresh()
    assert rhythm.strip._worry.text() == "Last backup 2 days ago: please make one"
    backing_up.choose_second(folder, vault.key(), "")
    backing_up.choose_second(folder, vault.key(), str(tmp_path / "other"))
    backing_up.back_up(folder, vault.key(), clock[0])
    (tmp_path / "other").rename(tmp_path / "away")
    enrol(vault, "Ada")
    clock[0] += timedelta(days=8)
    backing_up.back_up(folder, vault.key(), clock[0])
    rhythm.refresh()
    assert "none for a week" in rhythm.strip._worry.text()


def test_the_line_gives_way_where_the_window_is_low(opened, vault, folder, clock):
    enrol(vault)
    program = opened()
    rhythm = rhythm_of(program)
    rhythm.refresh()
    assert rhythm.strip.isVisible()
    program.window.resize(1366, 500)
    QApplication.processEvents()
    rhythm.refresh()
    assert not rhythm.strip.isVisible()


def test_a_demo_is_not_backed_up(program, folder):
    demo = Vault.create_with_key(folder, KEY, "Ana", made_up=True)
    demo.journal.write("child", demo.journal.new_id(), {"given_name": "Mia"})
    program._on_opened(demo)
    assert not rhythm_of(program).strip.isVisible()
    program.close()
    assert made_in(folder) == []
