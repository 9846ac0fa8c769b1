"""An archive is there whole or not at all, whatever the disk does."""

import errno
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from imh_desktop.exchange.archive import frames, open_archive, writer
from imh_desktop.exchange.archive.faults import ArchiveUnwritten
from tests.exchange.archive.people import OPEN, Made, made, share, stretch


class Disk:
    """Fails the n-th thing the writer asks of it: once with an error, or as if the power went."""

    def __init__(self, fails_at: int, error: type[BaseException] | OSError) -> None:
        self.asked, self.fails_at, self.error = 0, fails_at, error

    def wrap(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*arguments: Any, **named: Any) -> Any:
            self.asked += 1
            if self.asked == self.fails_at or (
                self.error is PowerCut and self.asked > self.fails_at
            ):
                raise self.error
            return real(*arguments, **named)

        return asked


class File:
    """An open file whose writes may fail."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file, self.write = file, disk.wrap(file.write)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> "File":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def opened(real: Callable[..., Any], disk: Disk) -> Callable[..., Any]:
    def open_it(path: Path, mode: str = "r") -> Any:
        file = real(path, mode)
        return File(file, disk) if mode == "r+b" else file

    return open_it


class PowerCut(BaseException):
    """Nothing runs after it."""


def failing(monkeypatch: pytest.MonkeyPatch, disk: Disk) -> None:
    monkeypatch.setattr(Path, "open", opened(Path.open, disk))
    monkeypatch.setattr(writer.os, "fsync", disk.wrap(os.fsync))
    monkeypatch.setattr(writer, "make_private_file", disk.wrap(writer.make_private_file))
    monkeypatch.setattr(writer, "sync_folder", disk.wrap(writer.sync_folder))
    monkeypatch.setattr(frames, "survey", disk.wrap(frames.survey))
    monkeypatch.setattr(Path, "replace", disk.wrap(Path.replace))
    if disk.error is PowerCut:
        monkeypatch.setattr(Path, "unlink", disk.wrap(Path.unlink))  # no tidying up either


def points(monkeypatch: pytest.MonkeyPatch, small: Made, target: Path, error: Any) -> Iterator[int]:
    """Let each point fail in turn, until none does."""
    for at in range(1, 500):
        with monkeypatch.context() as patched:
            disk = Disk(at, error)
            failing(patched, disk)
            try:
                small.write(target)
            except (ArchiveUnwritten, PowerCut):
                assert disk.asked >= at
            else:
                assert disk.asked < at
                return
        yield at
    raise AssertionError("no end")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_each_failing_call_leaves_the_old_archive(
    monkeypatch: pytest.MonkeyPatch, small: Made, tmp_path: Path, number: int
) -> None:
    target = tmp_path / "a.imha"
    target.write_bytes(b"old")
    whole = 0
    for at in points(monkeypatch, small, target, OSError(number, "no")):
        assert [path.name for path in tmp_path.iterdir()] == ["a.imha"], at
        whole += target.read_bytes() != b"old"
        target.write_bytes(b"old")
    assert whole  # where the folder could not be synced after the new name was given
    open_archive(target, small.programme.coordinator.keys, small.programme.trust, {})


def test_each_power_cut_leaves_the_old_archive_or_the_new(
    monkeypatch: pytest.MonkeyPatch, small: Made, tmp_path: Path
) -> None:
    target, desk = tmp_path / "a.imha", small.programme.coordinator.keys
    cuts = 0
    for _ in points(monkeypatch, small, target, PowerCut):
        cuts += 1
        if target.exists():
            open_archive(target, desk, small.programme.trust, {})
    assert cuts > 10


def test_what_the_disk_gives_back_otherwise_is_never_named_done(
    monkeypatch: pytest.MonkeyPatch, small: Made, tmp_path: Path
) -> None:
    """A lying stick: one byte comes back different."""
    target, real = tmp_path / "a.imha", os.fsync

    def lie(handle: int) -> None:
        real(handle)
        os.pwrite(handle, b"\xff", 5000)

    monkeypatch.setattr(writer.os, "fsync", lie)
    with pytest.raises(ArchiveUnwritten, match="read back"):
        small.write(target)
    assert list(tmp_path.iterdir()) == []


def test_an_archive_is_for_its_owner_alone(small: Made, tmp_path: Path) -> None:
    small.write(tmp_path / "a.imha")
    assert (tmp_path / "a.imha").stat().st_mode & 0o077 == 0


def test_no_word_of_it_lies_on_disk_in_plain(tmp_path: Path) -> None:
    chance = random.Random(3)
    small = made(chance)
    said = {"answers.r1": {"code": "MARKER-OPEN"}}
    chain = stretch(chance, small.sender, OPEN, 3, changes=said)
    small.with_parts(open=share(chain)).write(tmp_path / "a.imha")
    read = open_archive(
        tmp_path / "a.imha", small.programme.coordinator.keys, small.programme.trust, {}
    )
    assert len(list(read.entries(OPEN))) == 3
    for path in tmp_path.rglob("*"):
        data = path.read_bytes()
        assert b"MARKER" not in data
        assert small.sender.device_id.encode() not in data
