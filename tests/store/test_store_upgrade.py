"""An upgrade is made on a copy's safety net, whole or not at all."""

import shutil
from pathlib import Path

import pytest
from sqlite_utils import Database

from imh_desktop.store import backup_copy, schema, upgrade
from imh_desktop.store.backup_copy import BACKUPS, made
from imh_desktop.store.faults import VaultDamaged
from imh_desktop.store.projections import STAMP
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, Opener


def next_release(*, broken: bool = False):
    steps = schema.steps()

    @steps()
    def m0003_later(db: Database) -> None:
        db.table("later").create({"later_no": int}, pk="later_no", strict=True)
        if broken:
            raise RuntimeError("the lights went out")

    return steps


@pytest.fixture
def opened(open_vault: Opener):
    """A vault of this release that holds something, opened below the journal."""
    vault = open_vault()
    vault.journal.write("partner", vault.journal.new_id(), {"name": "Clinic"})
    vault.close()
    connection = connect_to_write(vault.folder / "vault.db", KEY)
    yield connection, vault.folder / "vault.db"
    connection.close()


def test_the_names_known_without_sqlite_utils_are_the_steps_there_are():
    pending = schema.steps().pending(Database(memory=True))
    assert tuple(step.name for step in pending) == schema.NAMES


def test_a_pending_step_runs_after_a_copy_that_opens(opened):
    connection, path = opened
    upgrade.upgrade(connection, path, KEY, next_release())
    assert schema.applied(connection) == (*schema.NAMES, "m0003_later")
    (backup,) = made(path.parent / BACKUPS)
    assert backup.note.why == "upgrade"
    with Vault.open_with_key(backup.path, KEY) as vault:
        assert len(vault.journal.dump()["partner"]) == 1
        assert vault.journal.verify() == ()


def test_a_step_that_fails_leaves_the_vault_of_the_old_release(opened):
    connection, path = opened
    with pytest.raises(RuntimeError, match="lights"):
        upgrade.upgrade(connection, path, KEY, next_release(broken=True))
    assert schema.applied(connection) == schema.NAMES
    connection.close()
    with Vault.open_with_key(path.parent, KEY) as vault:
        assert vault.journal.verify() == ()


def test_no_step_runs_when_the_copy_does_not_check_out(opened, monkeypatch):
    connection, path = opened
    monkeypatch.setattr(backup_copy, "damage", lambda *_: ["a page"])
    with pytest.raises(VaultDamaged, match="Nothing was changed"):
        upgrade.upgrade(connection, path, KEY, next_release())
    assert schema.applied(connection) == schema.NAMES
    assert made(path.parent / BACKUPS) == ()


def test_a_step_that_loses_a_table_of_the_schema_is_a_bug_said_at_once(opened, monkeypatch):
    connection, path = opened
    real = upgrade.objects
    monkeypatch.setattr(
        upgrade,
        "objects",
        lambda c: {o for o in real(c) if c is not connection or o[1] != "later"},
    )
    with pytest.raises(RuntimeError, match="later"):
        upgrade.upgrade(connection, path, KEY, next_release())


def test_projections_of_another_release_are_made_anew(open_vault: Opener):
    vault = open_vault()
    vault.journal.write("partner", vault.journal.new_id(), {"name": "Clinic"})
    expected = vault.journal.dump()
    execute = vault.open_connection().execute
    execute("UPDATE local SET value = 'older' WHERE name = 'projections'")
    execute("DROP TABLE partner")
    execute("CREATE TABLE partner (nick TEXT)")
    execute("CREATE TABLE given_up (x)")
    vault.close()

    again = open_vault()

    assert again.journal.dump() == expected
    stamp = again.open_connection().execute("SELECT value FROM local WHERE name = 'projections'")
    assert stamp.fetchone() == (STAMP,)
    assert again.journal.verify() == ()


def test_a_vault_of_the_first_schema_is_copied_and_brought_up(tmp_path):
    """The file was written by the release before ``m0002_carrying``."""
    folder = tmp_path / "old"
    folder.mkdir()
    old = Path(__file__).parents[1] / "old_vaults" / "schema_1.db"
    shutil.copy(old, folder / "vault.db")

    with Vault.open_with_key(folder, KEY) as vault:
        assert vault.journal.verify() == ()
        dump = vault.journal.dump()
        assert "Mia" in dump["child"][0]
        assert len(dump["visit"]) == len(dump["private"]) == len(dump["closed"]) == 1
        vault.journal.write("child", vault.journal.new_id(), {"given_name": "Leo"})
        execute = vault.open_connection().execute
        assert execute("SELECT count(*) FROM device_key").fetchone() == (0,)
        assert schema.applied(vault.open_connection()) == schema.NAMES

    (backup,) = made(folder / BACKUPS)
    copy = connect_to_write(backup.path / "vault.db", KEY)
    assert schema.applied(copy) == schema.NAMES[:1]
    assert copy.execute("SELECT count(*) FROM child").fetchone() == (1,)
    copy.close()
