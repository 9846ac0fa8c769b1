"""One XLSX workbook, a sheet a table: texts stay texts, and none is ever cut.

A cell of Excel holds 32,767 characters. A longer text stands whole on the sheet ``long_texts``,
in pieces, and its cell says where. A sheet holds 1,048,576 rows; more go on on a next one.
"""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from imh_desktop.exchange.tables.guard import guarded
from imh_desktop.exchange.tables.shape import (
    Labeller,
    Row,
    Table,
    Value,
    Variable,
    with_labels,
)

LONGEST = 32_767
"""Code units of UTF-16 a cell can hold (Excel specifications and limits)."""
MOST_ROWS = 1_048_576
_PIECE = 16_000
"""Characters: never over the limit, whatever they are."""
LONG_TEXTS = Table(
    name="long_texts",
    title="",
    variables=(
        Variable(name="number", title=""),
        Variable(name="sheet", title=""),
        Variable(name="column", title=""),
        Variable(name="piece", title="", kind="integer"),
        Variable(name="text", title=""),
    ),
    key=("number", "piece"),
)


class Workbook:
    """Writes tables row by row, a row in memory at a time. A context manager."""

    def __init__(
        self, path: Path, tables: Sequence[Table], *, label_title: str, long_text: str,
        most_rows: int = MOST_ROWS,
    ) -> None:  # fmt: skip
        """Write a file.

        Args:
            label_title: as ``shape.with_labels``.
            long_text: what stands in the place of a long text, "... {number}".
            most_rows: rows of a sheet, its heading among them.
        """
        self._path, self._most, self._long_text = path, most_rows, long_text
        self.tables = tuple(with_labels(table, label_title) for table in tables)
        self._labels = {table.name: Labeller(table) for table in tables}
        self._sheets: dict[str, _Sheet] = {}
        self._long = 0

    def __enter__(self) -> "Workbook":
        from xlsxwriter import Workbook as Book

        options = {
            "constant_memory": True, "tmpdir": str(self._path.parent), "strings_to_formulas": False,
            "strings_to_urls": False, "strings_to_numbers": False,
        }  # fmt: skip
        self._book: Any = Book(str(self._path), options)
        self._heading = self._book.add_format({"bold": True, "bottom": 1})
        for table in (*self.tables, LONG_TEXTS):
            self._sheets[table.name] = _Sheet(self._book, table, self._heading, self._most)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._book.close()

    def write(self, table: str, row: Row) -> None:
        """Write one row of a table."""
        sheet = self._sheets[table]
        cells = self._labels[table].row(row)
        names = [variable.name for variable in sheet.table.variables]
        sheet.append([self._cell(v, table, n) for v, n in zip(cells, names, strict=True)])

    def _cell(self, value: Value, table: str, column: str) -> Value:
        if not isinstance(value, str):
            return value
        text = guarded(value)
        return text if _units(text) <= LONGEST else self._overflow(text, table, column)

    def _overflow(self, text: str, table: str, column: str) -> str:
        self._long += 1
        for piece, start in enumerate(range(0, len(text), _PIECE), start=1):
            part = text[start : start + _PIECE]
            self._sheets[LONG_TEXTS.name].append([str(self._long), table, column, piece, part])
        return self._long_text.format(number=self._long)


class _Sheet:
    """One table's sheets: a next one begins when one is full."""

    def __init__(self, book: Any, table: Table, heading: Any, most_rows: int) -> None:
        self.table = table
        self._book, self._heading, self._most = book, heading, most_rows
        self._number = 0
        self._begin()

    def append(self, cells: list[Value]) -> None:
        """Write the next row."""
        if self._row >= self._most:
            self._begin()
        for column, value in enumerate(cells):
            if isinstance(value, str):
                self._sheet.write_string(self._row, column, value)
            elif value is not None:
                self._sheet.write_number(self._row, column, value)
        self._row += 1

    def _begin(self) -> None:
        self._number += 1
        name = self.table.name if self._number == 1 else f"{self.table.name} {self._number}"
        self._sheet = self._book.add_worksheet(name)
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, len(self.table.variables) - 1, 18)
        for column, variable in enumerate(self.table.variables):
            self._sheet.write_string(0, column, variable.name, self._heading)
        self._row = 1


def _units(text: str) -> int:
    return len(text) + sum(letter > "\uffff" for letter in text)
