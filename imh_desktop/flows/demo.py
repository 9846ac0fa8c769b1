"""A plainly invented family to look around with, in a vault of its own."""

from datetime import date
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.store.vault import Vault


def open_demo(folder: Path, library: Library, today: date, language: str = "en") -> Vault:
    """Return the demo vault in a folder, made there first if need be.

    Its programme is ``fictional``: pages are watermarked, numbers cannot be dialled.

    Raises:
        EnvironmentFault: the folder holds another vault.
    """
    raise NotImplementedError
