"""The outside of an archive: three frames and nothing else that anyone can read.

::

    16 bytes   "imh-archive 1", filled up with zeros
    3 x 8      the length of each frame: class G, class V, open (big endian)
    frames     each one age stream, then 0x80 and zeros up to its length
    32 bytes   SHA-256 over the first 40 bytes and the SHA-256 of each frame

All three are always there. The filler takes up the random length of age's header, so that equal
work gives equal frames. The last 32 bytes tell nature's damage and name the file; that nobody
else had a hand in it is for the signatures to say.
"""

import hashlib
import os
from collections.abc import Iterable
from typing import BinaryIO, NamedTuple

from imh_desktop.core.privacy import ChainClass
from imh_desktop.exchange.archive.faults import (
    CUT,
    ArchiveDamaged,
    ArchiveTooNew,
    NotAnArchive,
    Refusal,
    damaged,
)

ORDER = (ChainClass.G, ChainClass.V, ChainClass.OPEN)
"""The open part comes last: it is signed over the other two as they lie there."""
_NAME = b"imh-archive "
MAGIC = (_NAME + b"1").ljust(16, b"\0")
HEAD = len(MAGIC) + 8 * len(ORDER)
MARK = b"\x80"
_TAIL = 32
_BLOCK = 1 << 18
_LONGEST_FILLER = 1 << 16


class Frame(NamedTuple):
    """Where a part lies (bytes), and its SHA-256."""

    start: int
    length: int
    digest: bytes


class Outline(NamedTuple):
    """The frames of a file, and the hash by which the file is known."""

    frames: dict[ChainClass, Frame]
    name: bytes
    size: int


def head(lengths: Iterable[int]) -> bytes:
    """Return the first bytes of a file with frames of these lengths."""
    return MAGIC + b"".join(length.to_bytes(8, "big") for length in lengths)


def name_of(first: bytes, digests: Iterable[bytes]) -> bytes:
    """Return the hash by which a file is known."""
    return hashlib.sha256(first + b"".join(digests)).digest()


def survey(file: BinaryIO) -> Outline:
    """Find the frames of an open file, and check every byte of it against its hash.

    Raises:
        Refusal: it is no archive, a newer one, cut short or damaged.
        OSError: it cannot be read.
    """
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    first = file.read(HEAD)
    _require_ours(first)
    lengths = [int.from_bytes(first[at : at + 8], "big") for at in range(len(MAGIC), HEAD, 8)]
    missing = HEAD + sum(lengths) + _TAIL - size
    if missing:
        raise Refusal(ArchiveDamaged, CUT, missing=missing) if missing > 0 else damaged()
    frames: dict[ChainClass, Frame] = {}
    for part, length in zip(ORDER, lengths, strict=True):
        frames[part] = Frame(file.tell(), length, _digest(file, length))
    name = name_of(first, (frame.digest for frame in frames.values()))
    if file.read(_TAIL) != name:
        raise damaged()
    return Outline(frames, name, size)


def _require_ours(first: bytes) -> None:
    if first.startswith(_NAME) and len(first) == HEAD and not first.startswith(MAGIC):
        number = first[len(_NAME) : len(MAGIC)].rstrip(b"\0")
        if number.isdigit() and not number.startswith(b"0"):
            raise Refusal(
                ArchiveTooNew,
                "{file} was made with a newer release of the program. Nothing was taken from it."
                " Update this program, and open it again.",
            )
    if not first.startswith(_NAME):
        raise Refusal(NotAnArchive, "{file} is not an archive of this program.")
    if len(first) < HEAD or not first.startswith(MAGIC):
        raise damaged()


def _digest(file: BinaryIO, length: int) -> bytes:
    running = hashlib.sha256()
    while length:
        block = file.read(min(length, _BLOCK))
        if not block:
            raise damaged()  # it shrank while it was read
        running.update(block)
        length -= len(block)
    return running.digest()


def stream_length(file: BinaryIO, frame: Frame) -> int:
    """Return how many bytes of a frame are its age stream.

    Raises:
        Refusal: the filler is not one.
    """
    looked = min(frame.length, _LONGEST_FILLER)
    file.seek(frame.start + frame.length - looked)
    ending = file.read(looked).rstrip(b"\0")
    if not ending.endswith(MARK):
        raise damaged()
    return frame.length - looked + len(ending) - len(MARK)


class FrameReader:
    """The bytes of one frame's age stream, as pyrage reads them; hashed as they pass.

    pyrage tells every trouble as its own: a disk's is kept in ``failure``.
    """

    def __init__(self, file: BinaryIO, frame: Frame) -> None:
        """Stand at the start of the frame. Raises as ``stream_length``."""
        self._left = stream_length(file, frame)
        file.seek(frame.start)
        self._file, self._frame, self._hash = file, frame, hashlib.sha256()
        self.failure: BaseException | None = None

    def read(self, size: int) -> bytes:
        """Return the next bytes; none at the end of the stream."""
        try:
            block = self._file.read(min(size, self._left))
        except BaseException as error:
            self.failure = error
            raise
        self._left -= len(block)
        self._hash.update(block)
        return block

    def same(self) -> bool:
        """Tell, after the stream, whether the frame is what was surveyed."""
        rest = self._frame.start + self._frame.length - self._file.tell()
        self._hash.update(self._file.read(rest))
        return self._hash.digest() == self._frame.digest
