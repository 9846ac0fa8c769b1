"""R4: the disk fills at any size; then room is made, and answering goes on without a restart."""

import errno
import os
import random
from pathlib import Path

from imh_desktop.errors import ImhError
from imh_desktop.store.faults import DiskFull
from imh_desktop.store.vault import Vault
from tests.faults import world
from tests.faults.errors import begun
from tests.faults.system import SystemWatch, watched
from tests.faults.tally import Tally
from tests.faults.vfs import CANTOPEN, FULL, OK

LARGEST = 600_000
"""Bytes beyond what lies there already; what a story writes fits well within."""
_STEPS = 60


class SmallDisk(SystemWatch):
    """A disk that holds so many bytes more than the folder holds now."""

    def __init__(self, folder: Path, room: int) -> None:
        """Begin with what lies in the folder."""
        super().__init__(folder)
        self.limit: int | None = self._used() + room
        self.refused = 0

    def _used(self) -> int:
        return sum(os.lstat(path).st_size for path in self._files())

    def _files(self) -> list[str]:
        found = (os.path.join(at, name) for at, _, names in os.walk(self.folder) for name in names)
        return [path for path in found if os.path.lexists(path)]

    def _over(self, more: int) -> bool:
        over = self.limit is not None and self._used() + more > self.limit
        self.refused += over
        return over

    def before(self, call: str, path: str, *facts: object) -> int:
        if call == "xWrite":
            offset, data = facts
            size = os.lstat(path).st_size
            return FULL if self._over(max(0, offset + len(data) - size)) else OK  # type: ignore
        if call == "xOpen" and not os.path.lexists(path) and self._over(4096):
            return CANTOPEN
        return OK

    def asked(self, call: str, path: str, *facts: object) -> None:
        if call in ("open", "mkdir") and not os.path.lexists(path) and self._over(4096):
            raise OSError(errno.ENOSPC, "no room", path)


def one(place: Path, room: int) -> tuple[dict[str, str], list[str], int]:
    """Answer until the disk is full and some times more, make room, answer on; return what was
    acknowledged, what must not be, and how often the disk refused."""
    files, before = begun(place, 12)
    folder, told, bad = place / "full", dict(before), list[str]()
    world.lay(folder, files)
    disk = SmallDisk(folder, room)
    with watched(disk):
        vault = _opened(folder, disk, bad)
        if vault is None:
            return told, bad, disk.refused
        visitor = world.Visitor(vault, told.__setitem__, random.Random(room))
        refused = 0
        for _ in range(_STEPS):
            try:
                visitor.step()
            except DiskFull:
                refused += 1
            except ImhError as fault:
                refused += 1
                if "room" not in str(fault) and not disk.refused:
                    bad.append(f"room {room}: {fault}")
            except Exception as error:
                bad.append(f"room {room}: {type(error).__name__}: {error}")
            if refused == 3:
                disk.limit = None
        disk.limit = None
        try:
            visitor.step()
            vault.close()
        except Exception as error:
            bad.append(f"room {room}, then room was made: {type(error).__name__}: {error}")
    return told, bad, disk.refused


def _opened(folder: Path, disk: SmallDisk, bad: list[str]) -> Vault | None:
    for _ in range(2):
        try:
            return Vault.open_with_key(folder, world.KEY)
        except ImhError:
            disk.limit = None
        except Exception as error:
            bad.append(f"opening: {type(error).__name__}: {error}")
            disk.limit = None
    bad.append("cannot be opened although room was made")
    return None


def run(place: Path, seed: int, trials: int, tally: Tally) -> None:
    """Fill disks of many sizes."""
    chance = random.Random(seed)
    for number in range(trials):
        room = (LARGEST * number) // trials + chance.randrange(4096)
        told, bad, refused = one(place, room)
        lost, faults = world.examine(place / "full", told)
        tally.add(acknowledged=len(told), lost=lost, faults=faults, bad=bad, reported=refused)
