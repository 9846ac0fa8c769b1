"""The papers of devices: a request to join, a certificate, a revocation.

Each is canonical JSON and one Ed25519 signature over all of it but the signature.
"""

from datetime import date
from typing import Annotated, TypeVar

import msgspec

from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, Limit, clean
from imh_desktop.core.people import Role
from imh_desktop.errors import InputError
from imh_desktop.exchange.archive.keys import (
    SEALING_KEY,
    SIGNATURE,
    SIGNING_KEY,
    DeviceKeys,
    fingerprint,
    signed_by,
)
from imh_desktop.exchange.archive.strict import NotStrict, decode_strictly
from imh_desktop.store.entry import encode

_ID = r"\A[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z"
Id = Annotated[str, msgspec.Meta(pattern=_ID)]
Hash = Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{64}\Z")]
"""A SHA-256, a link or a fingerprint, in small hex."""
Signature = Annotated[str, msgspec.Meta(pattern=SIGNATURE)]
SigningKey = Annotated[str, msgspec.Meta(pattern=SIGNING_KEY)]
SealingKey = Annotated[str, msgspec.Meta(pattern=SEALING_KEY)]
Number = Annotated[int, msgspec.Meta(ge=0, le=2**53 - 1)]
Seq = Annotated[int, msgspec.Meta(ge=1, le=2**53 - 1)]


class _Paper(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    signature: Signature = ""

    @property
    def said(self) -> bytes:
        """Return what the signature stands under."""
        facts = msgspec.to_builtins(self)
        del facts["signature"]
        return encode(facts)

    @property
    def kind(self) -> str:
        """Return what kind of statement this is."""
        return type(self).__name__

    def signed(self, signer: DeviceKeys) -> str:
        """Return a signature for this paper."""
        return signer.sign(self.kind, self.said)

    def signed_with(self, signing_key: str) -> bool:
        """Tell whether the owner of a key (hex) signed this paper."""
        return signed_by(signing_key, self.signature, self.kind, self.said)

    def to_bytes(self) -> bytes:
        """Return the paper as canonical JSON."""
        return encode(self)


class DeviceRequest(_Paper, frozen=True, kw_only=True):
    """A device asks to join, and proves that it holds the signing key."""

    device_id: Id
    name: str
    signing_key: SigningKey
    sealing_key: SealingKey
    made_on: date

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint that both people compare."""
        return fingerprint(self.device_id, self.signing_key, self.sealing_key)


class Certificate(_Paper, frozen=True, kw_only=True):
    """A coordinator says whose keys these are. ``serial`` counts up with its issuer. ``role``:
    what the device is used for; only a coordinator's certifies and revokes."""

    device_id: Id
    signing_key: SigningKey
    sealing_key: SealingKey
    role: Role
    issuer_id: Id
    serial: Number

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the device's keys."""
        return fingerprint(self.device_id, self.signing_key, self.sealing_key)


class Accepted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last head of a chain that still counts. ``link`` in hex."""

    chain_id: Id
    seq: Number
    link: Hash


class Revocation(_Paper, frozen=True, kw_only=True):
    """A coordinator says that a device is trusted no more, and up to where it was.

    A chain that is not named counts from its start as unaccepted. ``last_serial``: the last
    certificate the device issued that still counts; 0 when none does.
    """

    device_id: Id
    accepted: tuple[Accepted, ...]
    reason: str
    issuer_id: Id
    last_serial: Number = 0


P = TypeVar("P", DeviceRequest, Certificate, Revocation)


def request(keys: DeviceKeys, name: str, made_on: date) -> DeviceRequest:
    """Ask to join under a ``name``.

    Raises:
        InputError: the name is too long, or holds what no name may.
    """
    unsigned = DeviceRequest(
        device_id=keys.device_id, name=clean(name, "name", NAME_LIMIT),
        signing_key=keys.signing_key, sealing_key=keys.sealing_key, made_on=made_on,
    )  # fmt: skip
    return msgspec.structs.replace(unsigned, signature=unsigned.signed(keys))


def certify(issuer: DeviceKeys, asked: DeviceRequest, role: Role, serial: int) -> Certificate:
    """Answer a request, after the six words were compared. The first coordinator answers its own.

    Raises:
        InputError: the request is not signed by the device that asks.
    """
    if not asked.signed_with(asked.signing_key):
        raise InputError("This request was altered on the way. Ask for a new one.", place="request")
    unsigned = Certificate(
        device_id=asked.device_id, signing_key=asked.signing_key, sealing_key=asked.sealing_key,
        role=role, issuer_id=issuer.device_id, serial=serial,
    )  # fmt: skip
    return msgspec.structs.replace(unsigned, signature=unsigned.signed(issuer))


def revoke(
    issuer: DeviceKeys, device_id: str, accepted: tuple[Accepted, ...], reason: str,
    last_serial: int = 0,
) -> Revocation:  # fmt: skip
    """Take a device's word away from here on. Raises InputError for a reason no text may be."""
    unsigned = Revocation(
        device_id=device_id, accepted=accepted, reason=clean(reason, "reason", NOTE_LIMIT),
        issuer_id=issuer.device_id, last_serial=last_serial,
    )  # fmt: skip
    return msgspec.structs.replace(unsigned, signature=unsigned.signed(issuer))


def read_paper(data: bytes, kind: type[P], name: str) -> P:
    """Read a paper from a file called ``name``; its signature is for the reader to check.

    Raises:
        InputError: it is no such paper, or not written in the one way it can be.
    """
    try:
        paper = decode_strictly(data, kind)
    except NotStrict as error:
        raise InputError(str(error), place=name, expected=f"a {kind.__name__}") from None
    if isinstance(paper, DeviceRequest):
        _require_clean(paper.name, f"{name}: name", NAME_LIMIT)
    elif isinstance(paper, Revocation):
        _require_clean(paper.reason, f"{name}: reason", NOTE_LIMIT)
    return paper


def _require_clean(text: str, place: str, limit: Limit) -> None:
    if clean(text, place, limit) != text:
        raise InputError("has white space around it", place=place, expected="text alone")
