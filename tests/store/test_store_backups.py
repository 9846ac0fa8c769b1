"""A backup counts only when it was opened and compared; a rehearsal leaves nothing behind."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from imh_desktop.core.progress import Count
from imh_desktop.store import backups
from imh_desktop.store.faults import StorageFault, VaultDamaged
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, Opener, snapshot

WHEN = datetime(2026, 11, 25, 19, 0, tzinfo=UTC)


@pytest.fixture
def lived(vault: Vault) -> Vault:
    """A vault with a closed visit, and an answer its index does not list yet."""
    visit = vault.journal.new_id()
    vault.journal.write("visit", visit, {"band": "B4"})
    vault.journal.close(visit, {"level": "N0"})
    vault.journal.write("child", vault.journal.new_id(), {"given_name": "Mia"})
    return vault


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / backups.BACKUPS).iterdir())


def test_a_backup_opens_and_says_the_same(lived: Vault):
    before = snapshot_without_folders(lived.folder)
    made = backups.back_up(lived, WHEN)
    assert made.name == "2026-11-25T19-00-00Z"
    assert backups.back_up(lived, WHEN).name == "2026-11-25T19-00-00Z-2"
    assert snapshot_without_folders(lived.folder) == before
    with Vault.open_with_key(made, KEY) as copy:
        assert copy.journal.dump() == lived.journal.dump()
        assert list(copy.journal.entries()) == list(lived.journal.entries())
        assert copy.journal.verify() == ()
    assert (made / "vault.db").stat().st_mode & 0o077 == 0


def test_a_backup_opens_with_the_workers_passphrase(tmp_path: Path):
    vault, _ = Vault.create(tmp_path / "v", "four short plain words", "Ana")
    made = backups.back_up(vault, WHEN)
    vault.close()
    Vault.unlock(made, "four short plain words").close()


def test_a_copy_that_lacks_anything_does_not_become_a_backup(lived: Vault, monkeypatch):
    real = backups._copy

    def lossy(vault: Vault, folder: Path, told: Count) -> int:
        pages = real(vault, folder, told)
        with Vault.open_with_key(folder, KEY) as copy:
            copy.open_connection().execute("DELETE FROM local WHERE name = 'worker_id'")
        return pages

    monkeypatch.setattr(backups, "_copy", lossy)
    with pytest.raises(VaultDamaged, match="did not check out"):
        backups.back_up(lived, WHEN)
    assert not (lived.folder / backups.BACKUPS / "2026-11-25T19-00-00Z").exists()


def test_a_damaged_copy_does_not_become_a_backup(lived: Vault, monkeypatch):
    real = backups._copy

    def damaging(vault: Vault, folder: Path, told: Count) -> int:
        pages = real(vault, folder, told)
        data = bytearray((folder / "vault.db").read_bytes())
        data[9000] ^= 1
        (folder / "vault.db").write_bytes(data)
        return pages

    monkeypatch.setattr(backups, "_copy", damaging)
    with pytest.raises(VaultDamaged, match="did not check out"):
        backups.back_up(lived, WHEN)
    monkeypatch.undo()
    assert backups.back_up(lived, WHEN).name == "2026-11-25T19-00-00Z"
    assert files(lived.folder) == ["2026-11-25T19-00-00Z"]


def test_a_folder_that_takes_no_backup_is_said(lived: Vault):
    (lived.folder / backups.BACKUPS).write_text("in the way")
    with pytest.raises(StorageFault):
        backups.back_up(lived, WHEN)
    assert lived.journal.verify() == ()


def test_a_rehearsal_leaves_every_byte_even_when_it_fails(lived: Vault, open_vault: Opener):
    before = snapshot(lived.folder)
    with backups.rehearsal(lived) as copy:
        copy.journal.write("partner", copy.journal.new_id(), {"name": "Clinic"})
        assert copy.journal.dump() != lived.journal.dump()
    assert snapshot(lived.folder) == before
    with pytest.raises(RuntimeError), backups.rehearsal(lived):
        raise RuntimeError("the lights went out")
    assert snapshot(lived.folder) == before


def snapshot_without_folders(folder: Path) -> dict[str, bytes]:
    kept = [path for path in folder.iterdir() if path.is_file()]
    passing = ("vault.lock", "vault.db-shm")
    return {path.name: path.read_bytes() for path in kept if path.name not in passing}
