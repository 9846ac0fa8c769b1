"""Tables in which nobody is to be known: each value is held to its column once more as it is
written. This is the last look; what made the value should have seen to it already."""

import random
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Literal

import msgspec

from imh_desktop.core.deidentify import Rule
from imh_desktop.exchange.tables.csv_files import CsvFolder
from imh_desktop.exchange.tables.shape import Join, Kind, Table, Value, Variable

Holds = Literal["id", "code", "codes", "whole", "year", "day"]
_LETTERS = "bcdfghjkmnpqrstvwxz"
_ID = re.compile(f"[{_LETTERS}]{{14}}")
_KINDS: dict[Holds, Kind] = {"whole": "integer", "year": "integer", "day": "day"}
_YEARS = range(1900, 2200)
_MOST = 100_000


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """One column. ``field``: the field of a record it tells, "" when it tells none; ``rule``: how
    that field is told when the column is there. ``codes``: all that may stand in it, of a code."""

    name: str
    title: str
    holds: Holds
    field: str = ""
    rule: Rule | None = None
    codes: frozenset[str] = frozenset()

    def may_hold(self, value: Value) -> bool:
        """Tell whether a value is one of those a column is for; every column may be empty."""
        if value is None:
            return True
        if isinstance(value, int):
            most = _YEARS if self.holds == "year" else range(-_MOST, _MOST)
            return self.holds in ("whole", "year") and value in most
        if self.holds == "id":
            return bool(_ID.fullmatch(value))
        if self.holds == "codes":
            return all(each in self.codes for each in value.split(" "))
        if self.holds == "day":
            return _is_day(value)
        return self.holds == "code" and value in self.codes


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """A table as it is written: its columns in their order."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    joins: tuple[Join, ...] = ()

    @property
    def table(self) -> Table:
        """Return it as CSV files and their description know it."""
        variables = (
            Variable(name=c.name, title=c.title, kind=_KINDS.get(c.holds, "text"))
            for c in self.columns
        )
        return Table(
            name=self.name, title=self.title, variables=tuple(variables), key=self.key,
            joins=self.joins,
        )  # fmt: skip


class SheetFolder:
    """Writes sheets row by row into a folder that is made here. A context manager."""

    def __init__(self, folder: Path, sheets: Sequence[Sheet]) -> None:
        """Write CSV files for programs: UTF-8 without a mark."""
        self._sheets = {sheet.name: sheet for sheet in sheets}
        tables = [sheet.table for sheet in sheets]
        self._files = CsvFolder(folder, tables, bom=False, label_title="{title}")

    def __enter__(self) -> "SheetFolder":
        self._files.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._files.__exit__(kind, error, trace)

    def write(self, name: str, values: Mapping[str, Value]) -> None:
        """Write one row; values of columns that are not there are left out.

        Raises:
            ValueError: a value is none its column is for; a slip in the program.
        """
        columns = self._sheets[name].columns
        row = tuple(values.get(column.name) for column in columns)
        for column, value in zip(columns, row, strict=True):
            if not column.may_hold(value):
                raise ValueError(f"{name}.{column.name} holds what it is not for")
        self._files.write(name, row)


class NewIds:
    """New ids for one export; which record got which is kept while it is written, and not after."""

    def __init__(self, chance: random.Random) -> None:
        """Draw from a source of chance."""
        self._chance, self._ids = chance, dict[str, str]()
        self._used: set[str] = set()

    def of(self, record_id: str) -> str:
        """Return the id of a record in this export: letters that make no word and no number."""
        while record_id not in self._ids:
            drawn = "".join(self._chance.choices(_LETTERS, k=14))
            if drawn not in self._used:
                self._used.add(drawn)
                self._ids[record_id] = drawn
        return self._ids[record_id]


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
