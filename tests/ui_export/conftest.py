"""The real window of the shell's tests, over a coordinator's vault."""

from pathlib import Path

import pytest

from imh_desktop.content.library import Library
from imh_desktop.store.vault import Vault
from tests.flows.export_vault import child_of, coordinators_vault, visit_of
from tests.ui_shell.conftest import (  # noqa: F401
    hands,
    library,
    opened,
    program,
    words,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


@pytest.fixture
def vault(folder: Path) -> Vault:
    """A coordinator's vault with two children; the program closes it."""
    made = coordinators_vault(folder)
    for name in ("Mara", "<img src=x>"):
        visit_of(made, Library(), child_of(made, name))
    return made
