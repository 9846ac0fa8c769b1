"""imh-desktop document record: a closed visit for the file."""

from pathlib import Path

import click

from imh_desktop.cli.output import say_where, write_whole
from imh_desktop.cli.paper_options import language_option, out_option, paper_option
from imh_desktop.cli.vaults import opened_on, vault_options
from imh_desktop.core.people import Paper


@click.command("record")
@vault_options
@click.argument("visit_id", metavar="VISIT")
@language_option
@paper_option
@out_option
def visit_record(
    folder: Path | None, handle: int | None, visit_id: str, language: str, paper: Paper | None,
    out: Path,
) -> None:  # fmt: skip
    """Write the record of a closed visit: answers, result, what was agreed, later changes."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.visit_record import visit_record_page

    with opened_on(folder, handle, visit_id) as vault:
        made = visit_record_page(vault, Library(), visit_id, language, paper)
    write_whole(out, made.content)
    say_where(out)
