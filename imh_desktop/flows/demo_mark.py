"""What makes a vault a demonstration's, and what takes such a one off the laptop again."""

import shutil
from contextlib import suppress
from pathlib import Path

from imh_desktop.errors import InputError, to_tell
from imh_desktop.store import records
from imh_desktop.store.backups import BACKUPS
from imh_desktop.store.folder import ANCHOR, KEYS, LOCK, VAULT
from imh_desktop.store.vault import Vault

MARK, KEY = "DEMO", "demo.key"
"""What lies beside a demo: that it is one, and what opens it."""

_NO_DEMO = to_tell("This folder holds no demo. Nothing was removed.")


def known_as_demo(vault: Vault) -> Vault:
    """Mark the demo of an earlier release, which had but a file beside it that says so, and
    settings that no window sets. A file alone makes nothing a demo: anyone can lay one there."""
    beside = (vault.folder / MARK).is_file()
    if beside and not vault.made_up and records.programme(vault).fictional:
        vault.mark_made_up()
    return vault


def remove(folder: Path) -> None:
    """Take a demo off this laptop: its vault, its backups, its key. Whatever else lies in the
    folder stays; an empty folder goes.

    Raises:
        InputError: the folder holds no demo. EnvironmentFault: it is open in another window, or
            will not open. Nothing was removed.
    """
    key = folder / KEY
    if not (Vault.exists(folder) and key.is_file()):
        raise InputError(_NO_DEMO)
    with known_as_demo(Vault.open_with_key(folder, _key(key))) as vault:
        if not vault.made_up:
            raise InputError(_NO_DEMO)
    for path in folder.glob("before-*.db"):
        path.unlink()
    shutil.rmtree(folder / BACKUPS, ignore_errors=True)
    for path in folder.glob(f"{VAULT}*"):
        path.unlink()
    for name in (KEYS, f"{KEYS}.bak", ANCHOR, KEY, MARK, LOCK):
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()


def _key(file: Path) -> bytes:
    try:
        return bytes.fromhex(file.read_text("ascii"))
    except (OSError, ValueError) as error:
        raise InputError(_NO_DEMO) from error
