"""What stands in the anchor, sealed so that a stranger can neither read nor forge it.

Its key is random and lies in the vault, so that it outlives a new data key and is in every backup.
The file also holds it sealed under the data key, for a backup that is older than the first anchor.
"""

import zlib
from collections.abc import Sequence
from os import urandom
from typing import Literal, NamedTuple

import msgspec

from imh_desktop.store.entry import Entry

BEGINS = b"imh-anchor-1\n"
_NONCE, _KEY, _TAG, _SIZE = 12, 32, 16, 8
WRAPPED = _NONCE + _KEY + _TAG
"""Size of the sealed copy of the key, which stands at the beginning."""
_BLOCK = 4096
"""The file's size is told in these steps, so that it says little of how much stands in it."""
LARGEST = 64_000_000


class AnchoredHead(msgspec.Struct, frozen=True, array_like=True):
    """Where one of this device's own chains ended."""

    chain_id: str
    seq: int
    link: bytes


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """Where the vault stood when it was written.

    ``mark``: random, and known to the vault that wrote it. ``place``: a hash of machine and folder.
    ``count``: places of all chains that hold an entry, whole or erased. ``erased``: class -> the
    ids (16 bytes each) of the entries that stand erased. ``anew``: what was said anew where only a
    part of a record was erased, with the erased entries of that record. ``written_at``: UTC, shown
    alone.
    """

    mark: str
    place: str
    written_at: str
    count: int
    heads: tuple[AnchoredHead, ...]
    erased: dict[str, bytes]
    anew: tuple[Entry, ...] = ()


Spare = Literal["whole", "earlier", "damaged"]
"""How the sealed copy of the key stands: under the present data key, under an earlier one, or
under none that is known."""


class Unsealed(NamedTuple):
    """An anchor, the key it was sealed under, and how the sealed copy of that key stands."""

    anchor: Anchor
    key: bytes
    spare: Spare


_ENCODE = msgspec.msgpack.Encoder().encode
_DECODE = msgspec.msgpack.Decoder(Anchor).decode


def new_key() -> bytes:
    """Return a random key for a vault's anchors."""
    return urandom(_KEY)


def seal(anchor: Anchor, vault_id: str, key: bytes, raw_key: bytes) -> bytes:
    """Return the bytes of the file."""
    said = zlib.compress(_ENCODE(anchor))
    size = len(said).to_bytes(_SIZE, "big")
    padded = size + said + bytes(-(_SIZE + len(said)) % _BLOCK)
    wrapped = _sealed(_under(raw_key, vault_id), key, vault_id)
    return BEGINS + wrapped + _sealed(key, padded, vault_id)


def unseal(
    data: bytes, vault_id: str, key: bytes, raw_key: bytes, earlier: Sequence[bytes] = ()
) -> Unsealed | None:
    """Return what was sealed for a vault; None when it is damaged, forged, or another vault's.

    Args:
        key: as it lies in the vault; empty in one that is older than its first anchor.
        earlier: data keys the vault had before.
    """
    if not data.startswith(BEGINS):
        return None
    rest = data[len(BEGINS) :]
    copies = [_opened(_under(each, vault_id), rest[:WRAPPED], vault_id)
              for each in (raw_key, *earlier)]  # fmt: skip
    for each in filter(None, dict.fromkeys((key, *copies))):
        padded = _opened(each, rest[WRAPPED:], vault_id)
        if padded is not None:
            size = int.from_bytes(padded[:_SIZE], "big")
            anchor = _DECODE(zlib.decompress(padded[_SIZE : _SIZE + size]))
            return Unsealed(anchor, each, _spare(each, copies))
    return None


def _spare(key: bytes, copies: Sequence[bytes | None]) -> Spare:
    if copies[0] == key:
        return "whole"
    return "earlier" if key in copies else "damaged"


def _under(raw_key: bytes, vault_id: str) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    said = b"imh anchor " + vault_id.encode()
    return HKDF(algorithm=SHA256(), length=_KEY, salt=None, info=said).derive(raw_key)


def _sealed(key: bytes, said: bytes, vault_id: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    nonce = urandom(_NONCE)
    return nonce + ChaCha20Poly1305(key).encrypt(nonce, said, vault_id.encode())


def _opened(key: bytes, sealed: bytes, vault_id: str) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], vault_id.encode())
    except (InvalidTag, ValueError):
        return None
