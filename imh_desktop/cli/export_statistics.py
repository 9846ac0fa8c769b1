"""imh-desktop export spss, stata, parquet: for a statistics program."""

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
    from imh_desktop.exchange.tables.statistics import Format


def _command(format_: "Format", said: str) -> click.Command:
    @click.command(name=format_, help=said)
    @export_options
    @preview_option
    @click.option("--out", type=FILE, metavar="DIR", help="A folder that is new or empty.")
    def run(
        folder: Path | None, handle: int | None, as_json: bool, progress: "Progress",
        purpose: str, partner_id: str, language: str, only_preview: bool, out: Path | None,
    ) -> None:  # fmt: skip
        from imh_desktop.content.library import Library
        from imh_desktop.flows.export_preview import preview
        from imh_desktop.flows.export_tables import prepare
        from imh_desktop.flows.exporting_statistics import export_statistics

        asked, library = ask(purpose, partner_id, language), Library()
        if out is None and not only_preview:
            raise InputError("names no place", place="--out", expected="a new or empty folder")
        with opened(folder, handle) as vault:
            prepared = prepare(vault, library, format_, asked)
            if only_preview or out is None:
                return tell_preview(progress, preview(prepared), as_json=as_json)
            done = export_statistics(prepared, out, format_, progress)
        return tell_finished(progress, done, as_json=as_json)

    made: click.Command = run
    return made


spss = _command("spss", "Write SPSS files (.sav) with value labels. Needs imh-desktop[analyst].")
stata = _command("stata", "Write Stata files (.dta) with value labels. Needs imh-desktop[analyst].")
parquet = _command("parquet", "Write Parquet files, long and wide. Needs imh-desktop[analyst].")
