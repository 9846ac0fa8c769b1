"""Key files of the first format open as ever, and become today's when their secret is typed."""

import shutil
from functools import partial
from pathlib import Path

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import recovery, revoking, unlocking, workers
from imh_desktop.store import attempts, calibrating, key_file, keys, rekeying, slots
from imh_desktop.store.backup_copy import BACKUPS, made
from imh_desktop.store.faults import WrongPassphrase
from imh_desktop.store.key_file import Cost
from imh_desktop.ui import doorway
from tests.store.keys_before import left_by_first_format

QUICK = Cost(8, 1, 1)
ROSA, LUZ = "river lamp quiet bread", "window tiger paper soup"
OLD = Path(__file__).parents[1] / "old_vaults" / "keys_1.json"
OLD_CODE = "S43WX-ACWD6-EDCRC-QV2RU-PS2RZ-GRAHS-ERP5K"
OLD_KEY = bytes.fromhex("1c85330f7e1a470cd9160bd694ab7cea747475eb25ef988f3ad94b6d603b13cb")
"""What the release that wrote it took out of it."""


@pytest.mark.parametrize(("kind", "typed"), [("passphrase", ROSA), ("recovery", OLD_CODE)])
def test_a_file_that_an_earlier_release_wrote_opens(tmp_path, kind, typed):
    shutil.copy(OLD, tmp_path / "keys.json")
    opened = keys.unseal(tmp_path, typed, kind, calibrate=lambda: keys.FLOOR)
    assert opened.raw_key == OLD_KEY
    assert opened.renewal is not None
    with pytest.raises(WrongPassphrase):
        keys.unseal(tmp_path, "quite another one", "passphrase")


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    if "old" in request.fixturenames:
        monkeypatch.setattr(key_file, "FLOOR", QUICK)
    monkeypatch.setattr(attempts, "_LONGEST", 0)
    monkeypatch.setattr(calibrating, "calibrated", lambda: QUICK)


@pytest.fixture
def old(tmp_path: Path) -> tuple[Path, str]:
    """Rosa's vault as an earlier release left it, and its recovery code."""
    folder = tmp_path / "vault"
    return folder, left_by_first_format(folder, ROSA, QUICK)


def test_the_ways_in_are_those_of_before_too(old):
    folder, _ = old
    assert keys.read_keys(folder).kinds == {"passphrase", "recovery"}
    assert doorway.ways(folder) == ("passphrase", "code")
    unlocking.unlock(folder, ROSA).close()
    assert doorway.ways(folder) == ("passphrase", "code")


def test_the_passphrase_makes_its_slot_todays_and_the_code_waits(old):
    folder, code = old
    with unlocking.unlock(folder, ROSA) as vault:
        file = keys.read_keys(folder)
        assert (file.format, len(file.slots), [s.kind for s in file.old]) == (2, 1, ["recovery"])
        assert slots.known(vault.open_connection())[vault.slot_id].worker_id == vault.worker_id
        assert recovery.state(vault).code_is_old
        luz = workers.add(vault, "Luz", "visitor", LUZ)
        for act in (partial(revoking.revoke, vault, luz), partial(revoking.renew_key, vault)):
            with pytest.raises(InputError, match="Make a new recovery code"):
                act()
            why = {each.note.why for each in made(folder / BACKUPS)}
            assert "rekey" not in why, "it is said before anything is done"
        new = recovery.new_code(vault)
        revoking.revoke(vault, luz)
    with unlocking.unlock(folder, ROSA) as vault:
        assert [one.name for one in workers.people(vault)] == ["Rosa"]
    with unlocking.recover(folder, new):
        pass
    with pytest.raises(WrongPassphrase):
        unlocking.recover(folder, code)


def test_the_code_makes_its_slot_todays_too(old):
    folder, code = old
    with unlocking.recover(folder, code) as vault:
        assert vault.by_recovery
        file = keys.read_keys(folder)
        assert [s.kind for s in file.slots] == ["recovery"]
        assert [s.kind for s in file.old] == ["passphrase"]
        with pytest.raises(InputError, match="open it once with that passphrase"):
            rekeying.require_taken_along(vault, frozenset())
    with unlocking.unlock(folder, ROSA) as vault:
        assert not keys.read_keys(folder).old
        assert not vault.by_recovery
        assert len(workers.people(vault)) == 1
    with unlocking.recover(folder, code):
        pass


def test_a_disk_that_refuses_lets_her_in_all_the_same(old, monkeypatch):
    from imh_desktop.store.faults import StorageFault

    folder, _ = old
    before = (folder / "keys.json").read_bytes()

    def refuse(*_: object) -> None:
        raise StorageFault("no room")

    monkeypatch.setattr(key_file, "write_whole", refuse)
    with unlocking.unlock(folder, ROSA) as vault:
        assert not vault.by_recovery
    assert (folder / "keys.json").read_bytes() == before
