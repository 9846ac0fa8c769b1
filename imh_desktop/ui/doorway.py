"""The way in: keys are derived beside the window, and the vault is opened on the window's thread.

A vault belongs to the thread that opens it, and deriving a key takes half a second; so the thread
only finds the key, and hands it over.
"""

from pathlib import Path
from typing import NamedTuple

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.flows import unlocking
from imh_desktop.flows.presence import note_opened
from imh_desktop.store import keys
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


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


find_key = unlocking.find_key
find_key_by_code = unlocking.find_key_by_code


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
