"""A report as CSV or XLSX. No text can become a formula in a spreadsheet (security.md D11)."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO
from typing import Any

from imh_desktop.core.report_table import Cell, Report, ReportTable
from imh_desktop.exchange.tables.guard import guarded

_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed day in the file's properties, so that the same report gives the same bytes."""
_WIDE, _WIDEST = 12, 60


def report_csv(table: ReportTable) -> bytes:
    """Return one table in UTF-8, with the mark by which spreadsheets know it."""
    text = StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (table.heading, *table.rows):
        writer.writerow(["" if cell is None else _safe(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def report_xlsx(report: Report) -> bytes:
    """Return a workbook with one sheet a table, and one that says what it is."""
    import xlsxwriter  # type: ignore[import-untyped, unused-ignore]

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": report.title, "author": "IMH Desktop", "created": _DAY})
        styles = [book.add_format({"text_wrap": True, "valign": "top", "bold": b}) for b in (1, 0)]
        for number, table in enumerate(report.tables, 1):
            sheet = book.add_worksheet(_sheet_name(table.title, number))
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            _fill(sheet, (table.heading, *table.rows), styles)
            for at in range(len(table.heading)):
                sheet.set_column(at, at, _width(table, at))
        about = book.add_worksheet("README")
        about.set_column(0, 0, _WIDEST * 2)
        _fill(about, tuple((line,) for line in (report.title, *report.lines)), styles)
    return buffer.getvalue()


def _fill(sheet: Any, rows: tuple[tuple[Cell, ...], ...], styles: list[Any]) -> None:
    """Write rows; the first in the first style."""
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(at, column, str(_safe(cell)), styles[min(at, 1)])
            elif cell is not None:
                sheet.write_number(at, column, cell, styles[min(at, 1)])


def _safe(cell: Cell) -> Cell:
    return guarded(cell) if isinstance(cell, str) else cell


def _width(table: ReportTable, column: int) -> int:
    longest = max(len(str(row[column] or "")) for row in (table.heading, *table.rows))
    return min(max(longest + 1, _WIDE), _WIDEST)


def _sheet_name(title: str, number: int) -> str:
    """Return a name Excel takes: at most 31 letters, none of ``[]:*?/\\`` nor an apostrophe."""
    kept = "".join(letter for letter in title if letter not in "[]:*?/\\'")
    return f"{number} {kept}"[:31]
