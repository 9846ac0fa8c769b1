"""A disk that loses power: what was not synced may be there, half there, or not at all.

At least as cruel as the crash file system of SQLite's own tests (``test6.c``): of every write that
no sync covers each part may be written, lost or turned to rubbish, in any order; the making,
renaming and removing of files lasts only when their folder was synced.
"""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.faults.system import SystemWatch
from tests.faults.vfs import TO_BE_SYNCED_WITH_FOLDER

SECTOR = 512


class Step(NamedTuple):
    """One thing that happened to the disk.

    ``what``: make, write, size, sync, folder, unlink, rename; or "told": an acknowledgement.
    ``file``: number of the file. ``at``: offset or size. ``data``: bytes, or the told entry.
    """

    what: str
    file: int = 0
    at: int = 0
    data: bytes = b""
    path: str = ""
    to: str = ""


class Recorder(SystemWatch):
    """Writes down all that happens to a folder."""

    def __init__(self, folder: Path) -> None:
        """Begin with the folder as it lies there, all of it durable."""
        super().__init__(folder)
        self.steps: list[Step] = []
        self.names: dict[str, int] = {}
        self.live: dict[int, bytearray] = {}
        self._unsynced: set[int] = set()
        for path in folder.rglob("*"):
            if path.is_file() and self.inside(str(path)):
                self._new(str(path), path.read_bytes())
        self.begun = {path: bytes(self.live[no]) for path, no in self.names.items()}

    def inside(self, path: object) -> bool:
        """Leave out SQLite's shared memory and the lock: both are thrown away."""
        return super().inside(path) and not str(path).endswith(("-shm", ".lock"))

    def tell(self, entry_id: str, content: str) -> None:
        """Note that the program said of an entry that it is saved."""
        self.steps.append(Step("told", data=f"{entry_id} {content}".encode()))

    def after(self, call: str, path: str, *facts: object) -> None:
        if not self.inside(path):
            return
        if call == "xOpen":
            if path not in self.names:
                self._make(path)
                if int(facts[0]) & TO_BE_SYNCED_WITH_FOLDER:  # type: ignore[call-overload]
                    self._unsynced.add(self.names[path])
        elif call == "xDelete":
            self._unlink(path)
            if facts[0]:
                self._add(Step("folder", path=_parent(path)))
        elif call == "xWrite":
            self._write(self.names[path], *facts)  # type: ignore[arg-type]
        elif call == "xTruncate":
            self._size(self.names[path], int(facts[0]))  # type: ignore[call-overload]
        elif call == "xSync":
            number = self.names[path]
            self._add(Step("sync", number))
            if number in self._unsynced:
                self._unsynced.discard(number)
                self._add(Step("folder", path=_parent(path)))

    def done(self, call: str, path: str, *facts: object) -> None:
        if call == "made":
            self._make(path)
        elif call == "unlink" and path in self.names:
            self._unlink(path)
        elif call in ("replace", "rename"):
            self._rename(path, str(facts[0]))
        elif call == "fsync" and path in self.names:
            self._look(path)
            self._add(Step("sync", self.names[path]))
        elif call == "fsync":
            self._add(Step("folder", path=path))

    def _rename(self, path: str, to: str) -> None:
        for name in _within(path, self.names):
            self._look(name, to + name.removeprefix(path))
        step = Step("rename", path=path, to=to)
        self._add(step)
        _carry_out(step, self.names, {})

    def _look(self, path: str, at: str = "") -> None:
        """Note what Python wrote to a file, which went past no watch."""
        number, found = self.names[path], Path(at or path).read_bytes()
        if found != self.live[number]:
            self._size(number, 0)
            self._write(number, 0, found)

    def _new(self, path: str, data: bytes = b"") -> None:
        number = len(self.live) + 1
        self.names[path], self.live[number] = number, bytearray(data)

    def _make(self, path: str) -> None:
        self._new(path)
        self._add(Step("make", self.names[path], path=path))

    def _unlink(self, path: str) -> None:
        self._add(Step("unlink", path=path))
        self.names.pop(path)

    def _write(self, number: int, at: int, data: bytes) -> None:
        _put(self.live[number], at, data)
        self._add(Step("write", number, at, data))

    def _size(self, number: int, size: int) -> None:
        _cut(self.live[number], size)
        self._add(Step("size", number, size))

    def _add(self, step: Step) -> None:
        self.steps.append(step)


class Disk:
    """What would be on the disk, step by step."""

    def __init__(self, begun: dict[str, bytes]) -> None:
        """Begin with files that last."""
        self.names = {path: number for number, path in enumerate(begun, 1)}
        self.lasting = {self.names[path]: bytearray(data) for path, data in begun.items()}
        self.pending: list[Step] = []
        self.told: dict[str, str] = {}

    def take(self, step: Step) -> None:
        """Let one step happen."""
        if step.what == "told":
            entry_id, _, content = step.data.decode().partition(" ")
            self.told[entry_id] = content
        elif step.what == "sync":
            self._settle(lambda one: one.file == step.file and one.what in ("write", "size"))
        elif step.what == "folder":
            self._settle(lambda one: bool(one.path) and step.path in _folders(one))
        else:
            self.pending.append(step)

    def _settle(self, lasts: object) -> None:
        kept = []
        for step in self.pending:
            if lasts(step):  # type: ignore[operator]
                _carry_out(step, self.names, self.lasting)
            else:
                kept.append(step)
        self.pending = kept

    def cut(self, chance: random.Random, *, whole_sectors: bool = False) -> dict[str, bytes]:
        """Return path -> bytes as a power cut leaves them now.

        Args:
            whole_sectors: rubbish fills many a sector that a write touched, what was synced in
                it before too: a device that SQLite by default does not reckon with.
        """
        names = dict(self.names)
        touched = {step.file for step in self.pending}
        files = {n: bytearray(d) if n in touched else d for n, d in self.lasting.items()}
        for step in _survivors(self.pending, chance, whole_sectors):
            _carry_out(step, names, files)
        return {path: bytes(files.get(number, b"")) for path, number in names.items()}


def _survivors(pending: list[Step], chance: random.Random, whole: bool) -> Iterator[Step]:
    """Yield what of the unsynced steps reached the disk, by one of some tempers of a disk."""
    how = chance.choice(("nothing", "all", "first ones", "some", "sectors", "sectors"))
    how = "sectors" if whole else how
    likely = chance.choice((0.1, 0.5, 0.9))
    last = chance.randrange(len(pending) + 1)
    for number, step in enumerate(pending):
        if how == "all" or (how == "first ones" and number < last):
            yield step
        elif how == "first ones" and number == last and step.what == "write":
            yield step._replace(data=step.data[: chance.randrange(len(step.data) + 1)])
        elif how == "some" or (how == "sectors" and step.what != "write"):
            if chance.random() < likely:
                yield step
        elif how == "sectors":
            yield from _sectors(step, chance, likely, whole)


def _sectors(step: Step, chance: random.Random, likely: float, whole: bool) -> Iterator[Step]:
    at, end = step.at, step.at + len(step.data)
    while at < end:
        stop = min(end, (at // SECTOR + 1) * SECTOR)
        fate = chance.random()
        if fate < likely:
            yield step._replace(at=at, data=step.data[at - step.at : stop - step.at])
        elif fate < likely + 0.5 and whole:
            first = at // SECTOR * SECTOR
            yield step._replace(at=first, data=chance.randbytes(SECTOR))
        elif fate < likely + 0.1:
            yield step._replace(at=at, data=chance.randbytes(stop - at))
        at = stop


def _carry_out(step: Step, names: dict[str, int], files: dict[int, bytearray]) -> None:
    if step.what == "make":
        files.setdefault(step.file, bytearray())
        names[step.path] = step.file
    elif step.what == "write":
        _put(files.setdefault(step.file, bytearray()), step.at, step.data)
    elif step.what == "size":
        _cut(files.setdefault(step.file, bytearray()), step.at)
    elif step.what == "unlink":
        names.pop(step.path, None)
    elif step.what == "rename":  # of a folder all that is in it, at once
        for name in _within(step.path, names):
            names[step.to + name.removeprefix(step.path)] = names.pop(name)


def _within(path: str, names: Iterable[str]) -> list[str]:
    return [name for name in names if name == path or name.startswith(path + "/")]


def _put(data: bytearray, at: int, more: bytes) -> None:
    if len(data) < at:
        data.extend(bytes(at - len(data)))
    data[at : at + len(more)] = more


def _cut(data: bytearray, size: int) -> None:
    if len(data) > size:
        del data[size:]
    else:
        data.extend(bytes(size - len(data)))


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _folders(step: Step) -> set[str]:
    """Return the folders whose sync makes a step last."""
    return {_parent(path) for path in (step.path, step.to) if path}
