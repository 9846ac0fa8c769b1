"""imh-desktop document check: is a page's tree whole, and can it be read to someone."""

from pathlib import Path

import click
import msgspec

from imh_desktop.cli.output import tell
from imh_desktop.errors import InputError


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE.pdf")
@click.option("--json", "as_json", is_flag=True, help="For a program.")
def check_document(file: Path, as_json: bool) -> int:
    """Say what a listener, or a reader who zooms, would miss in a PDF file of ours.

    Exit 0: nothing was found. 1: each finding is a line. 2: the file cannot be read.
    """
    from imh_desktop.documents.checking.check import check

    content = _read(file)
    try:
        found = check(content)
    except InputError as fault:
        fault.place = str(file)
        raise
    value = {"file": str(file), "findings": [msgspec.to_builtins(each) for each in found]}
    lines = [str(each) for each in found] or ["Nothing was found that is wrong."]
    tell(value, lines, as_json=as_json)
    return 1 if found else 0


def _read(path: Path) -> bytes:
    """Read the file, or as much of it as shows that it is too large."""
    from imh_desktop.documents.checking.opened import MOST_BYTES

    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", place=str(path), expected="a PDF file"
        ) from None
