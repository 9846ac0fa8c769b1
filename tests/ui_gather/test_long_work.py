"""A command of ours runs beside the window: whatever becomes of it, the file is open again."""

import sys

import pytest
from PySide6.QtWidgets import QApplication

from imh_desktop.store import records
from imh_desktop.store.faults import VaultBusy
from imh_desktop.store.vault import Vault
from imh_desktop.ui import long_work
from imh_desktop.ui.long_work import LongWork
from imh_desktop.ui.work_page import carry_out
from tests.flows.team import KEY
from tests.ui_shell.conftest import enrol

_READ_KEY = "import json, sys, time; key = sys.stdin.readline(); "
_AT_WORK = (
    "print(json.dumps({'progress': {'step': 'take', 'done': 3 * 10**9, 'total': 6 * 10**9}}),"
    " flush=True); time.sleep(600)"
)


@pytest.fixture
def bench(opened):
    return opened()._workspace._bench


@pytest.fixture
def child(monkeypatch):
    """Let the child be a few lines of Python, which has read the key."""

    def becomes(lines: str) -> None:
        monkeypatch.setattr(long_work, "_CHILD", _READ_KEY + lines)

    return becomes


def _ended(qtbot, work: LongWork) -> list[tuple]:
    heard: list[tuple] = []
    work.progressed.connect(lambda *told: heard.append(("progressed", *told)))
    work.done.connect(lambda report: heard.append(("done", report)))
    work.failed.connect(lambda sentence: heard.append(("failed", sentence)))
    work.stopped.connect(lambda: heard.append(("stopped",)))
    work.start()
    qtbot.waitUntil(lambda: any(h[0] != "progressed" for h in heard), timeout=60_000)
    QApplication.processEvents()
    return heard


def test_our_own_command_runs_on_the_windows_file(qtbot, vault, bench, team):
    child_record = enrol(vault)
    before = team.desk.carriage.merged()
    heard = _ended(qtbot, LongWork(bench, ["archive", "merge", str(team.carry(team.laptops[0]))]))
    assert heard[0][0] == "progressed"
    assert heard[-1][0] == "done"
    assert heard[-1][1]["new"] == 2
    assert len(team.desk.carriage.merged()) == len(before) + 1
    assert records.child(vault, child_record.child_id) == child_record
    enrol(vault, "Ben", "Okoro")


def test_a_fault_of_the_command_is_told_in_the_windows_language(qtbot, vault, bench, tmp_path):
    gone = str(tmp_path / "gone.imha")
    (heard,) = _ended(qtbot, LongWork(bench, ["archive", "merge", gone]))
    assert heard[0] == "failed"
    assert "gone.imha" in heard[1]
    enrol(vault)


@pytest.mark.parametrize(
    "lines",
    [
        "sys.exit(3)",
        "print('no JSON at all')",
        "print('[1, 2]')",
        "print('{\"progress\": 1}')",
        'print(\'{"fault": {"sentence": "{lost}", "values": {"n": 1}}}\')',
        "print(json.dumps({'new': 3})); print('and more')",
        "print(json.dumps({'new': 3})); sys.exit(2)",
        "import os; os.abort()",
        "pass",
    ],
)
def test_a_child_that_fails_or_prints_rubbish_loses_nothing(qtbot, vault, bench, child, lines):
    before = enrol(vault)
    child(lines)
    (heard,) = _ended(qtbot, LongWork(bench, []))
    assert heard[0] == "failed"
    assert "Nothing was lost" in heard[1]
    assert records.child(vault, before.child_id) == before


def test_a_child_that_cannot_even_start_is_told(qtbot, vault, bench, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/program")
    (heard,) = _ended(qtbot, LongWork(bench, []))
    assert heard[0] == "failed"
    enrol(vault)


def test_while_it_runs_the_lock_is_the_childs_and_cancel_gives_it_back(
    qtbot, vault, bench, folder, child
):
    child(_AT_WORK)
    work = LongWork(bench, [])
    with qtbot.waitSignal(work.progressed, timeout=60_000) as told:
        work.start()
    assert told.args == ["take", 3_000_000_000, 6_000_000_000]
    Vault.open_with_key(folder, KEY).close()
    with qtbot.waitSignal(work.stopped, timeout=60_000):
        work.cancel()
    with pytest.raises(VaultBusy):
        Vault.open_with_key(folder, KEY)
    enrol(vault)


def test_with_a_visit_open_nothing_begins(qtbot, vault, bench, hands, monkeypatch):
    enrol(vault)
    from PySide6.QtWidgets import QWidget

    class Visit(QWidget):
        pass

    monkeypatch.setattr("imh_desktop.ui.visit_page.VisitPage", Visit)
    visit = Visit()
    bench.window.show_over(visit)
    (heard,) = _ended(qtbot, LongWork(bench, []))
    assert heard[0] == "failed"
    assert "A visit is open" in heard[1]
    bench.window.go_back()
    enrol(vault, "Ben")


def test_the_key_is_on_no_command_line_and_in_no_environment(qtbot, bench, child):
    child(
        "import os; print(json.dumps({'said': sys.argv[1:] + [*os.environ.values()], 'key': key}))"
    )
    (heard,) = _ended(qtbot, LongWork(bench, ["archive"]))
    assert heard[1]["key"].split()[0] == KEY.hex()
    assert KEY.hex() not in str(heard[1]["said"])
    assert "archive" in heard[1]["said"]


def test_the_page_says_how_far_it_is_and_cancel_leads_back(
    qtbot, vault, bench, program, hands, child
):
    enrol(vault)
    child(_AT_WORK)
    carry_out(
        bench, [], "Taking in archives", done=lambda _: None, back=program._workspace.show_caseload
    )
    hands.wait_for("Reading what is in them: 50 %")
    hands.click("Cancel")
    hands.wait_for("Amara Jallow")
    enrol(vault, "Ben")


def test_closing_the_window_ends_the_child(qtbot, bench, program, folder, child):
    child(_AT_WORK)
    work = LongWork(bench, [])
    with qtbot.waitSignal(work.progressed, timeout=60_000):
        work.start()
    program.close()
    assert not work.running
    Vault.open_with_key(folder, KEY).close()
