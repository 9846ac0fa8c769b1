"""What a disk holds after the power went: rebuilt from what was asked of it, at any moment.

What was synced is there. Of what was written since, each sector of 512 bytes is there, or not, or
torn: each by chance, in no order; that is at least as cruel as SQLite's own crash tests, which lose
and trash sectors of unsynced writes. A file that was created is there once it, or its folder, was
synced; one that was deleted may be back unless the deletion was a durable one.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.faults.vfs import Op

SECTOR = 512


class _File:
    """``durable``: what a cut cannot take; ``pending``: what came since; ``sure``: its name is
    in its folder for good."""

    def __init__(self, durable: bytes, *, sure: bool) -> None:
        self.durable, self.pending, self.sure = bytearray(durable), list[Op](), sure

    def sync(self) -> None:
        for op in self.pending:
            _apply(self.durable, op)
        self.pending, self.sure = [], True


class Power:
    """Follows what was asked of the disk; ``cut`` says what is left at this moment."""

    def __init__(self, begun: dict[str, bytes]) -> None:
        """Begin with files that are on disk for good, by path."""
        self._files = {path: _File(data, sure=True) for path, data in begun.items()}
        self._gone: dict[str, _File] = {}
        self.marks: list[str] = []

    def follow(self, op: Op) -> None:
        """Take in the next thing that was asked for."""
        if op.what == "mark":
            self.marks.append(op.path)
        elif op.what == "create":
            self._files[op.path] = _File(b"", sure=False)
        elif op.what == "delete":
            gone = self._files.pop(op.path, None)
            if gone is not None and not op.at:
                self._gone[op.path] = gone
        elif op.what == "sync":
            self._files[op.path].sync()
        else:
            self._files[op.path].pending.append(op)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files as the disk has them if the power goes now."""
        left = {path: _torn(file, chance) for path, file in self._files.items()
                if file.sure or chance.random() < 0.5}  # fmt: skip
        for path, file in self._gone.items():
            if path not in self._files and chance.random() < 0.5:
                left[path] = _torn(file, chance)
        return left


def _torn(file: _File, chance: random.Random) -> bytes:
    data = bytearray(file.durable)
    keep = chance.choice((0.0, 0.1, 0.5, 0.9, 1.0))
    for op in file.pending:
        if op.what == "truncate":
            if chance.random() < keep:
                _apply(data, op)
            continue
        for start, part in _sectors(op):
            if chance.random() < keep:
                _apply(data, Op("write", op.path, start, part))
            elif chance.random() < 0.05:
                _apply(data, Op("write", op.path, start, chance.randbytes(len(part))))
    return bytes(data)


def _sectors(op: Op) -> Iterator[tuple[int, bytes]]:
    """Yield the parts of a write that lie in one sector each."""
    at, end = op.at, op.at + len(op.data)
    while at < end:
        after = min((at // SECTOR + 1) * SECTOR, end)
        yield at, op.data[at - op.at : after - op.at]
        at = after


def _apply(data: bytearray, op: Op) -> None:
    if op.what == "truncate":
        del data[op.at :]
        data.extend(bytes(op.at - len(data)))
        return
    if len(data) < op.at:
        data.extend(bytes(op.at - len(data)))
    data[op.at : op.at + len(op.data)] = op.data


def on_disk(folder: Path) -> dict[str, bytes]:
    """Return what lies in a folder, by path; the shared memory of SQLite is none of it."""
    return {
        str(path): path.read_bytes()
        for path in folder.iterdir()
        if path.is_file() and not path.name.endswith("-shm")
    }


def lay(files: dict[str, bytes], former: Path, folder: Path) -> None:
    """Write files of a folder into another one."""
    folder.mkdir(mode=0o700)
    for path, data in files.items():
        (folder / Path(path).relative_to(former)).write_bytes(data)


def cuts(
    ops: Sequence[Op], begun: dict[str, bytes], count: int, chance: random.Random
) -> Iterator[tuple[dict[str, bytes], list[str]]]:
    """Yield ``count`` cuts at moments drawn by chance: what is left, and what was acknowledged."""
    moments = sorted(chance.randrange(len(ops) + 1) for _ in range(count))
    power, followed = Power(begun), 0
    for moment in moments:
        for op in ops[followed:moment]:
            power.follow(op)
        followed = moment
        yield power.cut(chance), list(power.marks)
