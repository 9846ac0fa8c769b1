"""Answering for ever, for the crash tests: every acknowledged answer must be there afterwards."""

from collections.abc import Callable
from pathlib import Path


def soak(folder: Path, acknowledge: Callable[[str, str], None]) -> None:
    """Answer demo visits in a throw-away vault, closing each when full, until killed.

    ``acknowledge(entry_id, content_hash)`` is called after each commit.

    Raises:
        EnvironmentFault: the folder holds any other vault.
    """
    raise NotImplementedError


def check(folder: Path, have: Callable[[str, str], None]) -> tuple[str, ...]:
    """Call ``have`` for each stored entry, packed ones included; return the faults, none = sound.

    Raises:
        EnvironmentFault: the folder is not a soak folder.
    """
    raise NotImplementedError
