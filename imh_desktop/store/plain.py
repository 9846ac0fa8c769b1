"""A plain SQLite file that any program opens, for an archive that is to be read in twenty years.

The one place where SQLite is written without a key: nothing but an export uses it. It speaks
through the standard library, whose module is not the one that ``sqlcipher`` stands in for.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal, NamedTuple

Cell = str | int | None


class PlainTable(NamedTuple):
    """A table: columns with their kinds, the key, and column -> the table it names a row of."""

    name: str
    columns: tuple[tuple[str, Literal["TEXT", "INTEGER"]], ...]
    key: tuple[str, ...]
    joins: tuple[tuple[str, str], ...] = ()


class PlainFile:
    """Writes tables row by row, in one transaction. A context manager.

    Raises:
        OSError: the disk refused.
    """

    def __init__(self, path: Path, tables: Sequence[PlainTable]) -> None:
        """Make a file; there is none yet."""
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._insert: dict[str, str] = {}
        try:
            for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = ON"):
                self._connection.execute(f"PRAGMA {pragma}")
            self._connection.execute("BEGIN")
            for table in tables:
                self._connection.execute(_made(table))
                marks = ", ".join("?" for _ in table.columns)
                self._insert[table.name] = f"INSERT INTO {_q(table.name)} VALUES ({marks})"  # noqa: S608
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> "PlainFile":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        try:
            if kind is None:
                self._connection.execute("COMMIT")
        except sqlite3.OperationalError as fault:
            raise OSError("the plain file could not be written") from fault
        finally:
            self._connection.close()

    def write(self, table: str, row: Sequence[Cell]) -> None:
        """Write one row of a table."""
        try:
            self._connection.execute(self._insert[table], row)
        except sqlite3.OperationalError as fault:
            raise OSError("the plain file could not be written") from fault


def _made(table: PlainTable) -> str:
    columns = [f"{_q(name)} {kind}" for name, kind in table.columns]
    columns.append(f"PRIMARY KEY ({', '.join(map(_q, table.key))})")
    columns += [
        f"FOREIGN KEY ({_q(column)}) REFERENCES {_q(other)} ({_q(column)})"
        for column, other in table.joins
    ]
    return f"CREATE TABLE {_q(table.name)} ({', '.join(columns)})"


def _q(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
