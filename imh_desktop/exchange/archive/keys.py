"""A device's two keys: one signs what it says, one opens what is sealed for it."""

import hashlib
import re
from typing import Any

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from imh_desktop.core.canonical import canonical

SIGNATURE = r"\A[0-9a-f]{128}\Z"
SIGNING_KEY = r"\A[0-9a-f]{64}\Z"
SEALING_KEY = r"\Aage1[02-9ac-hj-np-z]{58}\Z"
"""How signatures (Ed25519) and public keys (Ed25519, age's X25519) are written: one spelling."""


class DeviceKeys:
    """The secret keys of one device; they never show in a log or a traceback."""

    __slots__ = ("_identity", "_signing", "device_id")

    def __init__(self, device_id: str, signing_seed: bytes, identity: str) -> None:
        """Take up keys that were kept.

        Args:
            signing_seed: 32 bytes. identity: an ``AGE-SECRET-KEY-1...``.
        Raises:
            ValueError: one of them is no key.
        """
        self.device_id = device_id
        self._signing = Ed25519PrivateKey.from_private_bytes(signing_seed)
        try:
            self._identity = pyrage.x25519.Identity.from_str(identity)
        except pyrage.IdentityError:
            raise ValueError("this is no age identity") from None

    @classmethod
    def generate(cls, device_id: str) -> "DeviceKeys":
        """Make the keys of a new device."""
        seed = Ed25519PrivateKey.generate().private_bytes_raw()
        return cls(device_id, seed, str(pyrage.x25519.Identity.generate()))

    def secrets(self) -> tuple[bytes, str]:
        """Return the signing seed and the identity, to be kept in the vault and nowhere else."""
        return self._signing.private_bytes_raw(), str(self._identity)

    @property
    def identity(self) -> Any:
        """Return pyrage's identity."""
        return self._identity

    @property
    def signing_key(self) -> str:
        """Return the public key for signatures, in hex."""
        return self._signing.public_key().public_bytes_raw().hex()

    @property
    def sealing_key(self) -> str:
        """Return the public key to seal for this device, as ``age1...``."""
        return str(self._identity.to_public())

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the public keys."""
        return fingerprint(self.device_id, self.signing_key, self.sealing_key)

    def sign(self, kind: str, said: bytes) -> str:
        """Sign what is said, as one ``kind`` of statement, so that it passes for no other."""
        return self._signing.sign(_statement(kind, said)).hex()

    def __repr__(self) -> str:
        """Name the device and no key."""
        return f"DeviceKeys({self.device_id})"


def signed_by(signing_key: str, signature: str, kind: str, said: bytes) -> bool:
    """Tell whether the owner of a public key (hex) signed this as this kind of statement."""
    if not (re.match(SIGNATURE, signature) and re.match(SIGNING_KEY, signing_key)):
        return False
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(signing_key))
    try:
        key.verify(bytes.fromhex(signature), _statement(kind, said))
    except InvalidSignature:
        return False
    return True


def fingerprint(device_id: str, signing_key: str, sealing_key: str) -> str:
    """Return the SHA-256, in hex, over a device's id and public keys."""
    keys = {"device_id": device_id, "signing_key": signing_key, "sealing_key": sealing_key}
    return hashlib.sha256(canonical(keys)).hexdigest()


def _statement(kind: str, said: bytes) -> bytes:
    return b"imh " + kind.encode() + b"\0" + said
