"""Makes the content of one part: its lines, squeezed, its closing line, and what fills it up.

The closing line stands after the squeezed lines and not in them: its hashes and signature are
random, and squeezed they would make a part some bytes longer or shorter by chance.
"""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping

from imh_desktop.exchange.archive.keys import DeviceKeys
from imh_desktop.exchange.archive.lines import Line, bytes_of
from imh_desktop.exchange.archive.shape import Header, close
from imh_desktop.store.entry import encode

_LEVEL = 1  # level 6 saves 4 % of what is mostly random, for twice the time
_ZEROS = bytes(1 << 16)
_CLOSING = 640
"""Bytes kept for the closing line; it has 500 at most, and tells the size it is itself part of."""


class PartSource:
    """The bytes of a part, made while they are read. ``length``: how many were."""

    def __init__(
        self, header: Header, lines: Iterable[Line], sender: DeviceKeys,
        sealed: Mapping[str, str], pad: Callable[[int], int],
    ) -> None:  # fmt: skip
        """Prepare a part.

        Args:
            sealed: the hashes of the other frames, for the open part.
            pad: gives the size for so many used bytes.
        """
        self._header, self._lines, self._sender = header, lines, sender
        self._sealed, self._pad = sealed, pad
        self._blocks, self._left = self._plaintext(), b""
        self._hash, self._count = hashlib.sha256(), 0
        self.length = 0
        self.failure: BaseException | None = None

    def read(self, size: int) -> bytes:
        """Return the next bytes, at most ``size`` of them; none at the end."""
        while not self._left:
            block = self._next_block()
            if block is None:
                return b""
            self._left = block
        given, self._left = self._left[:size], self._left[size:]
        self.length += len(given)
        return given

    def _next_block(self) -> bytes | None:
        try:
            return next(self._blocks, None)
        except BaseException as error:
            self.failure = error
            raise

    def _plaintext(self) -> Iterator[bytes]:
        used = 0
        for block in self._squeezed():
            used += len(block)
            self._hash.update(block)
            yield block
        size = self._pad(used + _CLOSING)
        closing = self._closing(size)
        yield closing
        missing = size - used - len(closing)
        while missing:
            block = _ZEROS[:missing]
            missing -= len(block)
            yield block

    def _closing(self, size: int) -> bytes:
        squeezed = self._hash.hexdigest()
        closing = close(self._sender, self._header, self._count, squeezed, self._sealed, size)
        return encode(closing) + b"\n"

    def _squeezed(self) -> Iterator[bytes]:
        squeeze = zlib.compressobj(_LEVEL)
        for data in self._all_lines():
            if block := squeeze.compress(data):
                yield block
        yield squeeze.flush()

    def _all_lines(self) -> Iterator[bytes]:
        yield encode(self._header) + b"\n"
        for line in self._lines:
            self._count += 1
            yield bytes_of(line)[0] + b"\n"
