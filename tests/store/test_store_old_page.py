"""An old page in the place of a new one leaves rows that do not fit each other: it is said in
words, and the vault opens or is refused as any damaged one."""

from contextlib import suppress
from pathlib import Path

import pytest

from imh_desktop.errors import ImhError
from imh_desktop.store import anchors
from imh_desktop.store.faults import VaultDamaged
from imh_desktop.store.vault import Vault
from tests.faults import damage
from tests.faults.tally import Tally
from tests.store.conftest import KEY, Opener


def test_an_entry_whose_record_is_gone_is_damage_and_no_bug(open_vault: Opener) -> None:
    vault = open_vault()
    vault.journal.write("child", vault.journal.new_id(), {"number": "1"})
    connection, shelf = vault.open_connection(), vault.journal.shelf
    (place,) = connection.execute("SELECT max(place) FROM entry").fetchone()
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM record WHERE record_no = ?", (place // 1048576,))
    with pytest.raises(VaultDamaged):
        shelf.entry_at(place)
    vault.close()
    with suppress(ImhError), Vault.open_with_key(vault.folder, KEY) as again:
        assert again.journal.verify()


@pytest.mark.release
def test_old_pages_that_once_led_into_a_bug_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trials 9 and 12 of this seed: a record without its row, an entry without its body."""
    monkeypatch.setattr(anchors, "anchored", lambda _folder: False)  # none lies beside a laid vault
    tally = Tally()
    damage.run_put_back(tmp_path, 13, 13, tally)
    assert (tally.bad, tally.said) == (0, [])
