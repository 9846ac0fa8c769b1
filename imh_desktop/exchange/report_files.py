"""A report as CSV or XLSX. No text can become a formula in a table program (security.md)."""

import csv
from datetime import UTC, datetime
from io import BytesIO, StringIO

from imh_desktop.core.report_table import Cell, Report, ReportTable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed day in the file's properties, so that the same report gives the same bytes."""
_WIDE, _WIDEST = 12, 60


def guarded(cell: Cell) -> Cell:
    """Return a cell that no table program takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA) else cell


def report_csv(report: Report) -> bytes:
    """Return the tables one below the other, in UTF-8 with a mark that table programs know; the
    first column names the table."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for line in (report.title, *report.lines):
        writer.writerow([guarded(line)])
    for table in report.tables:
        writer.writerow([])
        for row in (table.heading, *table.rows):
            writer.writerow(["" if cell is None else guarded(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def report_xlsx(report: Report) -> bytes:
    """Return a workbook with one sheet a table, and one that says what it is."""
    import xlsxwriter

    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"title": report.title, "author": "IMH Desktop", "created": _DAY})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        for number, table in enumerate(report.tables):
            sheet = book.add_worksheet(_sheet_name(table.title, number))
            sheet.freeze_panes(1, 0)
            sheet.set_landscape()
            sheet.fit_to_pages(1, 0)
            for at, row in enumerate((table.heading, *table.rows)):
                _write(sheet, at, row, plain if at else bold)
            for at in range(len(table.heading)):
                sheet.set_column(at, at, _width(table, at))
        about = book.add_worksheet("README")
        about.set_column(0, 0, _WIDEST * 2)
        for at, line in enumerate((report.title, *report.lines)):
            _write(about, at, (line,), plain if at else bold)
    return buffer.getvalue()


def _write(sheet: "object", at: int, row: tuple[Cell, ...], style: object) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            sheet.write_string(at, column, cell, style)  # type: ignore[attr-defined]
        elif cell is not None:
            sheet.write_number(at, column, cell, style)  # type: ignore[attr-defined]


def _width(table: ReportTable, column: int) -> int:
    longest = max(len(str(row[column] or "")) for row in (table.heading, *table.rows))
    return min(max(longest + 1, _WIDE), _WIDEST)


def _sheet_name(title: str, number: int) -> str:
    """Return a name Excel takes: at most 31 letters, none of ``[]:*?/\\``."""
    kept = "".join(letter for letter in title if letter not in "[]:*?/\\'")
    return f"{number + 1} {kept}"[:31]
