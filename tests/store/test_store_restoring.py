"""A restore gives the old vault or the new one, killed at any moment, and deletes nothing."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imh_desktop.flows import revoking, workers
from imh_desktop.flows.going_back import key_of_open
from imh_desktop.store import backups, key_file, records, restoring, swapping
from imh_desktop.store.backup_copy import look_at, made
from imh_desktop.store.faults import StorageFault, VaultBusy, VaultDamaged
from imh_desktop.store.restoring import BackupKey
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, Opener

WHEN = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)
QUICK = key_file.Cost(8, 1, 1)
BY_KEY = BackupKey(raw_key=KEY)
PASSPHRASE = "four short plain words"


class Killed(BaseException):
    """The lights went out."""


@pytest.fixture
def stood(open_vault: Opener) -> tuple[Path, Path]:
    """A closed vault that went on after a backup, and the backup."""
    vault = open_vault()
    journal = vault.journal
    visit = journal.new_id()
    journal.write("visit", visit, {"band": "B4", "answers.R1": {"code": "often"}})
    journal.close(visit, {"level": "N0"})
    backup = backups.back_up(vault, WHEN)
    journal.write("child", journal.new_id(), {"given_name": "Later"})
    vault.close()
    return vault.folder, backup


def names(folder: Path) -> set[str]:
    with Vault.open_with_key(folder, KEY) as vault:
        assert vault.journal.verify() == ()
        entries = list(vault.journal.entries())
    return {str(e.changes.get("given_name") or e.changes.get("kind")) for e in entries}


def test_what_was_written_since_is_away_and_what_stood_here_is_set_aside_whole(stood):
    folder, backup = stood
    before = (folder / "vault.db").read_bytes()
    kept = {path.name: path.read_bytes() for path in backup.iterdir()}
    aside = restoring.restore(folder, backup, BY_KEY, WHEN)
    assert (aside / "vault.db").read_bytes() == before
    assert {path.name: path.read_bytes() for path in backup.iterdir()} == kept
    assert "Later" not in names(folder)
    assert "vault_restored" in names(folder)
    assert "Later" in names(aside)
    assert swapping.set_aside(folder) == (aside,)


def test_a_restored_vault_writes_on_in_chains_of_its_own(stood):
    folder, backup = stood
    restoring.restore(folder, backup, BY_KEY, WHEN)
    with Vault.open_with_key(folder, KEY) as vault:
        entry = vault.journal.write("partner", vault.journal.new_id(), {"name": "Clinic"})
        chains = {e.chain.chain_id for e in vault.journal.entries()}
    with Vault.open_with_key(backup, KEY) as old:
        known = {e.chain.chain_id for e in old.journal.entries()}
    assert entry.chain.chain_id not in known
    assert len(chains) == len(known) + 1


@pytest.mark.parametrize("spoil", ["damaged", "no_keys", "gone", "wal_left"])
def test_it_works_where_the_present_vault_cannot_be_opened(tmp_path, spoil):
    folder = tmp_path / "v"
    vault, _ = Vault.create(folder, PASSPHRASE, "Ana")
    backup = backups.back_up(vault, WHEN)
    if spoil == "wal_left":
        vault.journal.write("child", vault.journal.new_id(), {"given_name": "Later"})
        wal = (folder / "vault.db-wal").read_bytes()
    vault.close()
    file = folder / "vault.db"
    if spoil == "damaged":
        file.write_bytes(b"\0" * 100 + file.read_bytes()[100:])
    if spoil == "no_keys":
        for name in ("keys.json", "keys.json.bak"):
            (folder / name).unlink(missing_ok=True)
    if spoil == "gone":
        file.unlink()
    if spoil == "wal_left":
        (folder / "vault.db-wal").write_bytes(wal)
        file.write_bytes(b"\0" * 5000)
    stood_here = {name: (folder / name).read_bytes() for name in files(folder)}
    from imh_desktop.store import keys

    opened = keys.unseal(backup, PASSPHRASE, "passphrase")
    found = BackupKey(raw_key=opened.raw_key, slot_id=opened.slot_id)
    aside = restoring.restore(folder, backup, found, WHEN)
    assert {name: (aside / name).read_bytes() for name in stood_here} == stood_here
    with Vault.unlock(folder, PASSPHRASE) as vault:
        assert vault.journal.verify() == ()
    assert not (folder / "vault.db-wal").exists()


def files(folder: Path) -> list[str]:
    return [name for name in swapping.former(folder) if not name.endswith("-shm")]


@pytest.fixture
def steps(monkeypatch) -> Iterator[dict[str, int]]:
    """Let the program end right before its n-th change of a name or a folder."""
    state = {"left": -1, "done": 0}

    def killable(real):
        def step(*arguments, **named):
            state["done"] += 1
            if state["left"] == 0:
                raise Killed
            state["left"] -= 1
            return real(*arguments, **named)

        return step

    for owner, name in (
        (Path, "replace"), (Path, "mkdir"), (Path, "rmdir"), (Path, "unlink"),
        (shutil, "rmtree"), (swapping, "sync_folder"), (restoring, "sync_file"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, killable(getattr(owner, name)))
    yield state
    state["left"] = -1


def test_killed_before_any_step_it_is_the_old_vault_or_the_new_one(stood, tmp_path, steps):
    folder, backup = stood
    number, seen = 0, set()
    while True:
        copy = tmp_path / "copy" / str(number)
        steps["left"] = -1
        shutil.copytree(folder, copy)
        before = (copy / "vault.db").read_bytes()
        steps["left"], steps["done"] = number, 0
        try:
            restoring.restore(copy, copy / "backups" / backup.name, BY_KEY, WHEN)
        except Killed:
            pass
        else:
            break
        finally:
            steps["left"] = -1
        assert Vault.exists(copy)
        assert any(file.read_bytes() == before for file in copy.glob("**/vault.db"))
        told = names(copy)
        assert ("Later" in told) is not ("vault_restored" in told)
        seen.add("vault_restored" in told)
        assert look_at(copy / "backups" / backup.name)
        number += 1
    assert seen == {True, False}
    assert number > 15


def test_killed_while_it_is_finished_it_is_finished_by_the_next(stood, steps):
    folder, backup = stood
    before = (folder / "vault.db").read_bytes()
    steps["left"] = 10_000
    restoring._build(folder, backup, BY_KEY, lambda *_: None)
    aside = swapping.decide(folder, "2026-11-26T20-00-00Z")
    for later in range(40):  # killed again and again, a step later each time
        steps["left"] = later
        try:
            swapping.swap(folder)
        except Killed:
            continue
        break
    steps["left"] = -1
    assert later > 3
    assert not swapping.pending(folder)
    assert "vault_restored" in names(folder)
    assert (aside / "vault.db").read_bytes() == before


def test_no_vault_is_made_anew_in_the_middle_of_a_restore(stood):
    folder, backup = stood
    restoring._build(folder, backup, BY_KEY, lambda *_: None)
    swapping.decide(folder, "2026-11-26T20-00-00Z")
    (folder / "vault.db").replace(folder / "set.db")
    assert Vault.exists(folder)
    from imh_desktop.store.faults import VaultExists

    with pytest.raises(VaultExists):
        Vault.create_with_key(folder, KEY, "Someone")
    assert "vault_restored" in names(folder)


def test_a_damaged_backup_is_refused_and_nothing_changes(stood):
    folder, backup = stood
    data = bytearray((backup / "vault.db").read_bytes())
    data[len(data) // 2] ^= 1
    (backup / "vault.db").write_bytes(data)
    before = (folder / "vault.db").read_bytes()
    with pytest.raises((VaultDamaged, StorageFault)):
        restoring.restore(folder, backup, BY_KEY, WHEN)
    assert (folder / "vault.db").read_bytes() == before
    assert not swapping.pending(folder)
    with pytest.raises((VaultDamaged, StorageFault)):
        restoring.rehearse(folder, backup, KEY)


def test_a_vault_that_is_open_is_not_restored_over(stood):
    folder, backup = stood
    with Vault.open_with_key(folder, KEY), pytest.raises(VaultBusy):
        restoring.restore(folder, backup, BY_KEY, WHEN)
    assert "Later" in names(folder)


def test_a_rehearsal_of_a_backup_leaves_nothing(stood):
    folder, backup = stood
    before = set(folder.rglob("*"))
    restoring.rehearse(folder, backup, KEY)
    assert set(folder.rglob("*")) == before
    assert [each.name for each in made(folder / "backups")] == [backup.name]


def test_ways_in_and_people_of_today_stay(tmp_path, monkeypatch):
    """Who came since works on, and the key that was changed since stays changed."""
    monkeypatch.setattr(key_file, "FLOOR", QUICK)
    folder = tmp_path / "v"
    vault, _ = Vault.create(folder, PASSPHRASE, "Ana", cost=QUICK)
    backup = backups.back_up(vault, WHEN)
    vault.journal.write("child", vault.journal.new_id(), {"given_name": "Later"})
    ben = workers.add(vault, "Ben", "visitor", "another four plain words")
    revoking.renew_key(vault)
    key, slot_id = vault.key(), vault.slot_id
    vault.close()
    found = key_of_open(folder, backup, key, slot_id)
    assert found.raw_key != found.under == key
    restoring.restore(folder, backup, found, WHEN)
    with Vault.unlock(folder, "another four plain words") as restored:
        assert restored.worker_id == ben
        assert records.workers(restored)[ben].name == "Ben"
        assert restored.journal.verify() == ()
        assert restored.key() == key
        assert restored.journal.dump()["child"] == []
