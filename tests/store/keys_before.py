"""A vault as an earlier release left it: a key file of the first format, and no word of slots."""

import json
import os
from pathlib import Path

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from imh_desktop.store import keys
from imh_desktop.store.key_file import Cost
from imh_desktop.store.recovery_code import read_code
from imh_desktop.store.vault import Vault


def old_slot(vault_id: str, slot_id: str, kind: str, secret: bytes, raw_key: bytes) -> dict:
    """Seal as the first format says, written down here once more."""
    salt, nonce = os.urandom(16), os.urandom(12)
    facts = {
        "format": 1, "kind": kind, "lanes": 1, "memory_kib": 8, "passes": 1, "salt": salt.hex(),
        "slot": slot_id, "vault": vault_id,
    }  # fmt: skip
    bound = json.dumps(facts, sort_keys=True, separators=(",", ":")).encode()
    root = Argon2id(salt=salt, length=32, iterations=1, lanes=1, memory_cost=8).derive(secret)
    sealed = nonce + ChaCha20Poly1305(root).encrypt(nonce, raw_key, bound)
    cost = {"memory_kib": 8, "passes": 1, "lanes": 1}
    return {
        "slot_id": slot_id, "kind": kind, "cost": cost, "salt": salt.hex(), "sealed": sealed.hex(),
    }  # fmt: skip


def left_by_first_format(folder: Path, passphrase: str, cost: Cost) -> str:
    """Make Rosa's vault; return its recovery code."""
    vault, code = Vault.create(folder, passphrase, "Rosa", cost=cost)
    with vault:
        made = keys.read_keys(folder)
        secrets = (passphrase.encode(), read_code(code))
        first = {
            "format": 1,
            "vault_id": vault.vault_id,
            "slots": [
                old_slot(vault.vault_id, slot.slot_id, slot.kind, secret, vault.key())
                for slot, secret in zip(made.slots, secrets, strict=True)
            ],
        }
        vault.open_connection().execute("DELETE FROM local WHERE name LIKE 'slot/%'")
    data = msgspec.json.format(msgspec.json.encode(first), indent=1) + b"\n"
    for name in ("keys.json", "keys.json.bak"):
        (folder / name).write_bytes(data)
    return code
