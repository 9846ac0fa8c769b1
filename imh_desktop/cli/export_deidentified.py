"""imh-desktop export deidentified: for research and funders, with nobody to be known."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.export_options import FILE, tell_finished
from imh_desktop.cli.progress import progress_option
from imh_desktop.cli.vaults import json_option, opened, vault_options

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress


@click.command()
@vault_options
@json_option
@progress_option
@click.option("--out", required=True, type=FILE, metavar="DIR", help="A new or empty folder.")
@click.option("--purpose", default="", metavar="TEXT", help="What it is for; kept in the vault.")
@click.option("--language", default="en", help="Of the page to be read first: en or es.")
@click.option("--limited-data-set", "limited", is_flag=True, help="Keep days; needs --agreement.")
@click.option("--agreement", default="", metavar="REF", help="Under which days may be given.")
@click.option("--profile", type=FILE, metavar="FILE.toml", help="A stricter profile of your own.")
def deidentified(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", out: Path,
    purpose: str, language: str, limited: bool, agreement: str, profile: Path | None,
) -> None:  # fmt: skip
    """Write codes, counts and years without names, words or days, and a list of what was dropped.

    Look at check_these_rows.csv before you send it: a program cannot know what people know.
    """
    from imh_desktop.content.library import Library
    from imh_desktop.errors import InputError
    from imh_desktop.flows.clock import local_now
    from imh_desktop.flows.exporting_deidentified import Wanted, export_deidentified
    from imh_desktop.words import LANGUAGES, Words

    if language not in LANGUAGES:
        said = "We do not know this language."
        raise InputError(said, place="--language", expected=", ".join(LANGUAGES))
    wanted = Wanted(
        now=local_now(), purpose=purpose, limited=limited, agreement=agreement, profile=profile
    )
    with opened(folder, handle) as vault:
        done = export_deidentified(
            vault, Library(), out, wanted, words=Words(language), progress=progress
        )
    tell_finished(progress, done, as_json=as_json)
