"""Files for statistics programs: SPSS, Stata and Parquet, one a table."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from imh_desktop.exchange.tables.frames import Columns
from imh_desktop.exchange.tables.shape import Labeller, Row, Table, Variable, with_labels
from imh_desktop.exchange.tables.statistics_names import (
    SPSS,
    STATA,
    Limits,
    names,
    shortened,
)

if TYPE_CHECKING:
    import polars as pl

Format = Literal["spss", "stata", "parquet"]
_ENDING: dict[Format, str] = {"spss": "sav", "stata": "dta", "parquet": "parquet"}
_LIMITS: dict[Format, Limits] = {"spss": SPSS, "stata": STATA}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

NAMES = Table(
    name="names_and_numbers",
    title="",
    variables=tuple(
        Variable(name=name, title="") for name in ("table", "variable", "name", "code", "number")
    ),
    key=("table", "variable", "code"),
)
"""How a column is called in the file, and which number or letter stands for each code."""


class StatisticsFolder:
    """Gathers rows, and writes a file for each table when ``save`` is called."""

    def __init__(self, tables: Sequence[Table], format_: Format, label_title: str) -> None:
        """Begin empty. ``label_title``: as ``shape.with_labels``; Parquet has such columns."""
        self._format = format_
        wide = format_ == "parquet"
        self._labels = {t.name: Labeller(t) for t in tables} if wide else {}
        shapes = tuple(with_labels(t, label_title) for t in tables) if wide else tuple(tables)
        self._columns = {t.name: Columns(t, numbered=not wide) for t in shapes}

    def write(self, table: str, row: Row) -> None:
        """Take one row of a table."""
        cells = self._labels[table].row(row) if self._labels else row
        self._columns[table].append(cells)

    def save(self, folder: Path) -> None:
        """Write every file into a folder that is made here."""
        folder.mkdir(mode=0o700)
        for name, columns in self._columns.items():
            path = folder / f"{name}.{_ENDING[self._format]}"
            if self._format == "parquet":
                columns.frame().write_parquet(path)
            else:
                _write(columns, path, self._format)

    def names(self) -> Iterator[Row]:
        """Yield the rows of ``NAMES``; none for Parquet, which changes neither."""
        if self._format == "parquet":
            return
        for columns in self._columns.values():
            table = columns.table
            called = names(table.variables, _LIMITS[self._format])
            for variable in table.variables:
                facts = (table.name, variable.name, called[variable.name])
                numbers = columns.numbers.get(variable.name)
                for number, code in sorted(numbers.codes.items()) if numbers else ((None, "-"),):
                    yield (*facts, code, _shown(number, self._format))


def _write(columns: Columns, path: Path, format_: Format) -> None:
    import polars as pl
    import pyreadstat

    limits, variables = _LIMITS[format_], columns.table.variables
    called = names(variables, limits)
    frame = columns.frame().with_columns(pl.col(pl.String).fill_null("")).rename(called)
    said: dict[str, Any] = {
        "column_labels": {called[v.name]: shortened(v.title, limits.label) for v in variables},
        "variable_value_labels": {
            called[name]: {
                _coded(number, format_): shortened(label, limits.choice)
                for number, label in numbers.labels.items()
            }
            for name, numbers in columns.numbers.items()
        },
    }
    missing = {called[name]: n.missing for name, n in columns.numbers.items() if n.missing}
    if format_ == "spss":
        ranges: dict[str, Any] = {
            name: [{"lo": min(found), "hi": -1}] for name, found in missing.items()
        }
        pyreadstat.write_sav(frame, path, missing_ranges=ranges, compress=True, **said)
    else:
        letters = {
            name: [str(_coded(n, format_)) for n in found] for name, found in missing.items()
        }
        frame = _lettered(frame, [name for name in missing if name in frame.columns])
        pyreadstat.write_dta(frame, path, missing_user_values=letters, version=15, **said)


def _lettered(frame: "pl.DataFrame", columns: Sequence[str]) -> "pl.DataFrame":
    """Put Stata's own missing values, .a to .z, in place of numbers below nought."""
    import polars as pl

    return frame.with_columns(
        pl.Series(
            name,
            [None if n is None else _coded(n, "stata") for n in frame[name].to_list()],
            dtype=pl.Object,
        )
        for name in columns
    )


def _coded(number: int, format_: Format) -> int | str:
    return _LETTERS[-number - 1] if format_ == "stata" and number < 0 else number


def _shown(number: int | None, format_: Format) -> int | str | None:
    if number is None:
        return None
    coded = _coded(number, format_)
    return f".{coded}" if isinstance(coded, str) else coded
