"""R3: each n-th call to the disk fails, once or from then on, until nothing is left to fail."""

import errno
import random
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple

from imh_desktop.errors import ImhError
from imh_desktop.flows.visiting import resume
from imh_desktop.store.backups import back_up
from imh_desktop.store.keys import Cost
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.system import SystemWatch, watched
from tests.faults.tally import Tally
from tests.faults.vfs import EIO, NO_ROOM

QUICK = Cost(8, 1, 1)
STUBBORN = 3
"""How often she tries while the cause stays; then it goes."""
TAKES = 2
"""SQLITE_SHM_LOCK: a lock is taken. Giving one up cannot fail on a disk of one's own."""
_NEEDS_ROOM = {"mkdir", "open", "fsync", "replace", "rename"}


class Failing(SystemWatch):
    """Lets the n-th call fail, and with ``sticky`` all after it, until ``mended``."""

    def __init__(self, folder: Path, at: int, number: int, *, sticky: bool) -> None:
        """``number``: EIO, or ENOSPC, which only meets calls that need room."""
        super().__init__(folder)
        self.at, self.number, self.sticky = at, number, sticky
        self.seen = self.failed = 0
        self.mended = False

    def _fails(self, needs_room: bool) -> bool:
        if self.number == errno.ENOSPC and not needs_room:
            return False
        self.seen += 1
        due = self.seen >= self.at if self.sticky else self.seen == self.at
        if due and not self.mended:
            self.failed += 1
        return due and not self.mended

    def before(self, call: str, path: str, *facts: object) -> int:
        if call == "xShmLock" and not int(facts[2]) & TAKES:  # type: ignore[call-overload]
            return 0
        codes = NO_ROOM if self.number == errno.ENOSPC else EIO
        return codes[call] if self._fails(call in NO_ROOM) else 0

    def asked(self, call: str, path: str, *facts: object) -> None:
        if self._fails(call in _NEEDS_ROOM):
            raise OSError(self.number, "the disk refuses", path)


class Trial:
    """One run past a failing disk, and what was wrong in it."""

    def __init__(self, folder: Path, failing: Failing) -> None:
        """Work in a folder."""
        self.folder, self.failing = folder, failing
        self.told: dict[str, str] = {}
        self.bad: list[str] = []
        self.reported = 0

    def do(self, what: str, act: Callable[[], object]) -> object:
        """Do a thing as she does: again when it is refused, and the cause goes in the end."""
        for turn in range(STUBBORN + 2):
            try:
                return act()
            except ImhError as fault:
                self.reported += 1
                if not self.failing.failed:
                    self.bad.append(f"{what}: refused without a cause: {fault}")
                    raise _Over from fault
            except Exception as error:
                self.bad.append(f"{what}: {type(error).__name__}: {error}")
            if turn >= STUBBORN:
                self.failing.mended = True
        self.bad.append(f"{what}: is refused although the cause is gone")
        raise _Over

    def answer(self, vault: Vault, steps: int) -> None:
        """Answer, look at the clock of the window, answer; all on one vault and one visit."""
        visitor = world.Visitor(vault, self.told.__setitem__, random.Random(3))
        for number in range(steps):
            self.do("answering", visitor.step)
            if number == steps // 2:
                self.do("checkpoint", vault.checkpoint)
                self.do("draft", lambda: vault.desk.keep_draft("a/b", "half a wo"))
        if visitor.visit is not None:
            shown = visitor.visit.visit
            read = lambda: resume(vault, world.LIBRARY, shown.visit_id).visit.answers  # noqa: E731
            if self.do("reading", read) != shown.answers:
                self.bad.append("answering: the screen shows other answers than the file holds")

    def close(self, vault: Vault) -> None:
        """Close the vault, once: there is no second try at a window's door."""
        try:
            vault.close()
        except ImhError:
            self.reported += 1
        except Exception as error:
            self.bad.append(f"closing: {type(error).__name__}: {error}")


class _Over(Exception):
    """The trial cannot go on; what is bad stands in it."""


class Story(NamedTuple):
    """What is done past the failing disk, on a vault with so many steps done before."""

    name: str
    before: int
    act: Callable[[Trial], None]


def _open(trial: Trial) -> Vault:
    opened = trial.do("opening", lambda: Vault.open_with_key(trial.folder, world.KEY))
    assert isinstance(opened, Vault)
    return opened


def _answering(trial: Trial) -> None:
    vault = _open(trial)
    try:
        trial.answer(vault, 6)
    finally:
        trial.close(vault)


def _backing_up(trial: Trial) -> None:
    vault = _open(trial)
    try:
        trial.answer(vault, 1)
        trial.do("backup", lambda: back_up(vault, datetime(2026, 1, 1, tzinfo=UTC)))
        trial.answer(vault, 1)
    finally:
        trial.close(vault)


def _making(trial: Trial) -> None:
    made = trial.do("making", lambda: _made(trial))
    assert isinstance(made, Vault)
    trial.close(made)
    vault = _open(trial)
    try:
        trial.answer(vault, 2)
    finally:
        trial.close(vault)


def _made(trial: Trial) -> Vault:
    """Make a vault with keys; what an attempt made before it was refused is opened."""
    if Vault.exists(trial.folder / "v"):
        return Vault.unlock(trial.folder / "v", "four words on paper", floor=QUICK)
    return Vault.create(trial.folder / "v", "four words on paper", "Ana", cost=QUICK)[0]


STORIES = (
    Story("answering", 12, _answering),
    Story("closing a visit", 48, _answering),
    Story("backup", 12, _backing_up),
)
KINDS = ((errno.EIO, False), (errno.EIO, True), (errno.ENOSPC, False), (errno.ENOSPC, True))


@cache
def begun(place: Path, steps: int) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files of a vault with so many steps done, and what was acknowledged."""
    told = world.make(place / f"begun-{steps}", steps)
    return world.read(place / f"begun-{steps}"), told


def one(place: Path, story: Story, at: int, number: int, *, sticky: bool) -> tuple[Trial, bool]:
    """Run a story with the n-th call failing; return the trial, and whether anything failed."""
    files, told = begun(place, story.before)
    folder = place / "errors"
    world.lay(folder, files)
    failing = Failing(folder, at, number, sticky=sticky)
    trial = Trial(folder, failing)
    trial.told.update(told)
    with watched(failing):
        try:
            story.act(trial)
        except _Over:
            pass
    return trial, failing.failed > 0


def run(place: Path, story: Story, tally: Tally, *, first: int = 1, every: int = 1) -> None:
    """Let every so-manyth call of a story fail, in each way, until none is left."""
    for number, sticky in KINDS:
        at, fired = first, True
        while fired:
            trial, fired = one(place, story, at, number, sticky=sticky)
            lost, faults = world.examine(trial.folder, trial.told)
            where = f"{story.name}, call {at}, {errno.errorcode[number]}, sticky {sticky}: "
            tally.add(
                acknowledged=len(trial.told), lost=lost, reported=trial.reported,
                faults=[where + said for said in faults], bad=[where + said for said in trial.bad],
            )  # fmt: skip
            at += every
