"""Small files that a person names: read with a limit, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from imh_desktop.errors import EnvironmentFault, InputError

_SMALL = 1_000_000


def read_paper_file(path: Path) -> bytes:
    """Read a small file.

    Raises:
        InputError: it cannot be read, or is too large for papers of a device.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_SMALL + 1)
    except OSError:
        raise InputError("This file cannot be read.", place=path.name) from None
    if len(data) > _SMALL:
        raise InputError("This is too large for papers of a device.", place=path.name)
    return data


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, sync it, then put it in place.

    Raises:
        EnvironmentFault: the place cannot be written; nothing was left there.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError:
        raise EnvironmentFault(
            "Nothing can be written there. Choose another place.", place=path.name
        ) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise EnvironmentFault(
            "Nothing can be written there. Choose another place.", place=path.name
        ) from None
