"""Each suite of faults in small figures, in a process of its own: the real settings, the real save
path. The release figures: ``python3 run.py faults``; its table stands in ARCHITECTURE.md."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
SMALL = {
    "R1": 30, "R2": 40, "R2-whole": 20, "R2-normal": 15, "R3-1": 90, "R3-2": 130, "R3-3": 180,
    "R4": 8,
    "R5-backup": 8, "R5-merge": 8, "R5-upgrade": 8,
    "R5-passphrase": 6, "R5-revoke": 6, "R5-restore": 6, "R2-passphrase": 16, "R2-revoke": 16,
    "R2-restore": 16, "R6": 40, "R7": 6, "R7-whole": 8, "R9": 30,
}  # fmt: skip


def found(tmp_path: Path, name: str, trials: int, seed: int = 1) -> dict[str, object]:
    command = [sys.executable, "-m", "tests.faults", "one", name, str(trials), str(seed)]
    env = dict(os.environ, PYTHONPATH=str(TOP), TMPDIR=str(tmp_path))
    done = subprocess.run(command, cwd=TOP, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("name", [name for name in SMALL if name != "R2-normal"])
def test_nothing_acknowledged_is_lost_and_every_fault_is_told(tmp_path: Path, name: str) -> None:
    tally = found(tmp_path, name, SMALL[name])

    assert (tally["lost"], tally["damaged"], tally["bad"]) == (0, 0, 0), tally["said"]
    assert tally["trials"]
    if name.startswith(("R3", "R4", "R6", "R7", "R2-p", "R2-r")):
        assert tally["reported"]


def test_the_setting_most_guides_give_loses_answers_and_is_caught(tmp_path: Path) -> None:
    tally = found(tmp_path, "R2-normal", SMALL["R2-normal"])

    assert tally["lossy"]
    assert not tally["damaged"]


def test_a_device_that_ruins_whole_sectors_is_reckoned_with(tmp_path: Path) -> None:
    """SQLite by default does not, and loses what it had saved."""
    assert found(tmp_path, "R2-whole-trusted", 20)["lossy"]


def test_a_liar_is_caught(tmp_path: Path) -> None:
    assert found(tmp_path, "R2-liar", 15)["lossy"]
