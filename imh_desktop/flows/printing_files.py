"""A page given as a file: kept in the list once it is whole on the disk, before it has its name."""

from datetime import date
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.core.printed import Printed, Safe
from imh_desktop.flows import printed_pages, printing
from imh_desktop.flows.export_targets import unfinished
from imh_desktop.flows.printing import Giving, Ready
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def give_file(
    vault: Vault, library: Library, giving: Giving, on: date, target: Path, *,
    words: Words | None = None,
) -> Printed:  # fmt: skip
    """Write a page to a new file.

    Raises:
        PageRefused: as ``printing.give``. InputError: something stands there already.
        EnvironmentFault: the disk refused. Nothing is kept then, and no file is left.
    """
    return _write(vault, printing.prepare(vault, library, giving, on, words=words), target)


def reprint_file(
    vault: Vault, print_id: str, safe: Safe, on: date, target: Path, *, to: tuple[str, ...] = (),
    words: Words | None = None,
) -> Printed:  # fmt: skip
    """Write a page that was given once more. Raises as ``printing.reprint`` and ``give_file``."""
    ready = printing.prepare_again(vault, print_id, safe, on, way="save", to=to, words=words)
    return _write(vault, ready, target)


def _write(vault: Vault, ready: Ready, target: Path) -> Printed:
    with unfinished(target, vault.folder) as (place, finish):
        place.write_bytes(ready.page.content)
        finish(lambda: _keep(vault, ready))
    return printed_pages.one_of(vault, ready.print_id)


def _keep(vault: Vault, ready: Ready) -> None:
    printing.keep(vault, ready)
