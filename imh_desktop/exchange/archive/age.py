"""age streams through pyrage: X25519 recipients only, both ways, in bounded memory.

pyrage 1.4 was read for this: it tells no error of its last write, calls a writer again after that
failed, tells any error of a source or an output as one of its own, and reads a header of any
length into memory; two other endings of a header pass it (security.md D7). So whoever writes or
reads keeps his own failure, and the header is looked at first.
"""

import base64
import hashlib
import re
from collections.abc import Sequence
from typing import BinaryIO, Protocol

import pyrage

from imh_desktop.errors import InputError
from imh_desktop.exchange.archive.faults import damaged
from imh_desktop.exchange.archive.frames import Frame, FrameReader

LEAST_STANZAS = 8
WITNESS = 1
"""A part is sealed for its recipients and for one throw-away key, by which it is read back."""
_NO_KEY = "No matching keys found"
_CHUNK, _NONCE, _TAG = 64 * 1024, 16, 16
_STANZA, _GREASE = 98, 2048
_LONGEST_HEADER = 64 * 1024
_BODY = rb"(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n"
_HEADER = re.compile(
    rb"age-encryption\.org/v1\n((?:-> [!-~]+(?: [!-~]+)*\n"
    + _BODY
    + rb")+)--- ([A-Za-z0-9+/]{43})\n"
)
_ENDING = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")
_ONE = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)\n(" + _BODY + rb")")


class NoKey(Exception):
    """The stream was sealed for others."""


class Sink(Protocol):
    """Takes what is read out of a stream; ``failure``: what went wrong in it."""

    failure: BaseException | None

    def write(self, data: bytes) -> int:
        """Take some bytes and return how many."""

    def flush(self) -> None:
        """Do nothing: a sink keeps nothing back."""


class Source(Protocol):
    """Gives what is sealed; ``failure``: what went wrong in it."""

    failure: BaseException | None

    def read(self, size: int) -> bytes:
        """Return the next bytes; none at the end."""


class Output:
    """Counts and hashes what reaches a file, and keeps its failure, which pyrage may swallow."""

    def __init__(self, file: BinaryIO) -> None:
        """Write to an open file."""
        self._file, self._hash = file, hashlib.sha256()
        self.length = 0
        self.failure: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Write all of the data."""
        if self.failure is not None:
            raise self.failure
        try:
            self._file.write(data)
        except BaseException as error:
            self.failure = error
            raise
        self._hash.update(data)
        self.length += len(data)
        return len(data)

    def digest(self) -> bytes:
        """Return the SHA-256 of all that was written."""
        return self._hash.digest()

    def flush(self) -> None:
        """Leave that to the end."""


def stanzas(recipients: int) -> int:
    """Return for how many a stream is sealed: the next power of two, the rest being nobody."""
    return max(LEAST_STANZAS, 1 << max(recipients - 1, 0).bit_length())


def room(content: int, recipients: int) -> int:
    """Return how long a frame is for so many bytes and recipients: enough for any header."""
    chunks = max(1, -(-content // _CHUNK))
    return _GREASE + _STANZA * stanzas(recipients) + _NONCE + content + _TAG * chunks


def seal(source: Source, output: Output, sealing_keys: Sequence[str]) -> None:
    """Seal a stream for public keys (``age1...``), and for nobody up to ``stanzas`` of them.

    Raises:
        InputError: a key is none. Whatever failed in the source or the output.
    """
    try:
        known = [pyrage.x25519.Recipient.from_str(key) for key in sealing_keys]
    except pyrage.RecipientError as error:
        raise InputError("A recipient's key is none.", place="recipients") from error
    nobody = stanzas(len(known)) - len(known)
    known += [pyrage.x25519.Identity.generate().to_public() for _ in range(nobody)]
    try:
        pyrage.encrypt_io(source, output, known)
    except pyrage.EncryptError:
        if not (source.failure or output.failure):
            raise
    if failure := source.failure or output.failure:
        raise failure


def unseal(reader: FrameReader, sink: Sink, identity: object) -> None:
    """Give a stream's content to a sink.

    Raises:
        NoKey: it was sealed for others. Refusal: it is damaged. Whatever failed in the sink.
    """
    try:
        pyrage.decrypt_io(reader, sink, [identity])
    except (pyrage.DecryptError, OSError) as error:
        if failure := reader.failure or sink.failure:
            raise failure from None
        if str(error) == _NO_KEY:
            raise NoKey from None
        raise damaged() from None
    if sink.failure is not None:
        raise sink.failure


def require_plain_header(file: BinaryIO, frame: Frame) -> None:
    """Refuse a header that is endless, or written in any but the one way.

    Raises:
        Refusal: it is one of these, or there is none.
    """
    file.seek(frame.start)
    beginning = file.read(min(frame.length, _LONGEST_HEADER))
    ending = _ENDING.search(beginning)
    header = _HEADER.fullmatch(beginning, 0, ending.end()) if ending else None
    if header is None or not _one_spelling(header[2]):
        raise damaged()
    for arguments, body in _ONE.findall(header[1]):
        words = arguments.split(b" ")
        keyed = words[0] == b"X25519"
        if keyed and not (len(words) == 2 and _one_spelling(words[1])):
            raise damaged()
        if not (keyed or words[0].endswith(b"-grease")) or not _one_spelling(body):
            raise damaged()


def _one_spelling(text: bytes) -> bool:
    """Tell whether base64 without padding has no bits to spare."""
    bare = text.replace(b"\n", b"")
    try:
        raw = base64.b64decode(bare + b"=" * (-len(bare) % 4), validate=True)
    except ValueError:
        return False
    return base64.b64encode(raw).rstrip(b"=") == bare
