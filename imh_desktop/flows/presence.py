"""Who opened and locked the file, and when: entries, as all that is done here."""

from contextlib import suppress

from imh_desktop.errors import EnvironmentFault, InputError
from imh_desktop.store.vault import Vault

OPENED, LOCKED = "opened", "locked"


def note_opened(vault: Vault) -> None:
    """Write down that the file was opened by whoever is at it. On a disk that refuses it can
    still be read."""
    _note(vault, OPENED)


def note_locked(vault: Vault) -> None:
    """Write down that the file was locked, or the program closed."""
    _note(vault, LOCKED)


def _note(vault: Vault, kind: str) -> None:
    if vault.made_up:
        return
    with suppress(EnvironmentFault, InputError):
        vault.open_connection()  # it may be closed already, or another process may have it
        entry = {"kind": kind, "subject": vault.device_id}
        vault.journal.write("event", vault.journal.new_id(), {**entry})
