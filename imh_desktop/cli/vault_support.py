"""imh-desktop vault support: what those who mend the program need, and nothing of anyone."""

from pathlib import Path

import click

from imh_desktop.cli.output import write_whole
from imh_desktop.cli.vaults import opened, vault_options
from imh_desktop.flows.places import default_folder


@click.command()
@vault_options
@click.option(
    "--out", "target", required=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Write here, as JSON.",
)  # fmt: skip
@click.option("--closed", is_flag=True, help="Leave the vault closed, and its numbers out.")
def support(folder: Path | None, handle: int | None, target: Path, closed: bool) -> None:
    """Write a file for those who mend the program. It holds versions, settings of the window,
    numbers of records, sizes of files, whether the vault checks out, and notes of faults. No
    word of a record is in it. Read it before you send it."""
    from imh_desktop.flows.support import as_bytes, bundle

    home = folder or default_folder()
    if closed:
        write_whole(target, as_bytes(bundle(home, None)))
        return
    with opened(folder, handle) as vault:
        write_whole(target, as_bytes(bundle(home, vault)))
