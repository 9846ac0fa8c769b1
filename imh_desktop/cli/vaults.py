"""Opening a vault from the terminal: its passphrase comes over a pipe or is asked for."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from imh_desktop.errors import InputError
from imh_desktop.flows.places import default_folder
from imh_desktop.store.vault import Vault

F = TypeVar("F", bound=Callable[..., Any])
_LONGEST = 10_000


def vault_options(command: F) -> F:
    """Give a command ``--vault`` and ``--passphrase-fd``."""
    folder = click.option(
        "--vault",
        "folder",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The vault's folder; this laptop's by default.",
    )
    handle = click.option(
        "--passphrase-fd",
        "handle",
        type=click.IntRange(0, 2**31 - 1),
        metavar="N",
        help="Read the passphrase from this open file descriptor, up to a line end.",
    )
    return folder(handle(command))


def json_option(command: F) -> F:
    """Give a command ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")(
        command
    )


@contextmanager
def opened(folder: Path | None, handle: int | None) -> Iterator[Vault]:
    """Open the vault, and close it when the block ends.

    Raises:
        InputError: there is no vault, no passphrase, or a wrong one.
    """
    from imh_desktop.flows.unlocking import unlock

    home = folder or default_folder()
    if not Vault.exists(home):
        raise InputError("There is no vault in this folder.", place=str(home))
    with unlock(home, passphrase(handle)) as vault:
        yield vault


def passphrase(handle: int | None, *, new: bool = False) -> str:
    """Read a passphrase from an open file, or ask for it; a new one is asked for twice.

    Raises:
        InputError: nobody can be asked, or the file holds no text.
    """
    if handle is None:
        if not sys.stdin.isatty():
            raise InputError("needs a number", place="--passphrase-fd", expected="an open file")
        asked = click.prompt("Passphrase", hide_input=True, err=True, confirmation_prompt=new)
        return str(asked)
    try:
        with os.fdopen(handle, "rb") as file:
            line = file.readline(_LONGEST)
        return line.rstrip(b"\r\n").decode("utf-8")
    except (OSError, OverflowError, ValueError):
        raise InputError(
            "cannot be read as text", place=f"--passphrase-fd {handle}", expected="a passphrase"
        ) from None
