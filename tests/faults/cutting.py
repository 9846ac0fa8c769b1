"""R2: the power goes at any moment of answering; and the settings under which that loses answers.

One run is recorded, and its disk rebuilt as it would be at many moments.
"""

import random
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from imh_desktop.store import sqlcipher
from tests.faults.answering import answer, begin, found
from tests.faults.power import cuts, lay, on_disk
from tests.faults.tally import Tally
from tests.faults.vfs import Op, Recorder, over

Settings = Callable[[tuple[str, ...]], tuple[str, ...]]


def as_shipped(pragmas: tuple[str, ...]) -> tuple[str, ...]:
    """Leave the settings as they are."""
    return pragmas


def hardly_synced(pragmas: tuple[str, ...]) -> tuple[str, ...]:
    """Give the settings that most guides give; they lose what was acknowledged."""
    return tuple(each.replace("= FULL", "= NORMAL") for each in pragmas)


def often_folded(pragmas: tuple[str, ...]) -> tuple[str, ...]:
    """Fold the WAL into the file every few commits, so that cuts fall into checkpoints too."""
    return tuple(each.replace("= 4000", "= 24") for each in pragmas)


def recorded(folder: Path, visits: int, settings: Settings) -> list[Op]:
    """Answer in a vault on a disk that writes everything down."""
    recorder = Recorder()
    with mock.patch.object(sqlcipher, "PRAGMAS", settings(sqlcipher.PRAGMAS)), over(recorder):
        answer(folder, recorder.mark, visits)
    return recorder.ops


def cut_power(
    folder: Path, count: int, seed: int, settings: Settings = as_shipped, visits: int = 2
) -> Tally:
    """Cut the power ``count`` times; open what is left each time, and compare."""
    vault, tally, chance = folder / "vault", Tally(), random.Random(seed)
    begin(vault)
    begun = on_disk(vault)
    ops = recorded(vault, visits, settings)
    for number, (files, marks) in enumerate(cuts(ops, begun, count, chance)):
        left = folder / f"cut{number}"
        lay(files, vault, left)
        tally.note(found(left, marks), len(marks))
        shutil.rmtree(left)
    return tally
