"""Exports for a statistics program: a folder of SPSS, Stata or Parquet files."""

from pathlib import Path

from imh_desktop.core.progress import Progress, quiet
from imh_desktop.errors import EnvironmentFault
from imh_desktop.exchange.tables.csv_files import CsvFolder
from imh_desktop.exchange.tables.statistics import NAMES, Format, StatisticsFolder
from imh_desktop.flows.export_kinds import ANALYST_ABSENT
from imh_desktop.flows.export_tables import Prepared, pour
from imh_desktop.flows.exporting import Finished, finished, leaving


def require_analyst() -> None:
    """Refuse when the optional packages are not there.

    Raises:
        EnvironmentFault: with how to get them.
    """
    try:
        import polars
        import pyreadstat  # noqa: F401
    except ImportError:
        raise EnvironmentFault(ANALYST_ABSENT) from None
    del polars


def export_statistics(
    prepared: Prepared, target: Path, format_: Format, progress: Progress = quiet
) -> Finished:
    """Write a folder with a file for each table, and CSV files that say what is in them.

    Raises:
        EnvironmentFault: the optional packages are not installed, or the disk refused.
        InputError: as ``exporting``; nothing was written.
    """
    require_analyst()
    out = StatisticsFolder(prepared.tables, format_, prepared.label_title)
    beside = (prepared.codebook, prepared.about, NAMES)
    with leaving(prepared.vault, prepared.allowed, target) as (folder, tally):
        notes = folder.with_name("notes")
        with CsvFolder(notes, beside, bom=True, label_title=prepared.label_title) as csv:
            told = {table.name for table in beside}

            def write(table: str, row: tuple[str | int | None, ...]) -> None:
                (csv if table in told else out).write(table, row)

            pour(prepared, write, tally, progress)
            for row in out.names():
                csv.write(NAMES.name, row)
        out.save(folder)
        for file in notes.iterdir():
            file.replace(folder / file.name)
        notes.rmdir()
    return finished(prepared.allowed, tally, target)
