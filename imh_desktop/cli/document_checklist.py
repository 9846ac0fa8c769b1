"""imh-desktop document checklist: a band on paper, for a day without battery."""

from pathlib import Path

import click

from imh_desktop.cli.output import say_where, write_whole
from imh_desktop.cli.paper_options import language_option, out_option, paper_option
from imh_desktop.core.people import Paper


@click.command("checklist")
@click.option("--band", required=True, metavar="BAND", help="Such as B4; `imh-desktop age` tells.")
@language_option
@paper_option
@click.option("--private", is_flag=True, help="The sheet of what is asked alone, instead.")
@out_option
def blank_checklist(
    band: str, language: str, paper: Paper | None, private: bool, out: Path
) -> None:
    """Write a blank checklist to fill in by hand."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows import paper_checklist

    made = paper_checklist.blank_checklist(
        Library(), band, language, paper or "a4", private=private
    )
    write_whole(out, made.content)
    say_where(out)
