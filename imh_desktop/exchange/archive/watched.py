"""A file that tells how it is being read."""

import io
from collections.abc import Callable
from pathlib import Path

Read = Callable[[int], None]
"""Takes how many bytes were read just now."""

PASSES = 2
"""How often verifying reads a file: for its hash, and for what it says."""


def unwatched(size: int) -> None:
    """Tell nobody."""


class WatchedFile(io.FileIO):
    """An archive that is open to be verified."""

    def __init__(self, path: Path, told: Read) -> None:
        """Open a file. Raises OSError as ``open``."""
        super().__init__(path, "rb")
        self._told = told

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on, and tell of it."""
        data = super().read(size)
        self._told(len(data))
        return data
