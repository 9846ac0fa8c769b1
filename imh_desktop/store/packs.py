"""Many entries of one record as one small block of bytes, and back, exactly.

Like stands beside like: the times in the ids are laid byte place by byte place, parents are told
by how far back they stand, and repeated words are left to zlib. Salts, marks and the random part
of the ids cannot shrink: they stand beside the words, which they would only spoil for zlib.
"""

from collections.abc import Iterable
from itertools import accumulate, starmap
from typing import AnyStr, NamedTuple

import msgspec

from imh_desktop.store.entry import Changes, Entry
from imh_desktop.store.vocabulary import restore, shrink


class Body(msgspec.Struct, frozen=True, array_like=True):
    """What an entry says, without its place in chain and record. ``salt`` in hex. ``mark``: the
    first 4 bytes of its content hash, in hex, by which an edit is found at the very entry."""

    changes: Changes
    parents: tuple[str, ...]
    worker_id: str
    recorded_at: str
    reason: str
    salt: str
    mark: str


class Row(NamedTuple):
    """One entry as it lies on disk."""

    entry_id: bytes
    chain_no: int
    seq: int
    body: Body


class Pack(NamedTuple):
    """Rows of one record, and the link each of the device's own chains had when they were packed
    (chain number, seq, link)."""

    rows: tuple[Row, ...]
    links: tuple[tuple[int, int, bytes], ...]


class _Parcel(msgspec.Struct, frozen=True, array_like=True):
    """A pack's bytes: the words shrunk, and what is random."""

    words: bytes
    tails: bytes
    salts: bytes
    marks: bytes


class _Block(msgspec.Struct, frozen=True, array_like=True):
    """The words of a pack, by columns. ``heads``: how the ids begin, by the clock."""

    heads: bytes
    chains: tuple[int, ...]
    seqs: tuple[int, ...]
    parents: tuple[tuple[int | str, ...], ...]
    workers: tuple[str, ...]
    worker_of: tuple[int, ...]
    times: tuple[str, ...]
    reasons: dict[int, str]
    changes: tuple[bytes, ...]
    links: tuple[tuple[int, int, bytes], ...]


_ENCODE = msgspec.msgpack.Encoder().encode
_OPEN = msgspec.msgpack.Decoder(_Parcel).decode
_DECODE = msgspec.msgpack.Decoder(_Block).decode
_CHANGES = msgspec.json.Decoder(Changes).decode
_HEAD, _TAIL, _SALT, _MARK = 6, 10, 16, 4


def body_of(entry: Entry, digest: bytes) -> Body:
    """Return what an entry says, given its content hash."""
    return Body(
        entry.changes, entry.parents, entry.worker_id, entry.recorded_at, entry.reason, entry.salt,
        mark_of(digest),
    )  # fmt: skip


def packed(rows: tuple[Row, ...], links: Iterable[tuple[int, int, bytes]]) -> bytes:
    """Return the bytes of a pack. ``links``: of the device's own chains; those with no row here
    are left out.

    Raises:
        RuntimeError: the pack would not give the rows back (a bug; the transaction is undone).
    """
    chains = {row.chain_no for row in rows}
    pack = Pack(rows, tuple(link for link in links if link[0] in chains))
    data = encode(pack)
    if decode(data) != pack:
        raise RuntimeError("a pack does not give back its entries")
    return data


def encode(pack: Pack) -> bytes:
    """Return a pack's bytes."""
    rows = pack.rows
    at = {id_text(row.entry_id): i for i, row in enumerate(rows)}
    workers = sorted({row.body.worker_id for row in rows})
    block = _Block(
        heads=_turned([row.entry_id[:_HEAD] for row in rows]),
        chains=tuple(row.chain_no for row in rows),
        seqs=_steps([row.seq for row in rows]),
        parents=tuple(_back(row.body.parents, at, i) for i, row in enumerate(rows)),
        workers=tuple(workers),
        worker_of=tuple(workers.index(row.body.worker_id) for row in rows),
        times=tuple(row.body.recorded_at for row in rows),
        reasons={i: row.body.reason for i, row in enumerate(rows) if row.body.reason},
        changes=tuple(msgspec.json.encode(row.body.changes) for row in rows),
        links=pack.links,
    )
    parcel = _Parcel(
        words=shrink(_ENCODE(block)),
        tails=b"".join(row.entry_id[_HEAD:] for row in rows),
        salts=b"".join(bytes.fromhex(row.body.salt) for row in rows),
        marks=b"".join(bytes.fromhex(row.body.mark) for row in rows),
    )
    return _ENCODE(parcel)


def decode(data: bytes) -> Pack:
    """Return a pack's rows.

    Raises:
        ValueError: these bytes are not a pack.
    """
    try:
        parcel = _OPEN(data)
        return _laid_out(parcel, _DECODE(restore(parcel.words)))
    except (msgspec.MsgspecError, IndexError) as error:
        raise ValueError("not a pack") from error


def mark_of(digest: bytes) -> str:
    """Return the mark of an entry, given its content hash."""
    return digest[:_MARK].hex()


def id_text(entry_id: bytes) -> str:
    """Return an id in its 36-character form."""
    return f"{entry_id[:4].hex()}-{entry_id[4:10].hex('-', 2)}-{entry_id[10:].hex()}"


def id_bytes(entry_id: str) -> bytes:
    """Return an id's 16 bytes."""
    return bytes.fromhex(entry_id.replace("-", ""))


def _laid_out(parcel: _Parcel, block: _Block) -> Pack:
    """Return the rows, column by column: a vault is verified, and read, pack by pack."""
    count = len(block.chains)
    heads = _straight(block.heads, count)
    ids = [h + t for h, t in zip(heads, _cut(parcel.tails, _TAIL), strict=True)]
    texts = [id_text(entry_id) for entry_id in ids]
    said = zip(
        map(_CHANGES, block.changes),
        _forth(block.parents, texts),
        [block.workers[which] for which in block.worker_of],
        block.times,
        [block.reasons.get(i, "") for i in range(count)],
        _cut(parcel.salts.hex(), 2 * _SALT),
        _cut(parcel.marks.hex(), 2 * _MARK),
        strict=True,
    )
    bodies = list(starmap(Body, said))
    rows = zip(ids, block.chains, accumulate(block.seqs), bodies, strict=True)
    return Pack(tuple(map(Row._make, rows)), block.links)


def _back(parents: tuple[str, ...], at: dict[str, int], i: int) -> tuple[int | str, ...]:
    return tuple(i - at[p] if p in at else p for p in parents)


def _forth(back: tuple[tuple[int | str, ...], ...], texts: list[str]) -> list[tuple[str, ...]]:
    """Return parents as ids; those in the pack are told by how far back they stand."""
    return [
        tuple([p if isinstance(p, str) else texts[i - p] for p in parents])
        for i, parents in enumerate(back)
    ]


def _turned(heads: list[bytes]) -> bytes:
    whole = b"".join(heads)
    return b"".join(whole[place::_HEAD] for place in range(_HEAD))


def _straight(turned: bytes, count: int) -> list[bytes]:
    return [turned[i::count] for i in range(count)]


def _cut(whole: AnyStr, size: int) -> list[AnyStr]:
    return [whole[at : at + size] for at in range(0, len(whole), size)]


def _steps(numbers: list[int]) -> tuple[int, ...]:
    return tuple(b - a for a, b in zip([0, *numbers], numbers, strict=False))
