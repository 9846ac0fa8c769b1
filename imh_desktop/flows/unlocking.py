"""Setting up a laptop, and opening its vault with a passphrase or the recovery code."""

import re
import secrets
from pathlib import Path
from typing import NamedTuple

from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.errors import InputError
from imh_desktop.flows.demo_mark import known_as_demo
from imh_desktop.store.keys import Opened, unseal
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

SHORTEST_PASSPHRASE = 15
"""Characters. Four short words reach it, and are easier to keep in mind than symbols."""

_HANDED = re.compile(r"[0-9a-f]{64}")


class NewVault(NamedTuple):
    """A vault just made, open, and the recovery code to be written down now."""

    vault: Vault
    recovery_code: str


def passphrase_fault(text: str, words: Words) -> str | None:
    """Return what is wrong with a new passphrase, in one sentence; None when it will do."""
    if len(text) < SHORTEST_PASSPHRASE:
        return words.say(
            "Please use at least {n} characters. Four short words work well.",
            n=SHORTEST_PASSPHRASE,
        )
    if len(set(text.casefold())) < 5:
        return words.say("Please use a greater mix of letters.")
    return None


def set_up(
    folder: Path, worker_name: str, passphrase: str, *, words: Words | None = None
) -> NewVault:
    """Make the vault of this laptop and its first worker.

    Raises:
        InputError: the name or the passphrase will not do (``place`` names the field).
        EnvironmentFault: the folder holds a vault already, or the disk refuses.
    """
    words = words or Words("en")
    if fault := passphrase_fault(passphrase, words):
        raise InputError(fault, place="passphrase")
    name = clean(worker_name, "worker_name", NAME_LIMIT)
    if not name:
        raise InputError(words.say("Please write your name."), place="worker_name")
    return NewVault(*Vault.create(folder, passphrase, name))


def unlock(folder: Path, passphrase: str) -> Vault:
    """Open the vault.

    Raises:
        InputError: the passphrase is wrong.
        EnvironmentFault: the vault is damaged, in use, or from a newer release.
    """
    return known_as_demo(Vault.unlock(folder, passphrase))


def recover(folder: Path, code: str) -> Vault:
    """Open the vault with the recovery code; blanks and case are forgiven.

    Raises:
        InputError: the code is mistyped or is not this vault's.
        EnvironmentFault: the vault is damaged, in use, or from a newer release.
    """
    return Vault.recover(folder, code)


def handed_key(vault: Vault) -> bytes:
    """Return the line by which another process of this program opens the vault as the same
    worker. It is given over a pipe, and never by a command line or the environment."""
    return f"{vault.key().hex()} {vault.slot_id}\n".encode()


def unlock_with_handed(folder: Path, line: str) -> Vault:
    """Open the vault with the line that ``handed_key`` gave.

    Raises:
        InputError: it is no such line.
        EnvironmentFault: the vault is damaged, in use, or from a newer release; or the key is
            another's.
    """
    opened = handed(line)
    return known_as_demo(Vault.open_with_key(folder, opened.raw_key, slot_id=opened.slot_id))


def handed(line: str) -> Opened:
    """Read the line that ``handed_key`` gave.

    Raises:
        InputError: it is no such line.
    """
    key, _, slot_id = line.strip().partition(" ")
    if not _HANDED.fullmatch(key):
        raise InputError("No key was handed over.", place="--key-fd")
    return Opened(vault_id="", slot_id=slot_id, raw_key=bytes.fromhex(key))


def find_key(folder: Path, passphrase: str) -> Opened:
    """Find the key behind a passphrase, and open nothing. Slow; safe in a thread.

    Raises:
        InputError: the passphrase is wrong. EnvironmentFault: no sound key file is there.
    """
    return unseal(folder, passphrase, "passphrase")


def groups_to_confirm(code: str) -> tuple[tuple[int, str], tuple[int, str]]:
    """Pick two groups of a recovery code to be typed back: (number from 1, group)."""
    groups = code.split("-")
    first, second = sorted(secrets.SystemRandom().sample(range(len(groups)), 2))
    return (first + 1, groups[first]), (second + 1, groups[second])
