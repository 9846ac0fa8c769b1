"""imh-desktop vault support: what those who mend the program need, and nothing of anyone."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.output import write_whole
from imh_desktop.cli.progress import progress_option, tell_after
from imh_desktop.cli.vaults import json_option, opened, vault_options
from imh_desktop.flows.places import default_folder

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress


@click.command()
@vault_options
@click.option(
    "--out", "target", required=True, type=click.Path(path_type=Path), metavar="FILE",
    help="Write here, as JSON.",
)  # fmt: skip
@click.option("--closed", is_flag=True, help="Leave the vault closed, and its numbers out.")
@json_option
@progress_option
def support(
    folder: Path | None, handle: int | None, target: Path, closed: bool, as_json: bool,
    progress: "Progress",
) -> None:  # fmt: skip
    """Write a file for those who mend the program. It holds versions, settings of the window,
    numbers of records, sizes of files, whether the vault checks out, and notes of faults. No
    word of a record is in it. Read it before you send it."""
    from imh_desktop.flows.support import as_bytes, bundle

    home = folder or default_folder()
    with nullcontext() if closed else opened(folder, handle) as vault:
        write_whole(target, as_bytes(bundle(home, vault)))
    tell_after(progress, {"file": str(target)}, [str(target)], as_json=as_json)
