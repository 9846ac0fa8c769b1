"""imh-desktop document held: a family's copy of everything held about a child."""

from pathlib import Path

import click

from imh_desktop.cli.output import say_where
from imh_desktop.cli.paper_options import language_option, paper_option
from imh_desktop.cli.vaults import opened_on, vault_options
from imh_desktop.core.people import Paper


@click.command("held")
@vault_options
@click.argument("child_id", metavar="CHILD")
@click.option("--for", "caregiver_id", required=True, metavar="CAREGIVER", help="Who receives it.")
@click.option("--alone", is_flag=True, help="What this adult said alone, instead.")
@language_option
@paper_option
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), metavar="FOLDER|FILE.zip",
    help="A new folder, or one zip file.",
)  # fmt: skip
def held(
    folder: Path | None, handle: int | None, child_id: str, caregiver_id: str, alone: bool,
    language: str, paper: Paper | None, out: Path,
) -> None:  # fmt: skip
    """Write the copy as PDF, CSV and JSON, and keep that it was given. Class V is never in it."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.family_copy import write_copy

    with opened_on(folder, handle, child_id) as vault:
        write_copy(vault, Library(), child_id, caregiver_id, language, out, paper, alone=alone)
    say_where(out)
