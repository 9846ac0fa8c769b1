"""Key slots: what a person types opens the vault's random key, and nothing else does.

The vault's data key is 256 random bits. A secret (a passphrase, the recovery code, the cards) is
stretched once (Argon2id, one salt for the vault), then split per slot (HKDF); that opens the
slot's own key pair and the data key as it was when the secret was last typed (ChaCha20-Poly1305).
A later data key is sealed to the slot's public key (HPKE, RFC 9180), so that a worker can be
revoked without knowing what the others type, and carries a proof that it comes from someone who
knew the data key before: nobody can slip in a vault of his own. All is bound to the vault, the
slot, its kind, the format and the derivation's parameters: none can be swapped or weakened.
"""

import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from os import urandom
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from imh_desktop.errors import to_tell
from imh_desktop.store import calibrating
from imh_desktop.store.faults import KeysDamaged, WrongPassphrase
from imh_desktop.store.key_file import (
    CEILING,
    FLOOR,
    FORMAT,
    MOST_STEPS,
    Cost,
    KeyFile,
    Kind,
    OldSlot,
    Slot,
    Step,
    encode_keys,
    name_new_keys,
    read_keys,
    write_keys,
    write_new_keys,
)
from imh_desktop.store.recovery_code import read_code

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

__all__ = [
    "CEILING", "FLOOR", "FORMAT", "Cost", "KeyFile", "Kind", "Opened", "Renewal", "Slot",
    "encode_keys", "hand_over", "name_new_keys", "new_file", "new_slot", "open_with",
    "passphrase_secret", "read_keys", "stretched", "unseal", "write_keys", "write_new_keys",
]  # fmt: skip

_HAND_OVER = b"imh data key handed over"
Random = Callable[[int], bytes]


class Renewal(msgspec.Struct, frozen=True):
    """What a slot becomes now that its secret was typed: the data key in force stands in it, and
    one of the first format is one of today's. ``read``: the key file it was opened from; ``file``:
    the one it is to stand in."""

    slot: Slot
    read: KeyFile
    file: KeyFile


class Opened(msgspec.Struct, frozen=True):
    """The vault's raw key, and which slot gave it.

    ``following``: the key after a re-key that was cut off, where one is under way. ``public``:
    the slot's public key; empty for one of the first format.
    """

    vault_id: str
    slot_id: str
    raw_key: bytes
    kind: Kind = "passphrase"
    public: str = ""
    following: bytes = b""
    renewal: Renewal | None = None


def new_file(vault_id: str, cost: Cost, random: Random) -> KeyFile:
    """Return a key file without slots."""
    return KeyFile(format=FORMAT, vault_id=vault_id, cost=cost, salt=random(16).hex(), slots=())


def stretched(keys: KeyFile | OldSlot, secret: bytes) -> bytes:
    """Return the root of a typed secret: the slow step, half a second by intent."""
    return _derive(keys.cost, keys.salt, secret)


def new_slot(
    keys: KeyFile, slot_id: str, kind: Kind, root: bytes, raw_key: bytes, random: Random
) -> Slot:
    """Return a slot that gives the raw key to whoever can stretch the secret to the root."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    private = X25519PrivateKey.from_private_bytes(random(32))
    public = private.public_key().public_bytes_raw().hex()
    slot = Slot(slot_id=slot_id, kind=kind, public=public, sealed="0" * 184)
    return _sealed(keys, slot, root, private.private_bytes_raw() + raw_key, random)


def hand_over(keys: KeyFile, slot: Slot, public: str, before: bytes, after: bytes) -> Slot:
    """Return a slot that gives a new data key, without knowing its secret.

    Args:
        public: the slot's public key as the vault itself knows it; never the file's word.
        before, after: the data key in force, and the one to come.
    Raises:
        KeysDamaged: the file names another public key, or the slot was handed too many keys.
    """
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    if slot.public != public or len(slot.steps) >= MOST_STEPS:
        raise KeysDamaged(
            "The key file beside your file does not fit it. Nothing was changed. Put the key of a"
            " backup beside it, and try again."
        )
    bound = keys.bound(slot)
    target = X25519PublicKey.from_public_bytes(bytes.fromhex(public))
    sealed = bytes(_suite().encrypt(after, target, bound))
    step = Step(sealed.hex(), _proof(before, bound, sealed, after))
    return msgspec.structs.replace(slot, steps=(*slot.steps, step))


def unseal(
    folder: Path, typed: str | bytes, kind: Kind, *, floor: Cost | None = None,
    calibrate: Callable[[], Cost] | None = None,
) -> Opened:  # fmt: skip
    """Return the vault's key for a typed passphrase or recovery code. Safe in a thread: it
    touches only the key file, and the derivation releases the interpreter.

    Args:
        typed: text; of cards, the secret they give together.
        calibrate: what a slot of the first format will cost from now on; this laptop's measure.
    Raises:
        WrongPassphrase: no slot of that kind opens.
        InputError: the recovery code has a slip.
        KeysDamaged: no sound key file is there.
    """
    keys = read_keys(folder, floor=floor)
    secret = _secret(typed, kind)
    opened = open_with(keys, kind, secret)
    if opened is None and keys.old:
        from imh_desktop.store.old_keys import open_old  # it stands on this room

        opened = open_old(keys, kind, secret, calibrate or calibrating.calibrated)
    if opened is None:
        raise WrongPassphrase(REFUSED[kind])
    return opened


REFUSED: dict[Kind, str] = {
    "passphrase": to_tell("That passphrase does not open your file. Nothing was changed."),
    "recovery": to_tell("That recovery code belongs to another file. Nothing was changed."),
    "cards": to_tell("Those cards belong to another file, or were replaced. Nothing was changed."),
}


def open_with(keys: KeyFile, kind: Kind, secret: bytes) -> Opened | None:
    """Return what a secret opens among today's slots; None when nothing."""
    slots = [slot for slot in keys.slots if slot.kind == kind]
    if not slots:
        return None
    root = stretched(keys, secret)
    for slot in slots:
        if (inside := _inside(keys, slot, root)) is not None:
            return _opened(keys, slot, root, inside)
    return None


def passphrase_secret(typed: str) -> bytes:
    """Return a passphrase as bytes, the same however a keyboard composes its accents."""
    return unicodedata.normalize("NFC", typed).encode(errors="surrogatepass")


def _secret(typed: str | bytes, kind: Kind) -> bytes:
    if isinstance(typed, bytes):
        return typed
    return passphrase_secret(typed) if kind == "passphrase" else read_code(typed)


def _opened(keys: KeyFile, slot: Slot, root: bytes, inside: bytes) -> Opened:
    """Follow the data keys a slot was handed since its secret was typed last."""
    private, first = inside[:32], inside[32:]
    raw_key = _walk(keys, slot, private, first)
    next_slot = next((one for one in keys.following if one.slot_id == slot.slot_id), None)
    following = _walk(keys, next_slot, private, first) if next_slot else b""
    renewal = None
    if slot.steps and not keys.following:
        anew = _sealed(keys, slot, root, private + raw_key, urandom)
        renewal = Renewal(anew, keys, with_slot(keys, slot.slot_id, anew))
    return Opened(keys.vault_id, slot.slot_id, raw_key, slot.kind, slot.public, following, renewal)


def _walk(keys: KeyFile, slot: Slot, private: bytes, key: bytes) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    bound, own = keys.bound(slot), X25519PrivateKey.from_private_bytes(private)
    for step in slot.steps:
        sealed = bytes.fromhex(step.key)
        try:
            after = bytes(_suite().decrypt(sealed, own, bound))
        except (InvalidTag, ValueError):
            raise KeysDamaged(_ALTERED) from None
        if not hmac.compare_digest(_proof(key, bound, sealed, after), step.proof):
            raise KeysDamaged(_ALTERED)
        key = after
    return key


_ALTERED = to_tell(
    "The key file beside your file was damaged or altered. Both were left as they are: keep them,"
    " and put the key of a backup beside your file."
)


def _inside(keys: KeyFile, slot: Slot, root: bytes) -> bytes | None:
    bound, sealed = keys.bound(slot), bytes.fromhex(slot.sealed)
    inside = decrypted(_split(root, bound), sealed, bound)
    if inside is None:
        return None
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    own = X25519PrivateKey.from_private_bytes(inside[:32]).public_key().public_bytes_raw()
    return inside if own.hex() == slot.public else None


def _sealed(keys: KeyFile, slot: Slot, root: bytes, inside: bytes, random: Random) -> Slot:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    bound, nonce = keys.bound(slot), random(12)
    sealed = ChaCha20Poly1305(_split(root, bound)).encrypt(nonce, inside, bound)
    return msgspec.structs.replace(slot, sealed=(nonce + sealed).hex(), steps=())


def with_slot(keys: KeyFile, slot_id: str, slot: Slot) -> KeyFile:
    """Return the key file with a slot in place of another."""
    left = tuple(one for one in keys.slots if one.slot_id != slot_id)
    old = tuple(one for one in keys.old if one.slot_id != slot_id)
    return msgspec.structs.replace(keys, slots=(*left, slot), old=old)


def _derive(cost: Cost, salt: str, secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=bytes.fromhex(salt),
        length=32,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    ).derive(secret)


def _split(root: bytes, bound: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=None, info=bound).derive(root)


def _proof(before: bytes, bound: bytes, sealed: bytes, after: bytes) -> str:
    key = _split(before, _HAND_OVER)
    return hmac.new(key, bound + sealed + after, hashlib.sha256).hexdigest()


def decrypted(key: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(key).decrypt(sealed[:12], sealed[12:], bound)
    except (InvalidTag, ValueError):
        return None


def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
