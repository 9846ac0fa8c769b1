"""The real window over a real vault, with a clock that a test turns."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program

KEY = b"k" * 32


class Turned:
    """A clock that stands until it is turned, and a program that counts how often it locked."""

    def __init__(self) -> None:
        self.seconds, self.locked = 1_000.0, 0

    def __call__(self) -> float:
        return self.seconds

    def lock(self) -> None:
        self.locked += 1


@pytest.fixture
def clock() -> Turned:
    return Turned()


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    """A vault the program closes."""
    return Vault.create_with_key(tmp_path / "vault", KEY, "Rosa Méndez")


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, hands: Hands, clock: Turned,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:  # fmt: skip
    monkeypatch.setattr("imh_desktop.ui.last_resort.LastResort.install", lambda _self: None)
    settings = LaptopSettings(theme="light", language="en", cover_minutes=2, lock_minutes=5)
    program = Program(qapp, settings, tmp_path / "vault", clock.lock, clock=clock)
    qtbot.addWidget(program.window)
    program.window.resize(1366, 768)
    hands.begin(program.window)
    yield program
    program.close()
