"""The real window of the shell's tests, over the vault that laptops send archives to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from imh_desktop.store.vault import Vault
from tests.flows.team import Team
from tests.ui_shell.conftest import (  # noqa: F401
    hands,
    library,
    opened,
    program,
    words,
)


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    """A desk and two laptops that trust each other."""
    made = Team(tmp_path / "team")
    yield made
    made.close()


@pytest.fixture
def vault(team: Team) -> Vault:
    """The desk's vault; the program closes it."""
    return team.desk


@pytest.fixture
def folder(vault: Vault) -> Path:
    return vault.folder
