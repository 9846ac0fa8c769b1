"""A folder of CSV files, one a table: UTF-8, every field quoted, lines ended as RFC 4180 says."""

import csv
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any

from imh_desktop.exchange.tables.guard import guarded
from imh_desktop.exchange.tables.shape import Labeller, Row, Table, Value, with_labels


class CsvFolder:
    """Writes tables row by row. A context manager: the files are whole when it ends."""

    def __init__(
        self, folder: Path, tables: Sequence[Table], *, bom: bool, label_title: str
    ) -> None:
        """Write into a folder that is made here.

        Args:
            bom: begin each file with the mark by which spreadsheets know UTF-8.
            label_title: as ``shape.with_labels``.
        """
        self._folder, self._bom = folder, bom
        self.tables = tuple(with_labels(table, label_title) for table in tables)
        self._labels = {table.name: Labeller(table) for table in tables}
        self._files, self._writers = ExitStack(), dict[str, Any]()

    def __enter__(self) -> "CsvFolder":
        self._folder.mkdir(mode=0o700, parents=True)
        for table in self.tables:
            file = self._files.enter_context(
                (self._folder / f"{table.name}.csv").open(
                    "w", encoding="utf-8-sig" if self._bom else "utf-8", newline=""
                )
            )
            writer = csv.writer(file, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
            writer.writerow([variable.name for variable in table.variables])
            self._writers[table.name] = writer
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._files.close()

    def write(self, table: str, row: Row) -> None:
        """Write one row of a table."""
        self._writers[table].writerow([_cell(value) for value in self._labels[table].row(row)])


def _cell(value: Value) -> Value:
    return guarded(value) if isinstance(value, str) else value
