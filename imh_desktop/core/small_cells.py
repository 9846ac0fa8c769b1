"""Tables of counts in which no group under a limit can be read or computed back.

A count under the limit is not shown. That alone would not hide it: totals less what is shown gives
it away. So for each hidden cell others are hidden with it, until it could be greater by the whole
limit without a change in what is shown. Whoever knows the table, and that counts are whole and not
negative, is then left with at least two values for every hidden cell, a limit apart.

In a table of rows and columns such a change runs along a *cycle*: one cell more, one in its row or
column less, and so on back to the first, so that all totals still hold. Row and column totals are
cells too, of the other sign. Only a cell that holds at least the limit may become less. The
cheapest cycle is taken: first without totals, then with the smallest counts.

The number of all is shown whenever it reaches the limit, and is no cell of this game, so that
several tables of the same children may stand side by side. Where no cycle is left without it,
the table is withheld but for that number.
"""

import heapq
from collections.abc import Sequence

import msgspec

Cell = tuple[int, int]
_TOTAL_COSTS = 10**12
"""Hiding one total costs more than hiding any counts."""


class Line(msgspec.Struct, frozen=True):
    """Counts of one kind and their total; None = not shown."""

    cells: tuple[int | None, ...]
    total: int | None


class Grid(msgspec.Struct, frozen=True):
    """Counts by row and column, with the totals of each; None = not shown."""

    cells: tuple[tuple[int | None, ...], ...]
    rows: tuple[int | None, ...]
    columns: tuple[int | None, ...]
    total: int | None


def guard_line(cells: Sequence[int], limit: int) -> Line:
    """Return counts that together are all, without those under the limit and what tells them."""
    total, small = sum(cells), {n for n, count in enumerate(cells) if count < limit}
    if total < limit:
        return Line((None,) * len(cells), None)
    if small:
        large = [n for n in range(len(cells)) if n not in small]
        small.add(min(large, key=lambda n: (cells[n], n), default=min(small)))
    shown = (None if n in small else count for n, count in enumerate(cells))
    return Line(tuple(shown), total)


def guard_grid(cells: Sequence[Sequence[int]], limit: int) -> Grid:
    """Return counts by row and column, without those under the limit and what tells them.

    Args:
        cells: at least one row; rows of the same length, at least one column.
    """
    totals = [[*row, sum(row)] for row in cells]
    whole = [*totals, [sum(column) for column in zip(*totals, strict=True)]]
    total = whole[-1][-1]
    if total < limit:
        return _withheld(len(cells), len(cells[0]), None)
    hidden = _Cycles(whole, limit).hidden()
    if hidden is None:
        return _withheld(len(cells), len(cells[0]), total)
    shown = [
        tuple(None if (r, c) in hidden else n for c, n in enumerate(row))
        for r, row in enumerate(whole)
    ]
    return Grid(
        cells=tuple(row[:-1] for row in shown[:-1]),
        rows=tuple(row[-1] for row in shown[:-1]),
        columns=shown[-1][:-1],
        total=total,
    )


def _withheld(rows: int, columns: int, total: int | None) -> Grid:
    """Return a table without a count; the total of a single row is that of all."""
    return Grid(
        cells=((None,) * columns,) * rows,
        rows=(total,) if rows == 1 else (None,) * rows,
        columns=(total,) if columns == 1 else (None,) * columns,
        total=total,
    )


class _Cycles:
    """Finds what to hide in a table whose last row and column are totals.

    Rows and columns are the places of a graph and cells are its ways. Walked from row to column,
    a cell among the counts becomes more and a total less; walked back, the other way round.
    """

    def __init__(self, whole: Sequence[Sequence[int]], limit: int) -> None:
        self._whole, self._limit = whole, limit
        self._rows, self._columns = len(whole), len(whole[0])
        self._hidden: set[Cell] = set()

    def hidden(self) -> set[Cell] | None:
        """Return the cells to hide; None when some cell cannot be hidden well enough."""
        cells = [(r, c) for r in range(self._rows) for c in range(self._columns)]
        small = [cell for cell in cells[:-1] if self._count(cell) < self._limit]
        self._hidden = set(small)
        safe: set[Cell] = set()
        for cell in small:
            if cell not in safe:
                cycle = self._cycle(cell)
                if cycle is None:
                    return None
                self._hidden |= cycle
                safe |= cycle
        return self._hidden

    def _cycle(self, first: Cell) -> set[Cell] | None:
        """Return the cheapest cycle along which a cell becomes more by the limit."""
        row, column = first[0], self._rows + first[1]
        start, end = (row, column) if self._is_total(first) else (column, row)
        best: dict[int, int] = {start: 0}
        came: dict[int, tuple[int, Cell]] = {}
        waiting = [(0, start)]
        while waiting:
            cost, place = heapq.heappop(waiting)
            if place == end:
                return {first, *_way(came, start, end)}
            for onward, cell in self._ways(place):
                further = cost + self._cost(cell)
                if cell != first and further < best.get(onward, further + 1):
                    best[onward], came[onward] = further, (place, cell)
                    heapq.heappush(waiting, (further, onward))
        return None

    def _ways(self, place: int) -> list[tuple[int, Cell]]:
        """Return the places that can be reached, each with the cell that leads there."""
        if place < self._rows:
            cells = [(self._rows + c, (place, c)) for c in range(self._columns)]
            return [(to, cell) for to, cell in cells if self._may(cell, less=self._is_total(cell))]
        column = place - self._rows
        cells = [(r, (r, column)) for r in range(self._rows)]
        return [(to, cell) for to, cell in cells if self._may(cell, less=not self._is_total(cell))]

    def _may(self, cell: Cell, *, less: bool) -> bool:
        """Tell whether a cell may change; the number of all never does."""
        if cell == (self._rows - 1, self._columns - 1):
            return False
        return not less or self._count(cell) >= self._limit

    def _cost(self, cell: Cell) -> int:
        if cell in self._hidden:
            return 0
        return 1 + self._count(cell) + (_TOTAL_COSTS if self._is_total(cell) else 0)

    def _is_total(self, cell: Cell) -> bool:
        return cell[0] == self._rows - 1 or cell[1] == self._columns - 1

    def _count(self, cell: Cell) -> int:
        return self._whole[cell[0]][cell[1]]


def _way(came: dict[int, tuple[int, Cell]], start: int, end: int) -> list[Cell]:
    cells = []
    while end != start:
        end, cell = came[end]
        cells.append(cell)
    return cells
