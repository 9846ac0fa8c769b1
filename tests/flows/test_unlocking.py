"""Setting up and opening a vault."""

from pathlib import Path

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows.unlocking import (
    groups_to_confirm,
    passphrase_fault,
    recover,
    set_up,
    unlock,
)
from imh_desktop.store import records
from imh_desktop.words import Words

PASSPHRASE = "four short plain words"


def test_set_up_lock_and_open_both_ways(tmp_path: Path) -> None:
    made = set_up(tmp_path / "vault", " Ines ", PASSPHRASE)
    assert records.worker(made.vault).name == "Ines"
    made.vault.close()
    with unlock(tmp_path / "vault", PASSPHRASE) as opened:
        assert records.worker(opened).name == "Ines"
    with recover(tmp_path / "vault", f" {made.recovery_code.lower()} ") as opened:
        assert records.worker(opened).name == "Ines"


@pytest.mark.parametrize("passphrase", ["", "short", "a" * 30, "aaaabbbbcccc"])
def test_a_weak_passphrase_makes_no_vault(tmp_path: Path, passphrase: str) -> None:
    assert passphrase_fault(passphrase, Words("en"))
    with pytest.raises(InputError) as caught:
        set_up(tmp_path / "vault", "Ines", passphrase)
    assert caught.value.place == "passphrase"
    assert not (tmp_path / "vault").exists()


@pytest.mark.parametrize("name", ["", "  ", "a\0b", "x" * 201])
def test_a_worker_has_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        set_up(tmp_path / "vault", name, PASSPHRASE)
    assert caught.value.place == "worker_name"
    assert not (tmp_path / "vault").exists()


def test_two_different_groups_are_asked_back() -> None:
    code = "AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF-GGGGG"
    groups = code.split("-")
    seen = set()
    for _ in range(200):
        pair = groups_to_confirm(code)
        assert pair[0][0] < pair[1][0]
        assert all(groups[number - 1] == group for number, group in pair)
        seen.add(pair)
    assert len(seen) > 10
