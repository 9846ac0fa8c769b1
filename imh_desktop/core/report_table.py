"""A table that leaves the program: finished words and numbers, without a name or an id."""

import msgspec

Cell = str | int | float | None


class ReportTable(msgspec.Struct, frozen=True, kw_only=True):
    """One table. ``title`` names the sheet; every row is as long as ``heading``. On paper,
    ``notes`` stand under the rows, one each, and ``shares`` say how wide the columns are."""

    title: str
    heading: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    shares: tuple[int, ...] = ()


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What is exported together. ``lines`` say of whom, for which days and what holds for all."""

    title: str
    lines: tuple[str, ...]
    tables: tuple[ReportTable, ...]
