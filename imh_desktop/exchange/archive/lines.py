"""One line for each place of a chain: an entry, an erased one, or one that is not told.

An entry's line is the very text its content hash is taken over; chain and seq are those of the
place it stands at. So a line cannot say one thing and be hashed as another.
"""

import hashlib
from typing import Annotated, NamedTuple

import msgspec

from imh_desktop.exchange.archive.papers import Hash, Id
from imh_desktop.exchange.archive.strict import NotStrict, decode_strictly
from imh_desktop.store.entry import Chain, Changes, Entry, check_entry, encode

LONGEST = 4_500_000
"""Bytes: an entry of 4 MB, and its parents."""
_RecordType = Annotated[str, msgspec.Meta(pattern=r"\A[a-z][a-z0-9_]{0,63}\Z")]
_WHOLE, _ERASED = b'{"changes":', b'{"content":'


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """An entry whose values are gone (design.md 1): ids, parents and content hash (hex).

    The hash is the chain's; the ids and parents are only as true as the archive's sender: what
    they were hashed with is erased.
    """

    entry_id: str
    chain: Chain
    seq: int
    record_type: str
    record_id: str
    parents: tuple[str, ...]
    content: str


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """A place of the chain whose entry is not carried here: its content hash (hex) alone.

    One family can be handed over without the others between whom its entries lie.
    """

    chain: Chain
    seq: int
    content: str


Line = Entry | Erased | Withheld


class _Whole(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    changes: Changes
    entry_id: str
    parents: tuple[str, ...]
    reason: str
    record_id: str
    record_type: str
    recorded_at: str
    salt: str
    worker_id: str


class _Erased(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    content: Hash
    entry_id: Id
    parents: tuple[Id, ...]
    record_id: Id
    record_type: _RecordType


class _Withheld(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    withheld: Hash


class Read(NamedTuple):
    """What a line says, and its content hash."""

    line: Line
    digest: bytes


_DECODE = msgspec.json.Decoder(_Whole).decode


def bytes_of(line: Line) -> tuple[bytes, bytes]:
    """Return the bytes of a line without its end, and its content hash."""
    if isinstance(line, Withheld):
        return encode({"withheld": line.content}), bytes.fromhex(line.content)
    facts = {
        "entry_id": line.entry_id,
        "parents": line.parents,
        "record_id": line.record_id,
        "record_type": line.record_type,
    }
    if isinstance(line, Erased):
        return encode(facts | {"content": line.content}), bytes.fromhex(line.content)
    written = encode(
        facts
        | {
            "changes": line.changes,
            "reason": line.reason,
            "recorded_at": line.recorded_at,
            "salt": line.salt,
            "worker_id": line.worker_id,
        }
    )
    return written, hashlib.sha256(written).digest()


def says_made_up(line: Line) -> bool:
    """Tell whether a line marks a child as made up. Only a demonstration writes that, on every
    child: so one made before archives had a ``kind``, or one whose ``kind`` was left out, is
    known by what its own device says."""
    return (
        isinstance(line, Entry) and line.record_type == "child" and line.changes.get("demo") is True
    )


def read_line(data: bytes, chain: Chain, seq: int) -> Read:
    """Read the line of a place.

    Raises:
        NotStrict: it is no line, or not written in the one way it can be.
        InputError: it is no entry.
    """
    if data.startswith(_WHOLE):
        return _entry(data, chain, seq)
    if data.startswith(_ERASED):
        return _erased(decode_strictly(data, _Erased), chain, seq)
    content = decode_strictly(data, _Withheld).withheld
    return Read(Withheld(chain=chain, seq=seq, content=content), bytes.fromhex(content))


def read_again(data: bytes, chain: Chain, seq: int) -> Read:
    """Read a line that was read before, without checking it once more: half the time.

    Raises:
        NotStrict: it is no line at all.
    """
    if not data.startswith(_WHOLE):
        return read_line(data, chain, seq)
    try:
        entry = _made(_DECODE(data), chain, seq)
    except (ValueError, RecursionError):
        raise NotStrict("it is no entry") from None
    return Read(entry, hashlib.sha256(data).digest())


def _entry(data: bytes, chain: Chain, seq: int) -> Read:
    entry = _made(decode_strictly(data, _Whole), chain, seq)
    check_entry(entry)
    return Read(entry, hashlib.sha256(data).digest())


def _made(said: _Whole, chain: Chain, seq: int) -> Entry:
    return Entry(
        entry_id=said.entry_id, chain=chain, seq=seq, record_type=said.record_type,
        record_id=said.record_id, changes=said.changes, parents=said.parents,
        worker_id=said.worker_id, recorded_at=said.recorded_at, reason=said.reason,
        salt=said.salt,
    )  # fmt: skip


def _erased(said: _Erased, chain: Chain, seq: int) -> Read:
    if list(said.parents) != sorted(set(said.parents)):
        raise NotStrict("its parents are not in order")
    erased = Erased(
        entry_id=said.entry_id, chain=chain, seq=seq, record_type=said.record_type,
        record_id=said.record_id, parents=said.parents, content=said.content,
    )  # fmt: skip
    return Read(erased, bytes.fromhex(said.content))
