"""On a full disk what must be finished still can be: the reserve is given up, and laid down again
when there is room."""

import errno
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imh_desktop.errors import EnvironmentFault
from imh_desktop.store import backups, ballast
from imh_desktop.store.faults import DiskFull
from imh_desktop.store.folder import disk
from imh_desktop.store.vault import Vault
from tests.store.conftest import KEY

WHEN = datetime(2026, 11, 26, 20, 0, tzinfo=UTC)


@pytest.fixture
def small_disk(tmp_path: Path, monkeypatch) -> Iterator[Path]:
    """A disk of 12 MiB, where this may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "none", str(place)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    monkeypatch.setattr(ballast, "_FREE", ballast.SIZE)
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def fill_up(place: Path) -> None:
    """Leave not one byte."""
    with suppress(OSError), (place / "films").open("ab", buffering=0) as file:
        while file.write(b"\0" * 4096):
            pass


def answered_until_full(vault: Vault, visit: str) -> int:
    """Answer until the disk refuses; return how many were kept."""
    for number in range(10_000):
        try:
            vault.journal.write("visit", visit, {f"answers.R{number}": {"code": "often"}})
        except DiskFull:
            return number
    raise AssertionError("the disk never filled up")


def test_the_reserve_is_real_and_is_laid_down_once(tmp_path, monkeypatch):
    assert ballast.ensure(tmp_path)
    file = tmp_path / ballast.NAME
    assert file.stat().st_size == ballast.SIZE
    assert file.stat().st_blocks * 512 >= ballast.SIZE
    assert len(set(file.read_bytes()[:4096])) > 200  # nothing a disk could make small
    before = file.stat().st_ino
    assert ballast.ensure(tmp_path)
    assert file.stat().st_ino == before
    assert ballast.give_up(tmp_path)
    assert not ballast.give_up(tmp_path)
    monkeypatch.setattr(ballast, "_FREE", 1 << 62)
    assert not ballast.ensure(tmp_path)


@pytest.mark.parametrize("attempts", [1, 2])
def test_what_must_be_finished_is_tried_once_more_without_it(tmp_path, attempts):
    ballast.ensure(tmp_path)
    tried = []

    def act() -> str:
        tried.append(ballast.stands(tmp_path))
        with disk():
            if len(tried) <= attempts:
                raise OSError(errno.ENOSPC, "full")
        return "done"

    if attempts == 1:
        assert ballast.with_reserve(tmp_path, act) == "done"
    else:
        with pytest.raises(DiskFull):
            ballast.with_reserve(tmp_path, act)
    assert tried == [True, False]


def test_another_fault_leaves_the_reserve_alone(tmp_path):
    ballast.ensure(tmp_path)

    def act() -> None:
        raise EnvironmentFault("The printer is out of paper.")

    with pytest.raises(EnvironmentFault):
        ballast.with_reserve(tmp_path, act)
    assert ballast.stands(tmp_path)


def test_a_full_disk_stops_answers_and_no_closing_and_no_backup(small_disk):
    vault = Vault.create_with_key(small_disk / "v", KEY, "Ana")
    journal = vault.journal
    visit = journal.new_id()
    journal.write("visit", visit, {"band": "B4"})
    assert ballast.ensure(vault.folder)
    fill_up(small_disk)
    kept = answered_until_full(vault, visit)
    assert ballast.stands(vault.folder)
    ballast.with_reserve(vault.folder, lambda: journal.close(visit, {"level": "N0"}))
    assert not ballast.stands(vault.folder)
    made = backups.back_up(vault, WHEN)
    vault.close()
    for folder in (small_disk / "v", made):
        with Vault.open_with_key(folder, KEY) as again:
            assert again.journal.verify() == ()
            assert len(again.journal.history(visit)) == kept + 2
            assert again.journal.closed(visit) == {"level": "N0"}
    (small_disk / "films").unlink()
    assert ballast.ensure(small_disk / "v")


def test_answering_goes_on_by_itself_once_there_is_room(small_disk):
    vault = Vault.create_with_key(small_disk / "v", KEY, "Ana")
    visit = vault.journal.new_id()
    vault.journal.write("visit", visit, {"band": "B4"})
    fill_up(small_disk)
    answered_until_full(vault, visit)
    (small_disk / "films").unlink()
    last = vault.journal.write("visit", visit, {"answers.last": {"code": "often"}})
    assert vault.journal.history(visit)[-1] == last
    assert vault.journal.verify() == ()
    vault.close()
