"""How commands write: JSON for programs, and files that are whole or not there."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from imh_desktop.errors import InputError


def print_json(value: Any) -> None:
    """Print JSON in UTF-8, whatever the terminal says it can show."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under a temporary name beside it, then put it in place.

    Raises:
        InputError: the place cannot be written; nothing was left there.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    except OSError as error:
        raise _refused(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise _refused(path, error) from None


def say_where(path: Path) -> None:
    """Tell where a file is that was asked for, in UTF-8 as ``print_json``."""
    sys.stdout.buffer.write(f"{path.resolve()}\n".encode(errors="surrogateescape"))
    sys.stdout.buffer.flush()


def _refused(path: Path, error: OSError) -> InputError:
    return InputError(
        f"cannot be written: {error.strerror}", place=str(path), expected="a file to write"
    )
