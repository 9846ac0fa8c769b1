"""The salt in the file's first bytes is torn by a power cut: its copy beside opens the file."""

import os
from pathlib import Path

import pytest

from imh_desktop.store.faults import VaultDamaged
from imh_desktop.store.salts import SIZE, salt_file
from imh_desktop.store.vault import Vault

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Vault.create_with_key(tmp_path, KEY, "Rosa") as vault:
        vault.journal.write("setting", vault.journal.new_id(), {"name": "Harbour"})
    return tmp_path / "vault.db"


def _tear(path: Path, size: int = SIZE) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(size))


def _said(path: Path) -> list[str]:
    with Vault.open_with_key(path.parent, KEY) as vault:
        assert vault.journal.verify() == ()
        return [str(e.changes.get("name")) for e in vault.journal.entries()
                if e.record_type == "setting"]  # fmt: skip


def test_a_torn_salt_loses_nothing(path: Path) -> None:
    _tear(path)
    assert _said(path) == ["Harbour"]
    assert _said(path) == ["Harbour"]


def test_without_its_copy_a_torn_salt_is_damage_and_nothing_is_touched(path: Path) -> None:
    _tear(path)
    salt_file(path).unlink()
    torn = path.read_bytes()
    with pytest.raises(VaultDamaged):
        Vault.open_with_key(path.parent, KEY)
    assert path.read_bytes() == torn
    assert not salt_file(path).exists()


def test_a_copy_that_is_of_another_file_hinders_nothing(path: Path) -> None:
    salt_file(path).write_bytes(os.urandom(SIZE))
    assert _said(path) == ["Harbour"]
    assert salt_file(path).read_bytes() == path.read_bytes()[:SIZE]


def test_more_than_the_salt_is_damage(path: Path) -> None:
    _tear(path, SIZE + 200)
    with pytest.raises(VaultDamaged):
        Vault.open_with_key(path.parent, KEY)
