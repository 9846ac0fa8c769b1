"""Vaults for the store's tests: a fixed key instead of a slow derivation, a clock that ticks."""

import random as chance
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from imh_desktop.store.vault import Vault

KEY = bytes(range(32))
MARKERS = ("Zanzibarina", "kookaburra-note", "aldebaran street 9")


class Ticking:
    """A clock that moves on by one second at each look."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


Opener = Callable[..., Vault]


@pytest.fixture
def open_vault(tmp_path: Path) -> Iterator[Opener]:
    """Open a vault by name: made when new, and closed at the end of the test. It does not wait
    for the disk, which is the subject of test_store_disk.py and of soak alone."""
    opened: list[Vault] = []

    def open_one(name: str = "vault") -> Vault:
        folder, seed = tmp_path / name, chance.Random(len(opened))
        how = Vault.open_with_key if Vault.exists(folder) else Vault.create_with_key
        names = () if Vault.exists(folder) else ("Ana",)
        vault = how(folder, KEY, *names, clock=Ticking(), random=seed.randbytes)
        vault.open_connection().execute("PRAGMA synchronous = OFF")
        opened.append(vault)
        return vault

    yield open_one
    for vault in opened:
        vault.close()


@pytest.fixture
def vault(open_vault: Opener) -> Vault:
    """One open vault."""
    return open_vault()


@pytest.fixture
def closed(open_vault: Opener) -> Path:
    """The folder of a closed vault that holds something."""
    vault = open_vault()
    vault.journal.write("child", vault.journal.new_id(), {"given_name": MARKERS[0]})
    vault.close()
    return vault.folder


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every byte kept in a folder. Left out: the lock, and SQLite's note of who is
    reading (``-shm``), which reading alone changes and which is thrown away."""
    passing = ("vault.lock", "vault.db-shm")
    files = (path for path in folder.iterdir() if path.name not in passing)
    return {path.name: path.read_bytes() for path in files}
