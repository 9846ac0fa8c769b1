"""imh-desktop export csv, export xlsx: for a spreadsheet."""

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

_bom = click.option(
    "--bom/--no-bom", default=True, help="Begin files with the mark by which Excel knows UTF-8."
)
_private = click.option(
    "--with-private-g", "private", type=FILE, metavar="FILE.csv",
    help="Adults' own private answers (class G), in a file of their own.",
)  # fmt: skip


@click.command()
@export_options
@preview_option
@_bom
@_private
@click.option("--out", type=FILE, metavar="DIR", help="A folder that is new or empty.")
def csv(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", purpose: str,
    partner_id: str, language: str, only_preview: bool, bom: bool, private: Path | None,
    out: Path | None,
) -> None:  # fmt: skip
    """Write a folder of CSV files, with a codebook and datapackage.json."""
    _run(
        "csv", (folder, handle), (purpose, partner_id, language), progress, out, private,
        as_json=as_json, only_preview=only_preview, bom=bom,
    )  # fmt: skip


@click.command()
@export_options
@preview_option
@_private
@click.option("--out", type=FILE, metavar="FILE.xlsx", help="A new file.")
def xlsx(
    folder: Path | None, handle: int | None, as_json: bool, progress: "Progress", purpose: str,
    partner_id: str, language: str, only_preview: bool, private: Path | None, out: Path | None,
) -> None:  # fmt: skip
    """Write one workbook, with a sheet for each table and a codebook."""
    _run(
        "xlsx", (folder, handle), (purpose, partner_id, language), progress, out, private,
        as_json=as_json, only_preview=only_preview, bom=True,
    )  # fmt: skip


def _run(
    format_: str, place: tuple[Path | None, int | None], said: tuple[str, str, str],
    progress: "Progress", out: Path | None, private: Path | None,
    *, as_json: bool, only_preview: bool, bom: bool,
) -> None:  # fmt: skip
    from imh_desktop.content.library import Library
    from imh_desktop.flows import exporting_private, exporting_tables
    from imh_desktop.flows.export_preview import preview
    from imh_desktop.flows.export_tables import prepare

    asked, library = ask(*said), Library()
    if out is None and not only_preview:
        raise InputError("names no place", place="--out", expected="a new folder or file")
    with opened(*place) as vault:
        prepared = prepare(vault, library, format_, asked)
        if only_preview or out is None:
            return tell_preview(progress, preview(prepared), as_json=as_json)
        if private is not None:
            exporting_private.require_private(prepared, private)
        if format_ == "csv":
            done = exporting_tables.export_csv(prepared, out, bom=bom, progress=progress)
        else:
            done = exporting_tables.export_xlsx(prepared, out, progress=progress)
        if private is not None:
            exporting_private.export_private(prepared, private, bom=bom)
    return tell_finished(progress, done, as_json=as_json, private=private)
