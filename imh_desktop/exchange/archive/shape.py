"""What the first and the last line of a part hold, and the runs of entries between them."""

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import UNSET, UnsetType

from imh_desktop.core.privacy import ChainClass
from imh_desktop.exchange.archive.keys import DeviceKeys, signed_by
from imh_desktop.exchange.archive.papers import Certificate, Hash, Id, Number, Seq, Signature
from imh_desktop.store.entry import Chain, encode

Instant = Annotated[str, msgspec.Meta(pattern=r"\A[0-9TZ:.+-]{20,40}\Z")]
_HEAD = "head"
_PART = "part"


class _Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    pass


class Run(_Line, frozen=True, kw_only=True):
    """A stretch of one chain, from ``first`` to ``seq``, with nothing left out, and its head.

    ``base``: the link before ``first``. ``link``: the one at ``seq``. Both in hex. ``signature``:
    the chain's own device's, over the head; so anyone may carry anyone's entries. Without an
    entry (``first`` = ``seq`` + 1) only the head is told.
    """

    chain_id: Id
    chain_class: ChainClass
    device_id: Id
    first: Seq
    base: Hash
    seq: Number
    link: Hash
    signature: Signature

    @property
    def chain(self) -> Chain:
        """Return the chain it is a stretch of."""
        return Chain(self.chain_id, self.device_id, self.chain_class)

    @property
    def count(self) -> int:
        """Return how many entries it has."""
        return self.seq - self.first + 1

    def head_signed_with(self, signing_key: str) -> bool:
        """Tell whether the owner of a key signed the head."""
        return signed_by(signing_key, self.signature, _HEAD, _head(self.chain, self.seq, self.link))


class Held(_Line, frozen=True, kw_only=True):
    """Entries of a chain that a device has and has verified; ``link`` at ``last``, in hex."""

    chain_id: Id
    first: Seq
    last: Number
    link: Hash


class Header(_Line, frozen=True, kw_only=True):
    """The first line. ``recipients``: fingerprints, sorted; signed with the rest, so that nobody
    can seal the part anew for another and pass for its sender. ``receipt``: what the sender has,
    of this part's class alone. ``schema``: the number of the entries' schema. ``kind``: a
    demonstration says so; a real archive has no such word, and so is byte for byte what it was
    before there was one."""

    format: Literal[1]
    part: ChainClass
    archive_id: Id
    made_at: Instant
    schema: Number
    sender: Id
    certificates: tuple[Certificate, ...]
    recipients: tuple[Hash, ...]
    runs: tuple[Run, ...]
    receipt: tuple[Held, ...]
    kind: Literal["demo"] | UnsetType = UNSET


class Closing(_Line, frozen=True, kw_only=True):
    """The last line.

    ``squeezed``: SHA-256 over all lines before, as zlib left them: the same lines can be squeezed
    in many ways, and only the sender's counts. ``sealed``: in the open part, the SHA-256 of the
    other frames, so that no part can be changed for that of another archive. ``size``: of the
    whole content in bytes, filled up, so that not even a zero can be added. ``signature``: the
    sender's, over the rest, the archive's id and the part's name.
    """

    count: Number
    squeezed: Hash
    sealed: dict[str, Hash]
    size: Number
    signature: Signature

    def signed_with(self, signing_key: str, header: Header) -> bool:
        """Tell whether the owner of a key closed the part so."""
        said = _closing(header, self.count, self.squeezed, self.sealed, self.size)
        return signed_by(signing_key, self.signature, _PART, said)


def sign_head(keys: DeviceKeys, chain: Chain, seq: int, link: bytes) -> str:
    """Sign where a chain of this device stands."""
    if chain.device_id != keys.device_id:
        raise ValueError("a device signs the heads of its own chains")
    return keys.sign(_HEAD, _head(chain, seq, link.hex()))


def close(
    keys: DeviceKeys,
    header: Header,
    count: int,
    squeezed: str,
    sealed: Mapping[str, str],
    size: int,
) -> Closing:
    """Close a part in the sender's name."""
    signature = keys.sign(_PART, _closing(header, count, squeezed, sealed, size))
    return Closing(
        count=count, squeezed=squeezed, sealed=dict(sealed), size=size, signature=signature
    )


def _head(chain: Chain, seq: int, link: str) -> bytes:
    return encode({"chain": chain, "link": link, "seq": seq})


def _closing(
    header: Header, count: int, squeezed: str, sealed: Mapping[str, str], size: int
) -> bytes:
    place = {"archive": header.archive_id, "part": header.part}
    facts = {"count": count, "squeezed": squeezed, "sealed": sealed, "size": size}
    return encode(place | facts)
