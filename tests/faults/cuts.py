"""R2: the power fails while she answers. One run is written down call by call; the disk is then
built as a cut at any moment would have left it, and opened."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

from imh_desktop.store import sqlcipher
from imh_desktop.store.entry import Entry
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.disk import Disk, Recorder
from tests.faults.system import watched
from tests.faults.tally import Tally

A_RUN = 250
"""Cuts of one recorded run."""
_STEPS = 130


def record(folder: Path, seed: int, *, early: bool = False) -> Recorder:
    """Answer, close visits, checkpoint, close and open again, and write all of it down.

    Args:
        early: be a liar: say an answer is saved before it is committed.
    """
    chance = random.Random(seed)
    world.make(folder, chance.randrange(60), seed)
    recorder = Recorder(folder)
    left = _STEPS
    with watched(recorder):
        while left > 0:
            with Vault.open_with_key(folder, world.KEY) as vault:
                visitor = world.Visitor(vault, recorder.tell, chance)
                steps = chance.randrange(1, 60)
                if early:
                    _lie(vault, recorder)
                for _ in range(steps):
                    visitor.step()
                    if chance.random() < 0.05:
                        vault.checkpoint()
                left -= steps
    return recorder


def run(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Cut the power at moments of recorded runs; note each in the tally."""
    _cuts(place, seed, trials, tally, record)


def run_whole(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """The same on a device whose whole sectors turn to rubbish."""
    _cuts(place, seed, trials, tally, record, whole=True)


def run_whole_trusted(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Its control: SQLite trusts the device not to, as it does unless told."""
    with patch.object(sqlcipher, "_SECTORS", "psow=1"):
        _cuts(place, seed, trials, tally, record, whole=True)


def run_normal(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """The control: with WAL and synchronous=NORMAL, as most guides have it."""
    lax = tuple(each.replace("= FULL", "= NORMAL") for each in sqlcipher.PRAGMAS)

    def recorded(folder: Path, number: int) -> Recorder:
        with patch.object(sqlcipher, "PRAGMAS", lax):
            return record(folder, number)

    _cuts(place, seed, trials, tally, recorded)


def run_liar(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """The other control: a program that says "saved" before it commits."""
    _cuts(place, seed, trials, tally, lambda folder, n: record(folder, n, early=True))


def _lie(vault: Vault, recorder: Recorder) -> None:
    """Let a vault acknowledge each entry as it is put, before the commit."""
    pen = vault.journal.pen
    put = pen.put

    def told_first(*what: Any) -> Entry:
        entry = put(*what)
        recorder.tell(entry.entry_id, entry.content)
        return entry

    pen.put = told_first  # type: ignore[method-assign]


def _cuts(
    place: Path, seed: int, trials: int, tally: Tally, recorded: Callable[[Path, int], Recorder],
    *, whole: bool = False,
) -> None:  # fmt: skip
    chance = random.Random(seed)
    while trials > 0:
        folder = place / f"run-{seed}-{trials}"
        recorder = recorded(folder, chance.randrange(1 << 30))
        disk, steps = Disk(recorder.begun), recorder.steps
        moments = sorted(chance.sample(range(1, len(steps) + 1), min(trials, A_RUN, len(steps))))
        at = 0
        for moment in moments:
            for step in steps[at:moment]:
                disk.take(step)
            at = moment
            image = disk.cut(chance, whole_sectors=whole)
            files = {path.removeprefix(f"{folder}/"): data for path, data in image.items()}
            world.lay(place / "cut", files)
            lost, faults = world.examine(place / "cut", disk.told)
            tally.add(acknowledged=len(disk.told), lost=lost, faults=faults)
        trials -= len(moments)
