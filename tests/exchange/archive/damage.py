"""Ways to damage an archive: as nature does, and as one does who knows the format.

``mended``: the outer lengths and hash are made to fit again, so that the damage reaches what
stands behind them. ``resealed``: the content itself is damaged and sealed anew for the reader,
as anyone can who knows a public key.
"""

import random
import zlib
from collections.abc import Callable
from typing import Any

from tests.exchange.archive import by_hand

Damage = Callable[[random.Random, bytes, bytes], bytes]


def bit(chance: random.Random, data: bytes, other: bytes) -> bytes:
    at = chance.randrange(len(data) * 8)
    return data[: at // 8] + bytes([data[at // 8] ^ 1 << at % 8]) + data[at // 8 + 1 :]


def some_bytes(chance: random.Random, data: bytes, other: bytes) -> bytes:
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def cut(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def grown(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data + chance.choice([b"\0", chance.randbytes(chance.randint(1, 300)), data])


def hole(chance: random.Random, data: bytes, other: bytes) -> bytes:
    at, size = chance.randrange(len(data)), chance.randint(1, 600)
    return data[:at] + data[at + size :] if chance.random() < 0.5 else blank(data, at, size)


def blank(data: bytes, at: int, size: int) -> bytes:
    return (data[:at] + bytes(size) + data[at + size :])[: len(data)]


def doubled(chance: random.Random, data: bytes, other: bytes) -> bytes:
    at, size = chance.randrange(len(data)), chance.randint(1, 600)
    return data[:at] + data[at : at + size] * 2 + data[at + size :]


def splice(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def swapped(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """Take some frames from the other archive, or put them in another order."""
    mine, theirs = by_hand.frames(data), by_hand.frames(other)
    frames = [chance.choice(pair) for pair in zip(mine, theirs, strict=True)]
    if chance.random() < 0.4:
        chance.shuffle(frames)
    if chance.random() < 0.2:
        frames[chance.randrange(3)] = b""
    return by_hand.assemble(frames)


def garbage(chance: random.Random, data: bytes, other: bytes) -> bytes:
    noise = chance.randbytes(chance.randrange(len(data)))
    return chance.choice([b"", data[:40], data[:16]]) + noise


def mended(inner: Damage) -> Damage:
    def damage(chance: random.Random, data: bytes, other: bytes) -> bytes:
        frames, which = by_hand.frames(data), chance.randrange(3)
        frames[which] = inner(chance, frames[which], by_hand.frames(other)[which])
        return by_hand.assemble(frames)

    return damage


RAW = (bit, some_bytes, cut, grown, hole, doubled, splice, garbage)
OUTSIDE: tuple[Damage, ...] = (*RAW, swapped, *map(mended, RAW))


def resealed(chance: random.Random, data: bytes, other: bytes, identity: Any) -> bytes:
    """Damage the content of one frame, or its lines, and seal it anew."""
    frames, which = by_hand.frames(data), chance.randrange(3)
    content = by_hand.plain(frames[which], identity)
    told = len(by_hand.json.loads(by_hand.open_up(content)[0][0])["recipients"]) + 1
    foreign = by_hand.plain(by_hand.frames(other)[which], identity)
    inner, before = chance.choice(RAW), content
    if chance.random() < 0.5:
        content = inner(chance, content.rstrip(b"\0"), foreign)
    else:
        content = _with_other_lines(chance, content, foreign, inner)
    content += bytes(max(0, len(before) - len(content)))
    if content == before:
        return data
    frames[which] = by_hand.sealed_to_measure(content, [identity.to_public()], told)
    return by_hand.assemble(frames)


def _with_other_lines(
    chance: random.Random, content: bytes, foreign: bytes, inner: Damage
) -> bytes:
    lines, theirs = by_hand.open_up(content)[0], by_hand.open_up(foreign)[0]
    what, at = chance.randrange(6), chance.randrange(len(lines))
    if what == 0:
        lines[at] = inner(chance, lines[at], theirs[min(at, len(theirs) - 1)])
    elif what == 1:
        del lines[at]
    elif what == 2:
        lines.insert(at, lines[at])
    elif what == 3:
        lines[at] = chance.choice(theirs)
    elif what == 4:
        chance.shuffle(lines)
    else:
        lines[0] = theirs[0]
    if lines == by_hand.open_up(content)[0]:
        return content
    text = b"".join(line + b"\n" for line in lines)
    squeezed = zlib.decompressobj()
    squeezed.decompress(content)
    return zlib.compress(text, 1) + squeezed.unused_data
