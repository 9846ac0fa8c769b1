"""Key slots: what a person types opens the vault's random key, and nothing else does.

The vault's key is 256 random bits. Each slot seals it (ChaCha20-Poly1305) under a key derived
from a passphrase or the recovery code (Argon2id). The sealed bytes are bound to the vault, the
slot, the format and the derivation's parameters: none can be swapped or weakened.
"""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from imh_desktop.core.canonical import canonical
from imh_desktop.store.faults import KeysDamaged, WrongPassphrase
from imh_desktop.store.folder import KEYS, UNFINISHED, sync_folder, write_whole
from imh_desktop.store.recovery_code import read_code

FORMAT = 1
Kind = Literal["passphrase", "recovery"]
_LARGEST_FILE = 65_536


class Cost(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Argon2id's parameters: memory in KiB, passes, lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def within(self, low: "Cost", high: "Cost") -> bool:
        """Tell whether every parameter lies between the two, both included."""
        mine = msgspec.structs.astuple(self)
        bounds = zip(msgspec.structs.astuple(low), msgspec.structs.astuple(high), strict=True)
        return all(a <= value <= b for value, (a, b) in zip(mine, bounds, strict=True))


FLOOR = Cost(64 * 1024, 3, 1)
CEILING = Cost(1024 * 1024, 10, 8)
"""Slots weaker or hungrier than these are refused unread (security.md D2)."""


class Slot(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way in. ``salt``: 16 bytes; ``sealed``: a 12-byte nonce, the key and a 16-byte tag.
    Both in hex, small letters only, so that no other spelling of them passes."""

    slot_id: str
    kind: Kind
    cost: Cost
    salt: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{32}\Z")]
    sealed: Annotated[str, msgspec.Meta(pattern=r"\A[0-9a-f]{120}\Z")]

    def bound(self, vault_id: str) -> bytes:
        """Return what the seal is bound to."""
        facts = {"format": FORMAT, "vault": vault_id, "slot": self.slot_id, "kind": self.kind}
        return canonical(facts | msgspec.structs.asdict(self.cost) | {"salt": self.salt})


class KeyFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file beside the vault. Losing it, and its copies, loses everything."""

    format: int
    vault_id: str
    slots: tuple[Slot, ...]


class Opened(msgspec.Struct, frozen=True):
    """The vault's raw key, and which slot gave it."""

    vault_id: str
    slot_id: str
    raw_key: bytes


def seal(
    vault_id: str, slot_id: str, kind: Kind, secret: bytes, raw_key: bytes, *,
    cost: Cost, random: Callable[[int], bytes],
) -> Slot:  # fmt: skip
    """Return a slot that gives the raw key to whoever has the secret."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    slot = Slot(slot_id=slot_id, kind=kind, cost=cost, salt=random(16).hex(), sealed="")
    nonce = random(12)
    cipher = ChaCha20Poly1305(_derive(slot, secret))
    sealed = cipher.encrypt(nonce, raw_key, slot.bound(vault_id))
    return msgspec.structs.replace(slot, sealed=(nonce + sealed).hex())


def unseal(folder: Path, typed: str, kind: Kind, *, floor: Cost = FLOOR) -> Opened:
    """Return the vault's key for a typed passphrase or recovery code. Safe in a thread: it
    touches only the key file, and the derivation releases the interpreter.

    Raises:
        WrongPassphrase: no slot of that kind opens.
        InputError: the recovery code has a slip.
        KeysDamaged: no sound key file is there.
    """
    secret = passphrase_secret(typed) if kind == "passphrase" else read_code(typed)
    keys = read_keys(folder, floor=floor)
    for slot in keys.slots:
        if slot.kind == kind and (raw_key := _open(slot, keys.vault_id, secret)):
            return Opened(keys.vault_id, slot.slot_id, raw_key)
    if kind == "passphrase":
        raise WrongPassphrase("That passphrase does not open your file. Nothing was changed.")
    raise WrongPassphrase("That recovery code belongs to another file. Nothing was changed.")


def passphrase_secret(typed: str) -> bytes:
    """Return a passphrase as bytes, the same however a keyboard composes its accents."""
    return unicodedata.normalize("NFC", typed).encode(errors="surrogatepass")


def read_keys(folder: Path, *, floor: Cost = FLOOR) -> KeyFile:
    """Read the key file; its copy stands in when it is missing or damaged.

    Raises:
        KeysDamaged: neither is sound.
    """
    found = [_read(folder / name, floor) for name in (KEYS, KEYS + ".bak")]
    for keys in found:
        if keys is not None:
            return keys
    raise KeysDamaged(
        "The key of your file is missing or damaged. Your file was left as it is: keep the whole "
        "folder, and put the key of a backup beside it."
    )


def write_keys(folder: Path, keys: KeyFile) -> None:
    """Put a key file in place of the former, which stays beside it as ``.bak``."""
    path = folder / KEYS
    former = path.read_bytes() if path.is_file() else encode_keys(keys)
    write_whole(path.with_name(KEYS + ".bak"), former)
    write_whole(path, encode_keys(keys))


def write_new_keys(folder: Path, keys: KeyFile) -> None:
    """Write the key file of a vault in the making, which takes its name by ``name_new_keys``."""
    write_whole(folder / (KEYS + UNFINISHED), encode_keys(keys))


def name_new_keys(folder: Path) -> None:
    """Give a new vault's key file its name, with its copy beside it."""
    unfinished = folder / (KEYS + UNFINISHED)
    if unfinished.exists():
        write_whole(folder / (KEYS + ".bak"), unfinished.read_bytes())
        unfinished.replace(folder / KEYS)
        sync_folder(folder)


def encode_keys(keys: KeyFile) -> bytes:
    """Return the key file's bytes; there is one way to write one."""
    return msgspec.json.format(msgspec.json.encode(keys), indent=1) + b"\n"


def _read(path: Path, floor: Cost) -> KeyFile | None:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_FILE)
        keys = msgspec.json.decode(data, type=KeyFile)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    sound = all(slot.cost.within(floor, CEILING) for slot in keys.slots)
    return keys if sound and keys.format == FORMAT and encode_keys(keys) == data else None


def _derive(slot: Slot, secret: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    return Argon2id(
        salt=bytes.fromhex(slot.salt),
        length=32,
        iterations=slot.cost.passes,
        lanes=slot.cost.lanes,
        memory_cost=slot.cost.memory_kib,
    ).derive(secret)


def _open(slot: Slot, vault_id: str, secret: bytes) -> bytes | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        sealed = bytes.fromhex(slot.sealed)
        cipher = ChaCha20Poly1305(_derive(slot, secret))
        return cipher.decrypt(sealed[:12], sealed[12:], slot.bound(vault_id))
    except (InvalidTag, ValueError):
        return None
