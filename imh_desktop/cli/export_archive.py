"""imh-desktop export twenty-years: an archive that needs no program of ours to be read."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from imh_desktop.cli.export_options import (
    FILE,
    ask,
    export_options,
    preview_option,
    tell_finished,
    tell_preview,
)
from imh_desktop.cli.vaults import opened
from imh_desktop.errors import InputError

if TYPE_CHECKING:
    from imh_desktop.core.progress import Progress


@click.command(name="twenty-years")
@export_options
@preview_option
@click.option("--out", type=FILE, metavar="DIR|FILE.zip", help="A new or empty folder, or a zip.")
def twenty_years(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", purpose: str,
    partner_id: str, language: str, only_preview: bool, out: Path | None,
) -> None:  # fmt: skip
    """Write plain SQLite, CSV, the checklists' texts and one page to read it all."""
    from imh_desktop.content.library import Library
    from imh_desktop.flows.export_preview import preview
    from imh_desktop.flows.export_tables import prepare
    from imh_desktop.flows.exporting_twenty_years import export_twenty_years

    asked, library = ask(purpose, partner_id, language), Library()
    if out is None and not only_preview:
        raise InputError("names no place", place="--out", expected="a new folder or FILE.zip")
    with opened(folder, handle) as vault:
        prepared = prepare(vault, library, "twenty-years", asked)
        if only_preview or out is None:
            return tell_preview(progress, preview(prepared), as_json=as_json)
        done = export_twenty_years(prepared, out, progress)
    return tell_finished(progress, done, as_json=as_json)
