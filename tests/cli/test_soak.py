"""Killed at any moment, the program has lost nothing it acknowledged; a liar is found out."""

import os
import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

SOAK = [sys.executable, "-m", "imh_desktop", "soak", "--vault"]
LIAR = [sys.executable, str(Path(__file__).with_name("lying_soak.py"))]
HERE = dict(os.environ, PYTHONPATH=str(Path(__file__).parents[2]))
"""The package under test, wherever the command is started from."""


def _killed(command: list[str], folder: Path, after: float) -> list[str]:
    """Run until some time after the first acknowledgement, kill, return whole lines."""
    with subprocess.Popen(
        [*command, str(folder)], env=HERE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        assert first, process.stderr.read().decode()
        time.sleep(after)
        process.kill()
        rest = process.stdout.read()
        assert process.wait() == -9, process.stderr.read().decode()
    lines = (first + rest).decode().split("\n")[:-1]
    return [line.removeprefix("ACK ") for line in lines]


def _stored(folder: Path) -> tuple[set[str], str]:
    done = subprocess.run(
        [*SOAK, str(folder), "--check"], env=HERE, capture_output=True, text=True, check=False
    )
    *have, verdict = done.stdout.splitlines()
    assert (done.returncode == 0) == (verdict == "STORE-OK"), done.stderr
    return {line.removeprefix("HAVE ") for line in have}, verdict


def _lost(command: list[str], folder: Path, kills: int, longest: float, chance: float) -> int:
    """Kill and go on in one vault; return how many acknowledged answers are not there."""
    moments = random.Random(chance)
    acknowledged: list[str] = []
    for _ in range(kills):
        acknowledged += _killed(command, folder, moments.uniform(0, longest))
    stored, verdict = _stored(folder)
    assert verdict == "STORE-OK"
    assert len(acknowledged) > kills
    return len(set(acknowledged) - stored)


def _two_at_a_time(folder: Path, batches: int) -> list[int]:
    """Kill 25 times in each of some vaults, two of them side by side."""
    with ThreadPoolExecutor(2) as pool:
        return list(
            pool.map(
                lambda n: _lost(SOAK, folder / f"vault{n}", kills=25, longest=2.0, chance=n),
                range(batches),
            )
        )


def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    assert _two_at_a_time(tmp_path, 2) == [0] * 2


@pytest.mark.soak
@pytest.mark.timeout(1_800)
def test_five_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    assert _two_at_a_time(tmp_path, 20) == [0] * 20


def test_a_build_that_acknowledges_before_the_commit_is_found_out(tmp_path: Path) -> None:
    assert _lost(LIAR, tmp_path / "vault", kills=5, longest=0.4, chance=2) > 0


def test_every_closed_visit_is_still_told(tmp_path: Path) -> None:
    """Packed entries count as stored: the check names more than one visit's."""
    told = _killed(SOAK, tmp_path / "vault", 1.5)
    stored, verdict = _stored(tmp_path / "vault")
    assert verdict == "STORE-OK"
    assert len(told) > 150
    assert set(told) <= stored


def test_a_vault_that_is_no_soak_is_left_alone(tmp_path: Path) -> None:
    from imh_desktop.store.vault import Vault

    folder = tmp_path / "vault"
    Vault.create_with_key(folder, b"k" * 32, "Somebody").close()
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for command in ([*SOAK, str(folder)], [*SOAK, str(folder), "--check"]):
        done = subprocess.run(command, env=HERE, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert "Nothing was changed" in done.stderr
        assert not done.stdout
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("place", [0.1, 0.35, 0.6, 0.95])
def test_a_damaged_store_is_told(tmp_path: Path, place: float) -> None:
    folder = tmp_path / "vault"
    _killed(SOAK, folder, 0.4)
    _stored(folder)
    vault = folder / "vault.db"
    data = bytearray(vault.read_bytes())
    data[int(len(data) * place)] ^= 1
    vault.write_bytes(data)
    done = subprocess.run(
        [*SOAK, str(folder), "--check"], env=HERE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("STORE-BAD ")
    assert not done.stderr
