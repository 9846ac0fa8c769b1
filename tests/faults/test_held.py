"""R9: somebody else holds the file itself; it is said within a second, and nothing is lost."""

import time
from pathlib import Path

import pytest

from imh_desktop.store.faults import VaultBusy
from imh_desktop.store.sqlcipher import connect
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.vfs import Watch, watching

LONGEST = 1


def test_a_lock_held_below_the_program_is_said_and_given_up_again(tmp_path: Path):
    folder = tmp_path / "vault"
    told = world.make(folder, 8)
    with Vault.open_with_key(folder, world.KEY) as vault:
        child = vault.journal.new_id()
        other = connect(folder / "vault.db", world.KEY, "rw")
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        with pytest.raises(VaultBusy, match="Another program is using your file"):
            vault.journal.write("child", child, {"given_name": "Amara"})
        assert time.monotonic() - began < LONGEST
        other.execute("ROLLBACK")
        other.close()
        written = vault.journal.write("child", child, {"given_name": "Amara"})
    told[written.entry_id] = written.content
    assert world.examine(folder, told) == (0, [])


class Counting(Watch):
    """Counts the syncs, and takes the time a slow disk takes for each."""

    syncs = 0

    def before(self, call: str, path: str, *facts: object) -> int:
        if call == "xSync":
            self.syncs += 1
            time.sleep(0.02)
        return 0


def test_on_a_slow_disk_an_answer_waits_for_one_sync_and_no_more(tmp_path: Path):
    """R12 in small: 20 ms a sync, far below the tenth of a second an answer may take."""
    world.make(tmp_path / "vault", 8)
    counting = Counting()
    with watching(counting), Vault.open_with_key(tmp_path / "vault", world.KEY) as vault:
        visit = vault.journal.new_id()
        vault.journal.write("visit", visit, {"on": "2026-03-01"})
        counting.syncs = 0
        for number in range(10):
            vault.journal.write("visit", visit, {f"notes.R{number}": "x"})
        assert counting.syncs == 10
