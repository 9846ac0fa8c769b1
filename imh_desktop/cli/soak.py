"""imh-desktop soak: what the crash tests run and kill."""

import os
import sys
from pathlib import Path

import click

from imh_desktop.errors import InputError


@click.command()
@click.option("--vault", "folder", required=True, type=click.Path(path_type=Path), metavar="DIR")
@click.option("--check", "checking", is_flag=True, help="Print what is stored, and if it is sound.")
def soak(folder: Path, checking: bool) -> int:
    """Answer made-up visits for ever in a throw-away vault, or check it.

    Prints ACK <entry> <hash> after each commit; with --check HAVE <entry> <hash> for each stored
    entry, then STORE-OK or STORE-BAD <why>.
    """
    from imh_desktop.flows import soaking

    if not checking:
        _make(folder)
        soaking.soak(folder, lambda entry_id, content: _say(f"ACK {entry_id} {content}"))
        return 0
    faults = soaking.check(folder, lambda entry_id, content: _say(f"HAVE {entry_id} {content}"))
    _say(f"STORE-BAD {'; '.join(faults)}" if faults else "STORE-OK")
    return 1 if faults else 0


def _make(folder: Path) -> None:
    """Make the folder unless it is there.

    Raises:
        InputError: it cannot be, or not be written to.
    """
    said = "cannot be written"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.access(folder, os.W_OK | os.X_OK):
            return
    except OSError as error:
        said = f"cannot be a folder: {error.strerror}"
    raise InputError(said, place=f"--vault {folder}", expected="a folder of its own")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
