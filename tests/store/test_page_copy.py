"""A copy that says something else than the vault, or cannot be read, takes no vault's place."""

from pathlib import Path

import pytest

from imh_desktop.flows import unlocking, workers
from imh_desktop.flows.revoking import revoke
from imh_desktop.store import rekeying
from imh_desktop.store.faults import VaultDamaged
from imh_desktop.store.sqlcipher import Connection
from tests.store import key_steps

pytestmark = pytest.mark.usefixtures("cheap_keys")


def lacking(copy: Connection) -> None:
    copy.execute("DELETE FROM local WHERE name = 'worker_id'")


def unreadable(copy: Connection) -> None:
    copy.execute("PRAGMA writable_schema = ON")
    copy.execute("UPDATE sqlite_master SET rootpage = 9999 WHERE name = 'entry'")
    copy.execute("PRAGMA writable_schema = RESET")


@pytest.mark.parametrize("spoilt", [lacking, unreadable])
def test_a_new_key_is_not_given_by_a_copy_that_is_not_the_vault(
    tmp_path: Path, monkeypatch, spoilt
):
    folder = tmp_path / "vault"
    key_steps.make(folder)
    real = rekeying.copy_pages

    def spoiling(source: Connection, copy: Connection, told) -> None:
        real(source, copy, told)
        spoilt(copy)

    with unlocking.unlock(folder, key_steps.ROSA) as vault:
        luz = next(one.worker_id for one in workers.people(vault) if one.name == "Luz")
        key, before = vault.key(), vault.journal.dump()
        with monkeypatch.context() as patch:
            patch.setattr(rekeying, "copy_pages", spoiling)
            with pytest.raises(VaultDamaged, match="did not check out"):
                revoke(vault, luz)
        assert (vault.key(), vault.journal.dump()) == (key, before)
        revoke(vault, luz)
        assert vault.key() != key
