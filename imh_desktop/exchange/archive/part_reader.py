"""Takes a part's content apart again, in bounded memory: lines, closing line, filling."""

import hashlib
import zlib
from collections.abc import Callable

from imh_desktop.errors import to_tell
from imh_desktop.exchange.archive.faults import damaged, forged
from imh_desktop.exchange.archive.lines import LONGEST
from imh_desktop.exchange.archive.shape import Closing
from imh_desktop.exchange.archive.strict import NotStrict, decode_strictly

_BLOCK = 1 << 18
_LONGEST_CLOSING = 4096
_RATIO, _FREE = 100, 16_000_000
"""How often larger than it lies there a part may become, past the first 16 MB."""

SWOLLEN = to_tell("{file} swells to far more than an archive holds. Nothing was taken from it.")


class PartSink:
    """Takes the plaintext of an age stream as it comes, and gives its lines.

    Nothing given is to be trusted before ``finish`` has returned the closing line, and that
    only once its signature is checked. A failure is kept: pyrage swallows that of the last write.
    """

    def __init__(self, take: Callable[[bytes], None]) -> None:
        """Give each line, without its end, to ``take``."""
        self._take, self._hash = take, hashlib.sha256()
        self._zlib, self._rest, self._ending = zlib.decompressobj(), b"", bytearray()
        self._closed = False
        self._fed = self._grown = 0
        self.failure: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Take the next bytes."""
        if self.failure is not None:
            raise self.failure
        try:
            self._feed(bytes(data))
        except BaseException as error:
            self.failure = error
            raise
        return len(data)

    def flush(self) -> None:
        """Keep nothing back."""

    def finish(self) -> tuple[Closing, str]:
        """Return the closing line, and the SHA-256 of the squeezed lines in hex.

        Raises:
            Refusal: the part ends before its end.
        """
        if self.failure is not None:
            raise self.failure
        if not self._closed:
            raise damaged()
        try:
            closing = decode_strictly(bytes(self._ending), Closing)
        except NotStrict:
            raise damaged() from None
        if closing.size != self._fed:
            raise damaged()
        return closing, self._hash.hexdigest()

    def _feed(self, data: bytes) -> None:
        self._fed += len(data)
        while data and not self._zlib.eof:
            left = self._grow(data)
            self._hash.update(data[: len(data) - len(left)])
            data = left
        if data:
            self._end(data)

    def _grow(self, data: bytes) -> bytes:
        """Squeeze out some lines; return what is left of the data."""
        try:
            block = self._zlib.decompress(data, _BLOCK)
            rest = self._zlib.unconsumed_tail
            while len(block) == _BLOCK and not rest and not self._zlib.eof:
                self._split(block)
                block = self._zlib.decompress(b"", _BLOCK)
                rest = self._zlib.unconsumed_tail
        except zlib.error:
            raise damaged() from None
        self._split(block)
        if self._zlib.eof and self._rest:
            raise damaged()
        return self._zlib.unused_data if self._zlib.eof else rest

    def _split(self, block: bytes) -> None:
        self._grown += len(block)
        if self._grown > max(_FREE, _RATIO * self._fed):
            raise forged(SWOLLEN)
        *lines, self._rest = (self._rest + block).split(b"\n")
        if len(self._rest) > LONGEST:
            raise forged(SWOLLEN)
        for line in lines:
            self._take(line)

    def _end(self, data: bytes) -> None:
        if not self._closed:
            ending, newline, data = data.partition(b"\n")
            self._ending += ending
            self._closed = bool(newline)
            if len(self._ending) > _LONGEST_CLOSING:
                raise damaged()
        if data.count(0) != len(data):
            raise damaged()
