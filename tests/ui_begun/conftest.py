"""One laptop that two people share: unlocked, locked and unlocked again through the real window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from imh_desktop.core.people import Child
from imh_desktop.flows import workers
from imh_desktop.store.vault import Vault
from imh_desktop.ui.driver import Hands
from imh_desktop.ui.laptop_settings import LaptopSettings
from imh_desktop.ui.program import Program
from tests.store.key_steps import EVA, LUZ, QUICK, ROSA
from tests.ui_shell.conftest import enrol, give_numbers

BEGUN = "You began this and did not save it. It stands here again."
__all__ = ["BEGUN", "EVA", "LUZ", "ROSA", "Laptop"]


class Laptop:
    """The window over one folder. ``locked``: how often it was."""

    def __init__(
        self, qtbot: QtBot, app: QApplication, folder: Path, hands: Hands, key: bytes = b""
    ) -> None:
        """``key``: opens the file, where no passphrase does."""
        self._qtbot, self._app, self.folder, self.hands = qtbot, app, folder, hands
        self._key, self.locked = key, 0
        self._program: Program | None = None

    @property
    def program(self) -> Program:
        assert self._program is not None
        return self._program

    @property
    def vault(self) -> Vault:
        vault = self.program._vault
        assert vault is not None
        return vault

    def unlock(self, passphrase: str = ROSA) -> None:
        """Open the file as somebody, in a program of its own as after a lock."""
        settings = LaptopSettings(theme="light", language="en", cover_minutes=0)
        self._program = Program(self._app, settings, self.folder, self._on_locked)
        self._qtbot.addWidget(self.program.window)
        self.program.window.resize(1366, 768)
        self.hands.begin(self.program.window)
        key, folder = self._key, self.folder
        opened = Vault.open_with_key(folder, key) if key else Vault.unlock(folder, passphrase)
        self.program._on_opened(opened)
        QApplication.processEvents()

    def lock(self) -> None:
        """Lock as Ctrl+L, the lid and the idle clock do."""
        before = self.locked
        self.program.lock()
        assert self.locked == before + 1
        self.program.window.close()
        self._program = None

    def relock(self, passphrase: str = ROSA) -> None:
        """Lock and unlock."""
        self.lock()
        self.unlock(passphrase)

    def _on_locked(self) -> None:
        self.locked += 1

    def drafts(self) -> dict[str, str]:
        """Return what is half typed, by place."""
        return self.vault.desk.drafts()

    def end(self) -> None:
        if self._program is not None:
            self._program.close()


@pytest.fixture
def child(tmp_path: Path, cheap_keys: None) -> Child:
    """The vault of Rosa and Luz, who visit, and of Eva, who prints, with one child in it."""
    made, _code = Vault.create(tmp_path / "vault", ROSA, "Rosa Méndez", cost=QUICK)
    with made as vault:
        workers.add(vault, "Luz", "visitor", LUZ)
        workers.add(vault, "Eva", "staff", EVA)
        give_numbers(vault)
        return enrol(vault)


@pytest.fixture
def hands(tmp_path: Path) -> Hands:
    return Hands(tmp_path)


@pytest.fixture
def laptop(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, hands: Hands, child: Child,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Laptop]:  # fmt: skip
    monkeypatch.setattr("imh_desktop.ui.last_resort.LastResort.install", lambda _self: None)
    laptop = Laptop(qtbot, qapp, tmp_path / "vault", hands)
    laptop.unlock()
    yield laptop
    laptop.end()


def text(hands: Hands, name: str) -> str:
    """Return what stands in a field of one line or of several."""
    field = hands.find(name)
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    assert isinstance(field, QLineEdit)
    return field.text()
