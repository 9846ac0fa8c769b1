"""Why something is done, said in a command or read from a file."""

from pathlib import Path

import click

from imh_desktop.cli.output import read_small

reason_from_option = click.option(
    "--reason-from", type=click.Path(path_type=Path), metavar="TEXT",
    help="Read why from a file: what stands in a command, others at this laptop can see.",
)  # fmt: skip


def why(reason: str, reason_from: Path | None) -> str:
    """Return the reason, from the file where one is named.

    Raises:
        InputError: the file cannot be read.
    """
    if reason_from is None:
        return reason
    return read_small(reason_from).decode(errors="replace")
