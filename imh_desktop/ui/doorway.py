"""The way in: keys are derived beside the window, and the vault is opened on the window's thread.

A vault belongs to the thread that opens it, and deriving a key takes half a second; so the thread
only finds the key, and hands it over.
"""

from pathlib import Path
from typing import Literal, NamedTuple

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.flows import unlocking
from imh_desktop.flows.presence import note_opened
from imh_desktop.store import keys
from imh_desktop.store.faults import KeysDamaged, StorageFault
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

Way = Literal["passphrase", "code", "cards"]
"""What a person has: what she knows, the paper, or two cards of three."""


class NewKey(NamedTuple):
    """The key of a vault just made, and the recovery code to be written down now."""

    opened: keys.Opened
    recovery_code: str


def make(folder: Path, worker_name: str, passphrase: str, words: Words) -> NewKey:
    """Make this laptop's vault and find its key. Slow; safe in a thread.

    Raises:
        InputError, EnvironmentFault: as ``unlocking.set_up``.
    """
    made = unlocking.set_up(folder, worker_name, passphrase, words=words)
    made.vault.close()
    return NewKey(keys.unseal(folder, passphrase, "passphrase"), made.recovery_code)


def ways(folder: Path) -> tuple[Way, ...]:
    """Return the ways in that the key file of a folder has; the first two where it has none,
    or nobody can tell."""
    try:
        kinds = keys.read_keys(folder).kinds
    except (KeysDamaged, StorageFault):
        return ("passphrase", "code")
    found: dict[str, Way] = {"passphrase": "passphrase", "recovery": "code", "cards": "cards"}
    return tuple(way for kind, way in found.items() if kind in kinds)


def find(folder: Path, way: Way, given: tuple[str, ...]) -> keys.Opened:
    """Find the key behind what was typed. Slow; safe in a thread.

    Raises:
        InputError, EnvironmentFault: as ``unlocking.find_key`` and its like.
    """
    if way == "cards":
        first, second = given
        return unlocking.find_key_by_cards(folder, (first, second))
    found = unlocking.find_key if way == "passphrase" else unlocking.find_key_by_code
    return found(folder, given[0])


def open_vault(folder: Path, opened: keys.Opened, told: Count = uncounted) -> Vault:
    """Open the vault with its key, on the thread that will use it.

    Args:
        told: takes how much of it was made ready, where another release wrote it last.
    Raises:
        EnvironmentFault: the vault is damaged, in use, or from a newer release.
    """
    vault = unlocking.enter(folder, opened, told)
    note_opened(vault)
    return vault
