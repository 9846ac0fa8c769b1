"""Opening a vault from the terminal: its passphrase comes over a pipe or is asked for."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

import click

from imh_desktop.errors import InputError
from imh_desktop.flows.places import default_folder
from imh_desktop.store.vault import Vault

if TYPE_CHECKING:
    from imh_desktop.store.keys import Opened

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


@contextmanager
def opened_on(folder: Path | None, handle: int | None, *record_ids: str) -> Iterator[Vault]:
    """Open the vault for what these records tell of a child, which is written down before anything
    of it is shown. As ``opened``."""
    from imh_desktop.flows import child_opened

    with opened(folder, handle) as vault:
        child_opened.note_about(vault, *record_ids)
        yield vault


def folder_of(folder: Path | None, *, there: bool = True) -> Path:
    """Return the vault's folder.

    Raises:
        InputError: there is no vault in it, and one is needed (``there``).
    """
    home = folder or default_folder()
    if there and not Vault.exists(home):
        raise InputError("There is no vault in this folder.", place=str(home))
    return home


@overload
def found_key(home: Path, handle: int | None) -> "Opened": ...
@overload
def found_key(home: Path, handle: int | None, *, only_handed: Literal[True]) -> "Opened | None": ...
def found_key(home: Path, handle: int | None, *, only_handed: bool = False) -> "Opened | None":
    """Find the vault's key without opening it: the window may have it open.

    Raises:
        InputError: there is no passphrase, or a wrong one.
    """
    from imh_desktop.flows import unlocking

    key_handle = click.get_current_context().meta.get(_KEY_HANDLE)
    if key_handle is not None:
        return unlocking.handed(_line_from(key_handle, "--key-fd", "the key"))
    return None if only_handed else unlocking.find_key(home, passphrase(handle))


def typed_secret(handle: int | None) -> str:
    """Read a passphrase, or a recovery code, from an open file, or ask for it."""
    return passphrase(handle)


def passphrase(handle: int | None, *, new: bool = False) -> str:
    """Read a passphrase from an open file, or ask for it; a new one is asked for twice.

    Raises:
        InputError: nobody can be asked, or the file holds no text.
    """
    return secret(handle, "--passphrase-fd", "the passphrase", new=new)


def secret(handle: int | None, option: str, what: str, *, new: bool = False) -> str:
    """Read what nobody may see from an open file (``option`` names it), or ask for it.

    Raises:
        InputError: as ``passphrase``.
    """
    if handle is None:
        if not sys.stdin.isatty():
            raise InputError(f"There is no terminal to ask for {what}: give it by {option} N.")
        asked = what.removeprefix("the ").capitalize()
        return str(click.prompt(asked, hide_input=True, err=True, confirmation_prompt=new))
    return _line_from(handle, option, what)


def secret_option(name: str, what: str, **named: Any) -> Callable[[F], F]:
    """Give a command an option that names the open file of a secret."""
    return click.option(
        f"--{name}-fd", name.replace("-", "_"), type=click.IntRange(0, 2**31 - 1), metavar="N",
        help=f"Read {what} from this open file descriptor, up to a line end.", **named,
    )  # fmt: skip


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
