"""Several people on one laptop: who may say who works here, and what each passphrase opens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import unlocking, workers
from imh_desktop.flows.sign_off import require_passphrase
from imh_desktop.flows.workers import Refused
from imh_desktop.store import attempts, records
from imh_desktop.store.faults import TooSoon, WrongPassphrase
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words
from tests.store.key_steps import EVA, LUZ, NEW, QUICK, ROSA

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def vault(folder: Path) -> Iterator[Vault]:
    """Rosa's laptop."""
    made, _code = Vault.create(folder, ROSA, "Rosa", cost=QUICK)
    with made:
        yield made


def opened_by(folder: Path, passphrase: str) -> str:
    """Return the name of whom a passphrase lets in."""
    with unlocking.unlock(folder, passphrase) as vault:
        return records.worker(vault).name


def kinds(vault: Vault) -> list[tuple[str, str]]:
    return [(kind, subject) for _, kind, subject in records.events(vault)]


def test_each_passphrase_lets_its_own_worker_in(vault, folder):
    luz = workers.add(vault, "Luz", "visitor", LUZ)
    eva = workers.add(vault, "Eva", "staff", EVA)
    assert [(p.name, p.role, p.at_vault, p.first) for p in workers.people(vault)] == [
        ("Eva", "staff", False, False), ("Luz", "visitor", False, False),
        ("Rosa", "visitor", True, True),
    ]  # fmt: skip
    assert kinds(vault) == [("worker_added", luz), ("worker_added", eva)]
    vault.close()
    assert [opened_by(folder, one) for one in (ROSA, LUZ, EVA)] == ["Rosa", "Luz", "Eva"]


def test_who_set_the_laptop_up_decides_until_there_is_a_coordinator(vault, folder):
    workers.add(vault, "Luz", "visitor", LUZ)
    eva = workers.add(vault, "Eva", "coordinator", EVA)
    assert not workers.may_manage(vault)
    with pytest.raises(Refused):
        workers.add(vault, "Ada", "visitor", NEW)
    with pytest.raises(Refused):
        workers.set_role(vault, vault.worker_id, "coordinator")
    rosa = vault.worker_id
    vault.close()
    with unlocking.unlock(folder, LUZ) as hers:
        assert not workers.may_manage(hers)
        with pytest.raises(Refused):
            workers.reset_passphrase(hers, rosa, NEW)
    with unlocking.unlock(folder, EVA) as hers:
        workers.set_role(hers, rosa, "coordinator")
        workers.set_role(hers, eva, "visitor")
        assert not workers.may_manage(hers)
    with unlocking.unlock(folder, ROSA) as again, pytest.raises(InputError, match="stay coord"):
        workers.set_role(again, rosa, "staff")


def test_a_changed_passphrase_opens_and_the_old_one_does_not(vault, folder):
    with pytest.raises(WrongPassphrase):
        workers.change_passphrase(vault, "not her passphrase", NEW)
    with pytest.raises(InputError) as fault:
        workers.change_passphrase(vault, ROSA, "too short")
    assert fault.value.place == "passphrase"
    workers.change_passphrase(vault, ROSA, NEW)
    assert kinds(vault) == [("passphrase_changed", vault.worker_id)]
    twins = [(folder / name).read_bytes() for name in ("keys.json", "keys.json.bak")]
    assert twins[0] == twins[1]  # at once: a former key file would let the old one in
    vault.close()
    assert opened_by(folder, NEW) == "Rosa"
    with pytest.raises(WrongPassphrase):
        unlocking.unlock(folder, ROSA)


def test_nobody_changes_hers_with_another_persons_passphrase(vault):
    workers.add(vault, "Luz", "visitor", LUZ)
    with pytest.raises(InputError, match="another person"):
        workers.change_passphrase(vault, LUZ, NEW)


def test_a_forgotten_passphrase_is_set_anew_by_who_may(vault, folder):
    luz = workers.add(vault, "Luz", "visitor", LUZ)
    workers.reset_passphrase(vault, luz, NEW)
    vault.close()
    assert opened_by(folder, NEW) == "Luz"
    with pytest.raises(WrongPassphrase):
        unlocking.unlock(folder, LUZ)


@pytest.mark.parametrize(
    ("name", "role", "passphrase", "place"),
    [
        ("", "visitor", LUZ, "worker_name"),
        ("x" * 2000, "visitor", LUZ, "worker_name"),
        ("a\x00b", "visitor", LUZ, "worker_name"),
        ("Luz", "queen", LUZ, "role"),
        ("Luz", "visitor", "short", "passphrase"),
        ("Luz", "visitor", "passwordpassword", "passphrase"),
    ],
)
def test_what_will_not_do_is_named_and_changes_nothing(vault, name, role, passphrase, place):
    with pytest.raises(InputError) as fault:
        workers.add(vault, name, role, passphrase)
    assert fault.value.place == place
    assert len(workers.people(vault)) == 1


def test_wrong_passphrases_make_the_next_wait(vault, folder, monkeypatch):
    monkeypatch.setattr(attempts, "_LONGEST", 60)
    monkeypatch.setattr(attempts, "_PATIENCE", 0)
    vault.close()
    with pytest.raises(WrongPassphrase):
        unlocking.unlock(folder, NEW)
    with pytest.raises(TooSoon) as fault:
        unlocking.unlock(folder, ROSA)
    assert fault.value.values["seconds"] == 1
    assert unlocking.wait_left(folder) == 1


def test_a_backup_is_no_way_around_the_wait(vault, folder, monkeypatch):
    from datetime import UTC, datetime

    from imh_desktop.flows import going_back
    from imh_desktop.store.backups import back_up

    monkeypatch.setattr(attempts, "_LONGEST", 60)
    monkeypatch.setattr(attempts, "_PATIENCE", 0)
    backup = back_up(vault, datetime(2026, 1, 1, tzinfo=UTC))
    vault.close()
    with pytest.raises(WrongPassphrase):
        going_back.key_from(folder, backup, NEW)
    with pytest.raises(TooSoon):
        going_back.key_from(folder, backup, ROSA)
    with pytest.raises(TooSoon):
        unlocking.unlock(folder, ROSA)


def test_nobody_signs_with_another_persons_passphrase(vault):
    workers.add(vault, "Luz", "visitor", LUZ)
    with pytest.raises(InputError, match="another person's"):
        require_passphrase(vault, LUZ, Words("en"))
    require_passphrase(vault, ROSA, Words("en"))
