"""One window a module: every test goes to the page it wants."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from .world import World, world


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reading") / "vault"


@pytest.fixture(scope="module")
def at(qapp: QApplication, folder: Path) -> Iterator[World]:
    with world(qapp, folder) as opened:
        yield opened
