"""What holds for the whole program: its folder, its start, its restart, its last resort."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt

from imh_desktop.flows import scratch
from imh_desktop.store.faults import FULL, DiskFull
from imh_desktop.ui.last_resort import LastResort
from tests.ui_gather.seen import texts


def _python(code: str, *arguments: str, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env=dict(os.environ, QT_QPA_PLATFORM="offscreen", **env),
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip


def test_the_first_page_waits_for_nothing_it_does_not_need(tmp_path):
    code = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication\n"
        "from imh_desktop.ui.program import Program\n"
        "from imh_desktop.ui.laptop_settings import LaptopSettings\n"
        "qt = QApplication([])\n"
        "program = Program(qt, LaptopSettings(language='en'), Path(sys.argv[1]), lambda: None)\n"
        "program.begin(); program.window.show(); qt.processEvents()\n"
        "late = ('reportlab', 'sqlite_utils', 'pypdfium2', 'rapidfuzz', 'uharfbuzz', 'qtawesome',"
        " 'PySide6.QtPrintSupport', 'PySide6.QtNetwork', 'PySide6.QtTest',"
        " 'imh_desktop.documents.family', 'imh_desktop.ui.visit_page')\n"
        "print([name for name in late if name in sys.modules])\n"
    )
    assert _python(code, str(tmp_path / "vault")).stdout.strip() == "[]"


@pytest.mark.skipif(os.name == "nt", reason="there the old process starts a new one and ends")
def test_locking_replaces_the_process_by_a_fresh_one_with_the_same_words(tmp_path):
    code = (
        "import os, sys; from pathlib import Path; from imh_desktop import app\n"
        "seen = Path(sys.argv[1])\n"
        "with seen.open('a') as file: print(os.getpid(), sys.argv[2:], file=file)\n"
        "if len(seen.read_text().splitlines()) == 1: app.restart()\n"
    )
    seen = tmp_path / "seen"
    _python(code, str(seen), "--language", "es")
    first, second = seen.read_text().splitlines()
    assert first == second


def test_a_bug_is_logged_by_id_and_place_and_said_once(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    told = []
    log = tmp_path / "faults.log"
    hook = LastResort(log, told.append)
    hook.install()
    for name in ("Amara Jallow", "Mateo Quispe"):
        try:
            raise KeyError(name)
        except KeyError as error:
            sys.excepthook(KeyError, error, error.__traceback__)

    lines = log.read_text().splitlines()
    assert len(lines) == 2
    assert len(told) == 1
    assert lines[0].startswith(f"{told[0]} KeyError test_app.py:")
    assert "Amara" not in log.read_text()
    assert "Jallow" not in log.read_text()


def test_a_bug_is_told_in_the_window_without_stopping_it(opened, hands):
    program = opened()
    program.last_resort.caught(ValueError, ValueError("Amara"), None)
    hands.wait_for("Something went wrong in the program")
    hands.click("Continue")
    assert hands.sees("No children here yet")


def test_a_fault_no_page_says_is_no_bug_and_is_said_as_what_it_is(opened, hands, program):
    opened()
    fault = DiskFull(FULL)
    program.last_resort.caught(DiskFull, fault, None)
    hands.wait(lambda: "The disk is full." in texts(program), "the sentence of the fault")
    hands.click("Continue")
    assert program.last_resort.count == 0


def test_closing_the_window_closes_the_vault(opened, vault):
    program = opened()
    program.window.close()
    with pytest.raises(Exception, match="closed"):
        vault.open_connection()


@pytest.mark.check(15)
def test_the_demo_is_framed_on_every_page_and_leaves_nothing(program, hands):
    from PySide6.QtWidgets import QApplication

    program.begin()
    hands.click("Look around with the demo family")
    hands.wait_for("Demo family – nothing here is real")
    folders = list(program._temporary)
    assert all(folder.is_dir() for folder in folders)
    for button in ("Programme", "Cancel", "Child's page", "Continue the visit"):
        hands.click(button)
        assert hands.sees("Demo family – nothing here is real")
    assert "demo" in program.window.windowTitle()
    hands.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert not any(folder.exists() for folder in folders)


def test_pages_that_a_killed_program_left_are_gone_at_the_next_start(program, vault, folder):
    """At the door already, unless another program has the vault open and shows them."""
    left = folder / scratch.SCRATCH / "family.pdf"
    left.parent.mkdir()
    left.write_bytes(b"a family's page")
    scratch.clear_left(folder)
    assert left.exists(), "the vault is open"
    vault.close()
    scratch.clear_left(folder)
    assert not left.parent.exists()


def test_pages_for_a_viewer_lie_in_the_folder_of_the_vault_and_go_with_it(opened, vault, folder):
    left = folder / scratch.SCRATCH / "of-another-day.pdf"
    left.parent.mkdir()
    left.write_bytes(b"a family's page")
    program = opened()
    place = program._workspace._bench.scratch
    assert place == left.parent
    assert list(place.iterdir()) == []
    assert place.stat().st_mode & 0o777 == 0o700
    (place / "family.pdf").write_bytes(b"a family's page")
    program.close()
    assert not place.exists()


def test_files_of_the_vault_are_its_owners_alone(tmp_path):
    code = (
        "import sys; from pathlib import Path; import os\n"
        "os.umask(0o022)\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from PySide6.QtCore import QTimer\n"
        "from imh_desktop import app\n"
        "qt = QApplication([]); QTimer.singleShot(50, qt.quit)\n"
        "app.main(['--vault', sys.argv[1]])\n"
        "made = Path(sys.argv[1] + '.probe'); made.write_text('x')\n"
        "print(oct(made.stat().st_mode & 0o777))\n"
    )
    assert _python(code, str(tmp_path / "vault")).stdout.strip() == "0o600"
