"""R5 and R2 of what changes the keys or the whole vault: a passphrase changed, a person revoked
(a new data key), a backup restored. Killed, or cut off from power, at any moment, there stands
what was before or what is after, wholly, for each person and each acknowledged entry."""

import random
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, cast
from unittest.mock import patch

from imh_desktop.errors import ImhError
from imh_desktop.flows import going_back, unlocking
from imh_desktop.store.backup_copy import BACKUPS, made
from imh_desktop.store.backups import back_up
from imh_desktop.store.swapping import set_aside
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.disk import Disk, Recorder
from tests.faults.kills import Deadly, killed
from tests.faults.system import SystemWatch, watched
from tests.faults.tally import Tally
from tests.store import key_steps

_WHEN = datetime(2026, 1, 1, tzinfo=UTC)
_DONE = "done"
_A_RUN = 100
"""Cuts of one recorded act."""
Look = Callable[[Path], str]


class Act(NamedTuple):
    """``files``: the vault before; ``told``: what was acknowledged in it; ``do``: the act, in a
    folder; ``look``: return ``before`` or ``after``, raise where it is neither, wholly."""

    files: dict[str, bytes]
    told: dict[str, str]
    do: Callable[[Path], object]
    look: Look


def key_act(name: str) -> Callable[[Path, int], Act]:
    """Return how an act on the keys is prepared (``key_steps``)."""

    def prepared(place: Path, seed: int) -> Act:
        folder = place / "keys"
        code = key_steps.make(folder)
        told = _lived(folder, 25, seed)

        def look(there: Path) -> str:
            stands = key_steps.check(there, name, code)
            who = key_steps.NEW if (name, stands) == ("change", "after") else key_steps.ROSA
            _require_all(there, who, told)
            return stands

        return Act(world.read(folder), told, lambda there: key_steps.do(name, there), look)

    return prepared


def restore(place: Path, seed: int) -> Act:
    """Prepare a vault with an older backup, to which it goes back."""
    folder = place / "restored"
    key_steps.make(folder)
    early = _lived(folder, 25, seed)
    with unlocking.unlock(folder, key_steps.ROSA) as vault:
        back_up(vault, _WHEN)
    told = early | _lived(folder, 15, seed + 1)

    def do(there: Path) -> None:
        (backup,) = made(there / BACKUPS)
        found = going_back.key_from(there, backup.path, key_steps.ROSA)
        going_back.restore(there, backup, found, _WHEN)

    def look(there: Path) -> str:
        with unlocking.unlock(there, key_steps.ROSA) as vault:
            said = [kind for _, kind, _ in key_steps.records.events(vault)]
        if "vault_restored" not in said:
            _require_all(there, key_steps.ROSA, told)
            return "before"
        assert said.count("vault_restored") == 1, said
        _require_all(there, key_steps.ROSA, early)
        (aside,) = set_aside(there)
        _require_all(aside, key_steps.ROSA, told)
        return "after"

    return Act(world.read(folder), told, do, look)


def kills(prepare: Callable[[Path, int], Act]) -> Callable[[Path, int, int, Tally], None]:
    """Return the suite that kills an act at a call or at a moment."""

    def run(place: Path, seed: int, trials: int, tally: Tally) -> None:
        key_steps.cheapen()
        act, chance, folder = prepare(place, seed), random.Random(seed), place / "killed"
        calls, seconds = _cost(act, folder)
        for _ in range(trials):
            world.lay(folder, act.files)

            def work(tell: Callable[[str, str], None]) -> None:
                act.do(folder)
                tell(_DONE, "")

            lines = killed(folder, work, chance, 1.1 * seconds, calls + 10)
            bad = [line for line in lines if line.startswith("!")]
            _judge(act, folder, tally, done=f"{_DONE} " in lines, bad=bad)

    return run


def cuts(prepare: Callable[[Path, int], Act]) -> Callable[[Path, int, int, Tally], None]:
    """Return the suite that cuts the power during an act."""

    def run(place: Path, seed: int, trials: int, tally: Tally) -> None:
        key_steps.cheapen()
        act, chance, folder = prepare(place, seed), random.Random(seed), place / "cut"
        while trials > 0:
            begun, steps = _recorded(act, folder)
            moments = _moments(len(steps), min(trials, _A_RUN), chance)
            disk, at = Disk(begun), 0
            for moment in moments:
                for step in steps[at:moment]:
                    disk.take(step)
                at = moment
                image = disk.cut(chance)
                world.lay(folder, {n.removeprefix(f"{folder}/"): d for n, d in image.items()})
                _judge(act, folder, tally, done=_DONE in disk.told, bad=[])
            trials -= len(moments)

    return run


def _moments(steps: int, count: int, chance: random.Random) -> list[int]:
    """Return after how many steps the power fails: half of the moments lie in the last fifth, where
    what was made takes its name."""
    late = range(4 * steps // 5, steps + 1)
    either = (range(1, steps + 1), late)
    return sorted(chance.choice(either[number % 2]) for number in range(count))


def _judge(act: Act, folder: Path, tally: Tally, *, done: bool, bad: list[str]) -> None:
    """Note what stands after an act was cut off. ``done``: it was acknowledged."""
    lost, stands = 0, ""
    try:
        stands = act.look(folder)
        if done and stands != "after":
            lost = 1
    except (AssertionError, ImhError, ValueError, StopIteration) as error:
        bad = [*bad, f"{type(error).__name__}: {error}"]
    tally.add(acknowledged=len(act.told) + done, lost=lost, bad=bad, reported=stands == "after")


def _recorded(act: Act, folder: Path):  # type: ignore[no-untyped-def]
    """Return the disk before an act, and all that happened to it."""
    world.lay(folder, act.files)
    recorder = Recorder(folder)
    with watched(recorder), patch.object(shutil, "_use_fd_functions", new=False):
        act.do(folder)
        recorder.tell(_DONE, "")
    return recorder.begun, recorder.steps


def _cost(act: Act, folder: Path) -> tuple[int, float]:
    """Return how many calls an act has, and how many seconds."""
    world.lay(folder, act.files)
    most = 1 << 40
    watch, spent = Deadly(folder, most), Tally()
    with watched(cast(SystemWatch, watch)):
        act.do(folder)
    spent.add()
    return most - watch.left, spent.seconds


def _lived(folder: Path, steps: int, seed: int) -> dict[str, str]:
    """Let Rosa work for a while; return what was acknowledged."""
    told: dict[str, str] = {}
    with unlocking.unlock(folder, key_steps.ROSA) as vault:
        visitor = world.Visitor(vault, told.__setitem__, random.Random(seed))
        for _ in range(steps):
            visitor.step()
    return told


def _require_all(folder: Path, passphrase: str, told: Mapping[str, str]) -> None:
    """Require a sound vault that holds every acknowledged entry."""
    with unlocking.unlock(folder, passphrase) as vault:
        faults, have = vault.journal.verify(), _contents(vault)
    assert not faults, faults
    gone = sum(have.get(entry) != content for entry, content in told.items())
    assert not gone, f"{gone} acknowledged entries are not there"


def _contents(vault: Vault) -> dict[str, str]:
    return {entry.entry_id: entry.content for entry in vault.journal.entries()}
