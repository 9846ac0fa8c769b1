"""Archives for the tests."""

import random
from pathlib import Path

import pytest

from imh_desktop.exchange.archive import padding
from tests.exchange.archive.forging import Forger
from tests.exchange.archive.people import Made, made


@pytest.fixture
def chance() -> random.Random:
    return random.Random(4)


@pytest.fixture
def small(chance: random.Random) -> Made:
    """An archive of three open entries, two of class G and one of class V."""
    return made(chance)


@pytest.fixture
def tight(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out most of the filling, so that damage meets content."""
    monkeypatch.setattr(padding, "PRIVATE_FLOOR", 256)
    monkeypatch.setattr(padding, "OPEN_FLOOR", 256)


@pytest.fixture
def forger(small: Made, tmp_path: Path) -> Forger:
    return Forger(small, tmp_path / "forged.imha")
