"""Rows gathered into columns, a batch at a time, for formats written column by column."""

from datetime import date
from typing import TYPE_CHECKING, Any

from imh_desktop.exchange.tables.shape import Row, Table, Value
from imh_desktop.exchange.tables.statistics_names import Numbers

if TYPE_CHECKING:
    import polars as pl

_BATCH = 10_000


class Columns:
    """One table's columns. Codes are kept as numbers where ``numbered``, else as texts."""

    def __init__(self, table: Table, *, numbered: bool) -> None:
        """Begin empty."""
        self.table = table
        self.numbers = {
            v.name: Numbers(v.choices) for v in table.variables if numbered and v.labelled
        }
        self._rows: list[list[Any]] = []
        self._frames: list[pl.DataFrame] = []

    def append(self, row: Row) -> None:
        """Take the next row."""
        self._rows.append(
            [self._cell(v.name, v.kind, x) for v, x in zip(self.table.variables, row, strict=True)]
        )
        if len(self._rows) >= _BATCH:
            self._pack()

    def frame(self) -> "pl.DataFrame":
        """Return all rows as one frame."""
        import polars as pl

        self._pack()
        return pl.concat(self._frames, rechunk=True)

    def _cell(self, name: str, kind: str, value: Value) -> Any:
        if isinstance(value, str):
            if name in self.numbers:
                return self.numbers[name].of(value)
            if kind == "day":
                return date.fromisoformat(value)
        return value

    def _pack(self) -> None:
        import polars as pl

        kinds: dict[str, Any] = {"integer": pl.Int64, "day": pl.Date}
        schema = {
            v.name: pl.Int16 if v.name in self.numbers else kinds.get(v.kind, pl.String)
            for v in self.table.variables
        }
        self._frames.append(pl.DataFrame(self._rows, schema=schema, orient="row"))
        self._rows = []
