"""Exports for a spreadsheet: a folder of CSV files, or one XLSX workbook."""

import json
from pathlib import Path

from imh_desktop.core.progress import Progress, quiet
from imh_desktop.errors import InputError
from imh_desktop.exchange.tables.csv_files import CsvFolder
from imh_desktop.exchange.tables.datapackage import datapackage
from imh_desktop.exchange.tables.workbook import Workbook
from imh_desktop.flows.export_tables import Prepared, made_at, pour, write_text
from imh_desktop.flows.exporting import Finished, Tally, finished, leaving


def export_csv(
    prepared: Prepared, target: Path, *, bom: bool = True, progress: Progress = quiet
) -> Finished:
    """Write a folder of CSV files with a codebook and ``datapackage.json``.

    Args:
        target: a folder that is not there yet, or is empty.
        bom: begin each file with the mark by which spreadsheets know UTF-8.
    Raises:
        InputError, EnvironmentFault: as ``exporting``; nothing was written.
    """
    with leaving(prepared.vault, prepared.allowed, target) as (folder, tally):
        write_csv(prepared, folder, tally, bom=bom, progress=progress)
    return finished(prepared.allowed, tally, target)


def write_csv(
    prepared: Prepared, folder: Path, tally: Tally, *, bom: bool, progress: Progress
) -> None:
    """Write the folder of CSV files."""
    tables = (*prepared.tables, prepared.codebook, prepared.about)
    with CsvFolder(folder, tables, bom=bom, label_title=prepared.label_title) as out:
        pour(prepared, out.write, tally, progress)
    title = prepared.words.say("Visits and answers")
    described = datapackage("imh-export", title, made_at(prepared), out.tables, bom=bom)
    text = json.dumps(described, ensure_ascii=False, indent=2)
    write_text(folder / "datapackage.json", f"{text}\n")


def export_xlsx(prepared: Prepared, target: Path, *, progress: Progress = quiet) -> Finished:
    """Write one workbook, a sheet a table.

    Raises:
        InputError, EnvironmentFault: as ``exporting``; or the name does not end in ``.xlsx``.
    """
    if target.suffix.lower() != ".xlsx":
        raise InputError("is not the name of a workbook", place=str(target), expected="*.xlsx")
    tables = (*prepared.tables, prepared.codebook, prepared.about)
    long_text = prepared.words.say("[Too long for a cell: see the sheet long_texts, {number}]")
    with leaving(prepared.vault, prepared.allowed, target) as (path, tally):
        book = Workbook(path, tables, label_title=prepared.label_title, long_text=long_text)
        with book as out:
            pour(prepared, out.write, tally, progress)
    return finished(prepared.allowed, tally, target)
