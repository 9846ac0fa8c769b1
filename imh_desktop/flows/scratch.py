"""The one place for copies that must be plain for a moment: a folder inside the vault's own.

A page is there while another program shows it. The folder is emptied when the vault is opened and
closed, and at the start of the program, so that one that was killed leaves nothing for long. What
is deleted may still be read from the disk by special means: only an encrypted disk ends that.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from imh_desktop.errors import ImhError
from imh_desktop.store.folder import lock

SCRATCH = "temp"


def make(vault_folder: Path) -> Path:
    """Return the folder, empty and closed to everyone else; the vault is open here.

    A disk that refuses it (a full one) refuses each copy later, and holds up nothing else.
    """
    folder = vault_folder / SCRATCH
    clear(vault_folder)
    with suppress(OSError):
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def clear(vault_folder: Path) -> None:
    """Remove the folder and all in it, as far as the disk lets us; the vault is open here."""
    shutil.rmtree(vault_folder / SCRATCH, ignore_errors=True)


def clear_left(vault_folder: Path) -> None:
    """Remove what a program left that was killed; nothing while one has the vault open, and where
    the disk refuses to tell, the next start does."""
    with suppress(ImhError, OSError):
        if (vault_folder / SCRATCH).exists():
            held = lock(vault_folder)
            clear(vault_folder)
            held.release()
