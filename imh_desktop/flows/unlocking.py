"""Setting up a laptop, and opening its vault with a passphrase, the recovery code or cards."""

import re
import secrets
from pathlib import Path
from typing import NamedTuple

from imh_desktop.core.limits import NAME_LIMIT, clean
from imh_desktop.core.passphrases import SHORTEST, fault_of
from imh_desktop.core.progress import Count, uncounted
from imh_desktop.errors import InputError
from imh_desktop.flows.demo_mark import known_as_demo
from imh_desktop.store import attempts, calibrating, cards, entering, keys, making
from imh_desktop.store.keys import Opened
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

_HANDED = re.compile(r"[0-9a-f]{64}")
_NOTHING = "-"
_LOOKED_AT = 48
"""Characters of a passphrase whose guesses are estimated; of more it takes too long."""


class NewVault(NamedTuple):
    """A vault just made, open, and the recovery code to be written down now."""

    vault: Vault
    recovery_code: str


def passphrase_fault(text: str, words: Words) -> str | None:
    """Return what is wrong with a new passphrase, in one sentence; None when it will do."""
    fault = fault_of(text, _guesses(text))
    if fault == "short":
        return words.say(
            "Please use at least {n} characters. Four short words work well.",
            n=SHORTEST,
        )
    if fault == "few":
        return words.say("Please use a greater mix of letters.")
    if fault == "common":
        return words.say(
            "This would be guessed soon. Please use four words that have nothing to do with each"
            " other."
        )
    return None


def _guesses(text: str) -> float:
    """Return the decimal digits of the guesses that a passphrase stands."""
    from zxcvbn import zxcvbn  # only here: its lists would slow every start

    return float(zxcvbn(text[:_LOOKED_AT])["guesses_log10"]) if text else 0.0


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
    cost = calibrating.calibrated()
    return NewVault(*Vault.create(folder, passphrase, name, cost=cost))


def find_key(folder: Path, passphrase: str) -> Opened:
    """Find the key behind a passphrase. Slow; safe in a thread.

    Raises:
        TooSoon: after wrong ones the next must wait. WrongPassphrase: it opens nothing.
        EnvironmentFault: the key file is damaged.
    """
    making.finish(folder)
    with attempts.one_attempt(folder):
        return keys.unseal(folder, passphrase, "passphrase")


def find_key_by_code(folder: Path, code: str) -> Opened:
    """Find the key behind the recovery code; blanks and case are forgiven. Slow; safe in a thread.

    Raises:
        InputError: the code is mistyped or is not this vault's.
        EnvironmentFault: the key file is damaged.
    """
    making.finish(folder)
    return keys.unseal(folder, code, "recovery")


def find_key_by_cards(folder: Path, texts: tuple[str, str]) -> Opened:
    """Find the key behind two of the three recovery cards. Slow; safe in a thread.

    Raises:
        InputError: a card is mistyped, the two are one, of two sets, or of another vault.
        EnvironmentFault: the key file is damaged.
    """
    making.finish(folder)
    return keys.unseal(folder, cards.joined(texts), "cards")


def enter(folder: Path, opened: Opened, told: Count = uncounted) -> Vault:
    """Open the vault with its key, on the thread that will use it. That a code or cards were used
    is an entry.

    Args:
        told: takes how much of it was made ready, where another release wrote it last.
    Raises:
        EnvironmentFault: the vault is damaged, in use, or from a newer release.
    """
    return known_as_demo(entering.enter(folder, opened, told=told))


def unlock(folder: Path, passphrase: str) -> Vault:
    """Open the vault with a passphrase. Raises as ``find_key`` and ``enter``."""
    return enter(folder, find_key(folder, passphrase))


def recover(folder: Path, code: str) -> Vault:
    """Open the vault with the recovery code. Raises as ``find_key_by_code`` and ``enter``."""
    return enter(folder, find_key_by_code(folder, code))


def wait_left(folder: Path) -> int:
    """Return how many seconds the next passphrase must wait; 0 = none."""
    return attempts.wait_left(folder)


def handed_key(vault: Vault) -> bytes:
    """Return the line by which another process of this program opens the vault as the same
    worker. It is given over a pipe, and never by a command line or the environment."""
    who = vault.worker_id if vault.by_recovery else ""
    fields = (vault.key().hex(), vault.slot_id, who, vault.coming_key.hex())
    return " ".join(field or _NOTHING for field in fields).encode() + b"\n"


def unlock_with_handed(folder: Path, line: str) -> Vault:
    """Open the vault with the line that ``handed_key`` gave.

    Raises:
        InputError: it is no such line.
        EnvironmentFault: the vault is damaged, in use, or from a newer release; or the key is
            another's.
    """
    opened, who, coming = _handed(line)
    vault = Vault.open_with_key(folder, opened.raw_key, slot_id=opened.slot_id)
    vault.coming_key = coming
    if who and vault.by_recovery:
        vault.act_as(who)
    return known_as_demo(vault)


def handed(line: str) -> Opened:
    """Read the key in the line that ``handed_key`` gave.

    Raises:
        InputError: it is no such line.
    """
    return _handed(line)[0]


def _handed(line: str) -> tuple[Opened, str, bytes]:
    """Read key and slot, who is at the vault where a paper opened it, and the coming key."""
    fields = ["" if field == _NOTHING else field for field in line.split()]
    key, slot_id, who, coming = (*fields, "", "", "", "")[:4]
    if not _HANDED.fullmatch(key) or (coming and not _HANDED.fullmatch(coming)):
        raise InputError("No key was handed over.", place="--key-fd")
    opened = Opened(vault_id="", slot_id=slot_id, raw_key=bytes.fromhex(key))
    return opened, who, bytes.fromhex(coming)


def groups_to_confirm(code: str) -> tuple[tuple[int, str], tuple[int, str]]:
    """Pick two groups of a recovery code to be typed back: (number from 1, group)."""
    groups = code.split("-")
    first, second = sorted(secrets.SystemRandom().sample(range(len(groups)), 2))
    return (first + 1, groups[first]), (second + 1, groups[second])
