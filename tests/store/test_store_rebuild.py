"""What another release wrote is made ready for this one: told, whole, and safe to be killed."""

import subprocess
import sys
from pathlib import Path

import pytest

from imh_desktop.store.vault import Vault

KEY = b"k" * 32
RECORDS = 120
_KILLED = """
import os, signal, sys
from pathlib import Path
from imh_desktop.store.vault import Vault
def told(done, total):
    if done >= total // 2:
        os.kill(os.getpid(), signal.SIGKILL)
Vault.open_with_key(Path(sys.argv[1]), b"k" * 32, told=told)
"""


@pytest.fixture
def stale(tmp_path: Path) -> tuple[Path, dict]:
    """A vault whose tables another release made, and what they should say."""
    folder = tmp_path / "v"
    with Vault.create_with_key(folder, KEY, "Ana") as vault:
        with vault.journal.transaction():
            for number in range(RECORDS):
                name = {"given_name": f"Child {number}"}
                vault.journal.write_along("child", vault.journal.new_id(), name, "")
        dump = vault.journal.dump()
        vault.open_connection().execute("UPDATE local SET value = 'old' WHERE name = 'projections'")
        vault.open_connection().execute("DELETE FROM child")
    return folder, dump


def opened(folder: Path, **how: object) -> Vault:
    return Vault.open_with_key(folder, KEY, **how)


def test_it_tells_how_far_it_is_and_all_is_there(stale: tuple[Path, dict]) -> None:
    folder, dump = stale
    told = list[tuple[int, int]]()
    with opened(folder, told=lambda done, total: told.append((done, total))) as vault:
        assert vault.journal.dump() == dump
        assert vault.journal.verify() == ()
    assert len(told) > 4
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1] >= RECORDS


def test_nothing_is_told_where_nothing_is_to_be_done(stale: tuple[Path, dict]) -> None:
    folder, _ = stale
    opened(folder).close()
    told = list[int]()
    opened(folder, told=lambda done, _total: told.append(done)).close()
    assert told == []


def test_whoever_stops_it_half_way_finds_the_file_as_it_was(stale: tuple[Path, dict]) -> None:
    folder, dump = stale

    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        opened(folder, told=stop)
    with opened(folder) as vault:
        assert vault.journal.dump() == dump


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_killed_half_way_it_loses_nothing_and_begins_again(stale: tuple[Path, dict]) -> None:
    folder, dump = stale
    for _ in range(2):
        ended = subprocess.run([sys.executable, "-c", _KILLED, str(folder)], check=False)
        assert ended.returncode == -9
    told = list[int]()
    with opened(folder, told=lambda done, _total: told.append(done)) as vault:
        assert vault.journal.dump() == dump
        assert vault.journal.verify() == ()
    assert told[0] == 0
