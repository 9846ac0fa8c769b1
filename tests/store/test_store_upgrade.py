"""An upgrade is made on a copy's safety net, whole or not at all."""

import pytest
from sqlite_utils import Database

from imh_desktop.store import schema, upgrade
from imh_desktop.store.faults import VaultDamaged
from imh_desktop.store.projections import STAMP
from imh_desktop.store.sqlcipher import connect_to_write
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY, Opener


def next_release(*, broken: bool = False):
    steps = schema.steps()

    @steps()
    def m0002_receipt(db: Database) -> None:
        db.table("receipt").create({"receipt_no": int}, pk="receipt_no", strict=True)
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


def test_a_pending_step_runs_after_a_copy_that_opens(opened, tmp_path):
    connection, path = opened
    upgrade.upgrade(connection, path, KEY, next_release())
    assert schema.applied(connection) == (*schema.NAMES, "m0002_receipt")
    copy = path.with_name("before-m0002_receipt.db")
    (tmp_path / "restored").mkdir()
    copy.rename(tmp_path / "restored" / "vault.db")
    with Vault.open_with_key(tmp_path / "restored", KEY) as vault:
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
    monkeypatch.setattr(upgrade, "damage", lambda *_: ["a page"])
    with pytest.raises(VaultDamaged, match="not changed"):
        upgrade.upgrade(connection, path, KEY, next_release())
    assert schema.applied(connection) == schema.NAMES
    assert not path.with_name("before-m0002_receipt.db").exists()


def test_a_step_that_loses_a_table_of_the_schema_is_a_bug_said_at_once(opened, monkeypatch):
    connection, path = opened
    real = upgrade.objects
    monkeypatch.setattr(
        upgrade,
        "objects",
        lambda c: {o for o in real(c) if c is not connection or o[1] != "receipt"},
    )
    with pytest.raises(RuntimeError, match="receipt"):
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
