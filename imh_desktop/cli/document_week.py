"""imh-desktop document week: the visitor's week on one sheet, first names alone."""

from datetime import date
from pathlib import Path

import click

from imh_desktop.cli.days import Day
from imh_desktop.cli.output import say_where, write_whole
from imh_desktop.cli.paper_options import language_option, out_option, paper_option
from imh_desktop.cli.vaults import opened, vault_options
from imh_desktop.core.people import Paper


@click.command("week")
@vault_options
@click.option("--day", type=Day(), metavar="DAY", help="Any day of the week; today by default.")
@language_option
@paper_option
@out_option
def week(
    folder: Path | None, handle: int | None, day: date | None, language: str,
    paper: Paper | None, out: Path,
) -> None:  # fmt: skip
    """Write whom to look in on, day by day, without a reason."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.clock import local_today
    from imh_desktop.flows.week_plan import week_plan_page

    with opened(folder, handle) as vault:
        made = week_plan_page(vault, Library(), day or local_today(), language, paper)
    write_whole(out, made.content)
    say_where(out)
