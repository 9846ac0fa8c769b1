"""R1: SIGKILL while she answers. Each trial is a process of its own, forked from one that has
everything imported; it opens the vault, answers, and is killed at a moment or at a call."""

import os
import random
import signal
import time
from collections.abc import Callable
from pathlib import Path

from imh_desktop.store.shelf import Shelf
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.system import SystemWatch, watched
from tests.faults.tally import Tally

PER_VAULT = 20
"""Kills in one vault before a new one is begun."""
_LONGEST = 0.08


class Deadly(SystemWatch):
    """Kills the process at its n-th call, before it or after it."""

    def __init__(self, folder: Path, left: int) -> None:
        """Let so many calls pass."""
        super().__init__(folder)
        self.left = left

    def _count(self) -> None:
        self.left -= 1
        if self.left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def before(self, call: str, path: str, *facts: object) -> int:
        self._count()
        return 0

    def after(self, call: str, path: str, *facts: object) -> None:
        self._count()

    def asked(self, call: str, path: str, *facts: object) -> None:
        self._count()


Work = Callable[[Callable[[str, str], None]], None]


def killed(
    folder: Path, work: Work, chance: random.Random, longest: float, calls: int
) -> list[str]:
    """Do a work in a process of its own and kill it: at a call, or after so many seconds from its
    first acknowledgement; return the acknowledgements that were heard."""
    heard, say = os.pipe()
    at_call = chance.random() < 0.5
    left = chance.randrange(calls)
    child = os.fork()
    if child == 0:
        os.close(heard)
        try:
            tell = lambda entry, content: os.write(say, f"{entry} {content}\n".encode())  # noqa: E731
            if at_call:
                with watched(Deadly(folder, left)):
                    work(tell)
            else:
                tell("begun", "")
                work(tell)
        except BaseException as error:
            os.write(say, f"! {type(error).__name__}: {error}\n".encode())
        os._exit(0)
    os.close(say)
    with os.fdopen(heard, "rb") as pipe:
        first = b"" if at_call else pipe.readline()
        if not at_call:
            time.sleep(chance.uniform(0, longest))
            os.kill(child, signal.SIGKILL)
        rest = pipe.read()
    os.waitpid(child, 0)
    lines = (first + rest).decode().split("\n")[:-1]
    return [line for line in lines if not line.startswith("begun")]


def answer_for_ever(folder: Path, seed: int) -> Work:
    """Return the work of answering, with a checkpoint now and then."""

    def work(tell: Callable[[str, str], None]) -> None:
        chance = random.Random(seed)
        with Vault.open_with_key(folder, world.KEY) as vault:
            visitor = world.Visitor(vault, tell, chance)
            while True:
                visitor.step()
                if chance.random() < 0.05:
                    vault.checkpoint()

    return work


def run(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Kill and look, kill and look."""
    _run(place, seed, trials, tally, answer_for_ever)


def run_liar(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """The control: a program that acknowledges before the commit."""

    def lying(folder: Path, number: int) -> Work:
        def work(tell: Callable[[str, str], None]) -> None:
            real = Shelf.put

            def early(shelf, place, chain_no, entry, digest):  # type: ignore[no-untyped-def]
                real(shelf, place, chain_no, entry, digest)
                tell(entry.entry_id, entry.content)

            Shelf.put = early  # type: ignore[method-assign]
            answer_for_ever(folder, number)(tell)

        return work

    _run(place, seed, trials, tally, lying)


def _run(place: Path, seed: int, trials: int, tally: Tally, works: Callable[..., Work]) -> None:
    chance, folder, told = random.Random(seed), place / "killed", dict[str, str]()
    for number in range(trials):
        if number % PER_VAULT == 0:
            world.lay(folder, {})
            told = world.make(folder, chance.randrange(50), seed + number)
        lines = killed(folder, works(folder, chance.randrange(1 << 30)), chance, _LONGEST, 900)
        bad = [line for line in lines if line.startswith("!")]
        told |= dict(line.split(" ") for line in lines if not line.startswith("!"))
        lost, faults = world.examine(folder, told, go_on=False)
        tally.add(acknowledged=len(told), lost=lost, faults=faults, bad=bad)
        if lost:  # counted once
            told = {}
            world.lay(folder, {})
            world.make(folder, 10, number)
