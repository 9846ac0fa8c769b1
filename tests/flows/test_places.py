"""Where the vault is: the person's own data folder, or the one the environment names."""

from pathlib import Path

import pytest

from imh_desktop.flows.places import VAULT_FOLDER, default_folder


def test_the_folder_can_be_named_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(VAULT_FOLDER, str(tmp_path / "elsewhere"))
    assert default_folder() == tmp_path / "elsewhere"
    monkeypatch.delenv(VAULT_FOLDER)
    assert default_folder().name == "vault"
