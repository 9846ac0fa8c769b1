"""A backup counts only when it was opened and compared; a rehearsal leaves nothing behind."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Timer

import pytest

from imh_desktop.core.progress import Count
from imh_desktop.store import backup_copy, backups
from imh_desktop.store.faults import StorageFault, VaultBusy, VaultDamaged
from imh_desktop.store.sqlcipher import Connection, connect
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
    with Vault.unlock(made, "four short plain words") as copy:
        assert copy.worker_id == vault.worker_id


def test_a_copy_that_lacks_anything_does_not_become_a_backup(lived: Vault, monkeypatch):
    real = backup_copy._copy

    def lossy(source: Connection, path: Path, raw_key: bytes, told: Count) -> int:
        pages = real(source, path, raw_key, told)
        copy = connect(path, raw_key, "rw")
        copy.execute("DELETE FROM local WHERE name = 'worker_id'")
        copy.close()
        return pages

    monkeypatch.setattr(backup_copy, "_copy", lossy)
    with pytest.raises(VaultDamaged, match="did not check out"):
        backups.back_up(lived, WHEN)
    assert not (lived.folder / backups.BACKUPS / "2026-11-25T19-00-00Z").exists()


def test_a_damaged_copy_does_not_become_a_backup(lived: Vault, monkeypatch):
    real = backup_copy._copy

    def damaging(source: Connection, path: Path, raw_key: bytes, told: Count) -> int:
        pages = real(source, path, raw_key, told)
        data = bytearray(path.read_bytes())
        data[9000] ^= 1
        path.write_bytes(data)
        return pages

    monkeypatch.setattr(backup_copy, "_copy", damaging)
    with pytest.raises(VaultDamaged, match="did not check out"):
        backups.back_up(lived, WHEN)
    monkeypatch.undo()
    assert backups.back_up(lived, WHEN).name == "2026-11-25T19-00-00Z"
    assert [backup.name for backup in backups.backups_of(lived)] == ["2026-11-25T19-00-00Z"]
    assert not list((lived.folder / backups.BACKUPS).glob("*.new"))


def test_a_backup_asked_for_waits_for_the_one_that_is_being_made(lived: Vault):
    now = datetime(2026, 11, 26, 9, tzinfo=UTC)
    home = lived.folder / backup_copy.BACKUPS
    begun, finished = Event(), Event()

    def another() -> None:
        with backup_copy.alone(home):
            begun.set()
            finished.wait(10)

    with ThreadPoolExecutor(1) as other:
        other.submit(another)
        begun.wait(10)
        with pytest.raises(VaultBusy):  # the hourly one is not made twice
            backup_copy.back_up_beside(lived.folder, KEY, now, why="hourly")
        assert not backup_copy.made(home)
        Timer(0.2, finished.set).start()
        assert backup_copy.back_up_beside(lived.folder, KEY, now, why="asked").is_dir()


@pytest.mark.parametrize("at", [3, 7, -1])
def test_a_damaged_backup_that_is_opened_as_it_lies_is_refused_and_stays(
    lived: Vault, tmp_path: Path, at: int
):
    backup = backups.back_up(lived, datetime(2026, 11, 26, tzinfo=UTC))
    data = bytearray((backup / "vault.db").read_bytes())
    page = at * 4096 if at > 0 else len(data) - 4096
    data[page + 100] ^= 4
    place = tmp_path / "by-hand"
    place.mkdir()
    (place / "vault.db").write_bytes(data)
    with pytest.raises(VaultDamaged):
        Vault.open_with_key(place, KEY)
    assert (place / "vault.db").read_bytes() == data


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
