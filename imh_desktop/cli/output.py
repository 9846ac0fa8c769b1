"""How commands write: JSON for programs, and files that are whole or not there."""

import json
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from imh_desktop.errors import InputError

_SMALL = 1_000_000


def print_json(value: Any) -> None:
    """Print JSON in UTF-8, whatever the terminal says it can show."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(f"{text}\n".encode())
    sys.stdout.buffer.flush()


def tell(value: Any, lines: Iterable[str], *, as_json: bool) -> None:
    """Print a value as JSON for a program, or lines for a person."""
    if as_json:
        print_json(value)
        return
    for line in lines:
        click.echo(line)


def read_small(path: Path) -> bytes:
    """Read a small file, a paper of a device.

    Raises:
        InputError: it is not there, cannot be read, or is no small file.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_SMALL + 1)
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", place=str(path), expected="a file"
        ) from None
    if len(data) > _SMALL:
        raise InputError("is too large", place=str(path), expected="a paper of a device")
    return data


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
