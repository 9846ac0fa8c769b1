"""A visit outlives the program: after a kill it is offered again, down to the half-typed word."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit

from imh_desktop.app import Program
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings

from .half_a_visit import HALF_TYPED, KEY


@pytest.fixture
def killed(tmp_path: Path) -> Path:
    """The folder of a vault whose program was killed in the middle of a word."""
    folder = tmp_path / "vault"
    command = [sys.executable, "-m", "tests.journeys.half_a_visit", str(folder)]
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    top = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env, cwd=top, text=True) as running:
        assert running.stdout.readline().strip() == "DRAFTED"
        running.send_signal(signal.SIGKILL)
    return folder


def test_a_killed_visit_is_offered_and_lands_on_the_same_word(killed, qtbot, qapp, tmp_path):
    vault = Vault.open_with_key(killed, KEY)
    (visit,) = records.open_visits(vault)
    assert [answer.code for answer in visit.answers.values()] == ["no", "often", "sometimes"]

    program = Program(qapp, LaptopSettings(theme="light", language="en"), killed, lambda: None)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 768)
    hands = Hands(tmp_path)
    hands.begin(program.window)
    program._on_opened(vault)
    labels = [label.text() for label in program.window.findChildren(QLabel)]
    (offer,) = [text for text in labels if text.startswith("Amara's visit is still open.")]
    assert offer.endswith("with 3 answers.")
    assert "today at " in offer

    hands.click("Continue Amara's visit")
    hands.wait(lambda: _typed_now(program) == HALF_TYPED, "the half-typed note")
    QApplication.processEvents()
    field = next(f for f in program.window.findChildren(QPlainTextEdit) if f.isVisible())
    assert "Saved on this laptop" in labels or hands.sees("Saved on this laptop")
    assert field.visibleRegion().boundingRect().height() > 0
    program.close()


def _typed_now(program: Program) -> str:
    shown = [f for f in program.window.findChildren(QPlainTextEdit) if f.isVisible()]
    return shown[0].toPlainText() if shown else ""
