"""imh-desktop document supervision: what a visitor brings to her supervisor."""

from datetime import date
from pathlib import Path

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.output import say_where, write_whole
from imh_desktop.cli.paper_options import language_option, out_option, paper_option
from imh_desktop.cli.vaults import opened, vault_options
from imh_desktop.core.people import Paper


@click.command("supervision")
@vault_options
@click.option("--from", "first", required=True, type=Day(), metavar="DAY")
@click.option("--to", "last", required=True, type=Day(), metavar="DAY")
@click.option("--worker", "worker_id", default="", metavar="WORKER", help="You by default.")
@language_option
@paper_option
@out_option
def supervision(
    folder: Path | None, handle: int | None, first: date, last: date, worker_id: str,
    language: str, paper: Paper | None, out: Path,
) -> None:  # fmt: skip
    """Write strengths, the families' questions and what the visitor wondered, by day."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import child_opened
    from imh_desktop.flows.supervision import supervision_page, told_of

    with opened(folder, handle) as vault:
        made = supervision_page(vault, Library(), first, last, language, paper, worker_id=worker_id)
        told = told_of(vault, first, last, worker_id or vault.worker_id)
        child_opened.note(vault, *(child.child_id for child, _ in told))
    write_whole(out, made.content)
    say_where(out)
