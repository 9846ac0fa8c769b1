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
_KEY_HANDLE = "imh_desktop.key_handle"


def vault_options(command: F) -> F:
    """Give a command ``--vault``, ``--passphrase-fd`` and, unseen, ``--key-fd``."""
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
    key = click.option(
        "--key-fd", type=click.IntRange(0, 2**31 - 1), hidden=True, expose_value=False,
        callback=_keep_key_handle,
    )  # fmt: skip
    return folder(handle(key(command)))


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
    from imh_desktop.flows.unlocking import unlock, unlock_with_handed

    home = folder or default_folder()
    if not Vault.exists(home):
        raise InputError("There is no vault in this folder.", place=str(home))
    key_handle = click.get_current_context().meta.get(_KEY_HANDLE)
    if key_handle is not None:
        vault = unlock_with_handed(home, _line_from(key_handle, "--key-fd", "the key"))
    else:
        vault = unlock(home, passphrase(handle))
    with vault:
        _say_found(vault)
        yield vault


def _say_found(vault: Vault) -> None:
    """Say on standard error that the file is an older or a copied one, or lacks something."""
    if vault.found:
        from imh_desktop.flows.anchor_words import said
        from imh_desktop.words import Words

        for found in vault.found:
            told = said(found, Words("en"))
            click.echo(f"{told.title}: {' '.join(told.lines)}", err=True)


def passphrase(handle: int | None, *, new: bool = False) -> str:
    """Read a passphrase from an open file, or ask for it; a new one is asked for twice.

    Raises:
        InputError: nobody can be asked, or the file holds no text.
    """
    if handle is None:
        if not sys.stdin.isatty():
            raise InputError(
                "There is no terminal to ask for the passphrase: give it by --passphrase-fd N."
            )
        asked = click.prompt("Passphrase", hide_input=True, err=True, confirmation_prompt=new)
        return str(asked)
    return _line_from(handle, "--passphrase-fd", "the passphrase")


def _keep_key_handle(context: click.Context, _: click.Parameter, handle: int | None) -> None:
    """Keep where the window hands the key over, for ``opened``."""
    context.meta[_KEY_HANDLE] = handle


def _line_from(handle: int, option: str, what: str) -> str:
    said = "is not open"
    try:
        with os.fdopen(handle, "rb") as file:
            said = "cannot be read as text"
            text = file.readline(_LONGEST).rstrip(b"\r\n").decode("utf-8")
    except (OSError, OverflowError, ValueError):
        text = ""
    else:
        said = f"holds no {what.removeprefix('the ')}"
    if not text:
        expected = f"an open file whose first line is {what}"
        raise InputError(said, place=f"{option} {handle}", expected=expected)
    return text
