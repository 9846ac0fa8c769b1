"""A visit outlives the program: after a kill it is offered again, down to the half-typed word."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program

from .half_a_visit import HALF_TYPED, KEY, TAP, place_of


def _started(folder: Path, *more: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.journeys.half_a_visit", str(folder), *more]
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    top = Path(__file__).parents[2]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=env, cwd=top, text=True)


@pytest.fixture
def killed(tmp_path: Path) -> tuple[Path, str]:
    """The folder of a vault whose program was killed in the middle of a word, and where it was."""
    folder = tmp_path / "vault"
    with _started(folder) as running:
        said, _, place = running.stdout.readline().strip().partition(" ")
        assert said == "DRAFTED"
        running.send_signal(signal.SIGKILL)
    return folder, place


@pytest.mark.check(2)
def test_an_answer_tapped_as_the_program_is_killed_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    with _started(folder, TAP) as running:
        tapped = running.stdout.readline().strip()
        assert running.wait(60) == -signal.SIGKILL
    with Vault.open_with_key(folder, KEY) as vault:
        (visit,) = records.open_visits(vault)
        assert {item: answer.code for item, answer in visit.answers.items()} == {tapped: "often"}


@pytest.mark.check(3)
def test_a_killed_visit_is_offered_and_lands_on_the_same_word(killed, qtbot, qapp, tmp_path):
    folder, place = killed
    vault = Vault.open_with_key(folder, KEY)
    (visit,) = records.open_visits(vault)
    assert [answer.code for answer in visit.answers.values()] == ["often", "often", "sometimes"]

    program = Program(qapp, LaptopSettings(theme="light", language="en"), folder, lambda: None)
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
    hands.wait(lambda: place_of(program) == place, f"{place}, not {place_of(program)}")
    field = next(f for f in program.window.findChildren(QPlainTextEdit) if f.isVisible())
    assert "Saved on this laptop" in labels or hands.sees("Saved on this laptop")
    assert field.visibleRegion().boundingRect().height() > 0
    program.close()


def _typed_now(program: Program) -> str:
    shown = [f for f in program.window.findChildren(QPlainTextEdit) if f.isVisible()]
    return shown[0].toPlainText() if shown else ""
