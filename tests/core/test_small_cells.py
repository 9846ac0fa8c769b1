"""No hidden count can be computed back: an attacker who solves the table, and one who tries all."""

import random
from collections.abc import Iterator, Sequence
from fractions import Fraction

import pytest

from imh_desktop.core.small_cells import Grid, Line, guard_grid, guard_line

Equation = tuple[dict[int, int], int]
"""Unknown -> how often it is added, and what the sum is."""


class Attacker:
    """Knows what is shown, that rows and columns add up, and nothing of how cells were chosen."""

    def __init__(self, shown: Grid | Line) -> None:
        self.unknown = 0
        self.equations: list[Equation] = []
        if isinstance(shown, Line):
            self._sum([self._of(n) for n in shown.cells], self._of(shown.total))
            return
        cells = [[self._of(n) for n in row] for row in shown.cells]
        rows, columns = [self._of(n) for n in shown.rows], [self._of(n) for n in shown.columns]
        total = self._of(shown.total)
        for row, its_total in zip(cells, rows, strict=True):
            self._sum(row, its_total)
        for column, its_total in zip(zip(*cells, strict=True), columns, strict=True):
            self._sum(column, its_total)
        self._sum(rows, total)
        self._sum(columns, total)

    def _of(self, count: int | None) -> tuple[int | None, int]:
        if count is None:
            self.unknown += 1
            return self.unknown - 1, 0
        return None, count

    def _sum(self, parts: Sequence[tuple[int | None, int]], total: tuple[int | None, int]) -> None:
        factors: dict[int, int] = {}
        known = total[1] - sum(count for _, count in parts)
        for unknown, _ in parts:
            if unknown is not None:
                factors[unknown] = 1
        if total[0] is not None:
            factors[total[0]] = -1
        self.equations.append((factors, known))

    def computed(self) -> set[int]:
        """Solve exactly; return the unknowns that have one value (Gauss-Jordan)."""
        rows = [
            [Fraction(f.get(n, 0)) for n in range(self.unknown)] + [Fraction(known)]
            for f, known in self.equations
        ]
        done = 0
        for column in range(self.unknown):
            pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
            if pivot is None:
                continue
            rows[done], rows[pivot] = rows[pivot], rows[done]
            rows[done] = [value / rows[done][column] for value in rows[done]]
            for r, row in enumerate(rows):
                if r != done and row[column]:
                    rows[r] = [a - row[column] * b for a, b in zip(row, rows[done], strict=True)]
            done += 1
        alone = ([n for n in range(self.unknown) if row[n]] for row in rows)
        return {found[0] for found in alone if len(found) == 1}

    def possible(self, most: int) -> list[set[int]]:
        """Try all whole numbers up to ``most``; return what each unknown may be."""
        found: list[set[int]] = [set() for _ in range(self.unknown)]
        for values in self._tries([], most):
            for n, value in enumerate(values):
                found[n].add(value)
        return found

    def _tries(self, values: list[int], most: int) -> Iterator[list[int]]:
        if len(values) == self.unknown:
            yield list(values)
            return
        for value in range(most + 1):
            values.append(value)
            if all(self._holds(equation, values) for equation in self.equations):
                yield from self._tries(values, most)
            values.pop()

    def _holds(self, equation: Equation, values: list[int]) -> bool:
        factors, known = equation
        said = sum(k * values[n] for n, k in factors.items() if n < len(values))
        waiting = [k for n, k in factors.items() if n >= len(values)]
        if not waiting:
            return said == known
        return said <= known or min(waiting) < 0


def _table(chance: random.Random, most: int, rows: int, columns: int) -> list[list[int]]:
    """A table with many small counts and nothings, as a small programme has."""
    small = chance.random()
    return [
        [chance.randint(0, most // 4 if chance.random() < small else most) for _ in range(columns)]
        for _ in range(rows)
    ]


def _counts(shown: Grid | Line) -> list[int | None]:
    if isinstance(shown, Line):
        return [*shown.cells, shown.total]
    return [*(n for row in shown.cells for n in row), *shown.rows, *shown.columns, shown.total]


@pytest.mark.parametrize("seed", range(20))
def test_nothing_small_is_shown_and_nothing_hidden_can_be_solved(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(40):
        table = _table(
            chance, chance.choice((12, 40, 200)), chance.randint(1, 9), chance.randint(1, 6)
        )
        for shown in (guard_grid(table, 11), guard_line(table[0], 11)):
            assert all(n is None or n >= 11 for n in _counts(shown))
            assert not Attacker(shown).computed()


@pytest.mark.parametrize("seed", range(12))
def test_trying_every_table_leaves_each_hidden_count_open(seed: int) -> None:
    chance, limit, tried = random.Random(f"small {seed}"), 3, 0
    for _ in range(25):
        table = _table(chance, 6, chance.randint(1, 3), chance.randint(1, 3))
        for shown in (guard_grid(table, limit), guard_line(table[0], limit)):
            attacker = Attacker(shown)
            if attacker.unknown > 7:
                continue
            tried += attacker.unknown > 0
            most = sum(map(sum, table)) + limit
            for values in attacker.possible(most):
                assert max(values) - min(values) >= limit
    assert tried >= 20


def test_the_attacker_breaks_a_table_that_hides_small_counts_alone() -> None:
    shown = Grid(((40, 50), (70, None)), (90, 75), (110, 55), 165)
    assert Attacker(shown).computed() == {0}
    assert Attacker(shown).possible(20) == [{5}]
    assert Attacker(Line((40, None), 45)).computed() == {0}


@pytest.mark.parametrize("seed", range(10))
def test_what_is_shown_is_true(seed: int) -> None:
    chance = random.Random(f"true {seed}")
    for _ in range(40):
        table = _table(chance, 60, chance.randint(1, 6), chance.randint(1, 6))
        shown = guard_grid(table, 11)
        columns = [sum(column) for column in zip(*table, strict=True)]
        truth = [*(n for row in table for n in row), *map(sum, table), *columns, sum(columns)]
        told = zip(_counts(shown), truth, strict=True)
        assert all(n is None or n == true for n, true in told)
        if all(n >= 11 for row in table for n in row):
            assert None not in _counts(shown)


def test_one_small_count_takes_three_others_and_no_total() -> None:
    table = [[40, 50, 60], [70, 5, 80], [90, 30, 20]]
    shown = guard_grid(table, 11)
    cells = enumerate(shown.cells)
    assert [(r, c) for r, row in cells for c, n in enumerate(row) if n is None] == [
        (1, 1), (1, 2), (2, 1), (2, 2),
    ]  # fmt: skip
    assert shown.rows == (150, 155, 140)
    assert shown.columns == (200, 85, 160)


def test_a_line_hides_the_smallest_of_the_others() -> None:
    assert guard_line([50, 0, 12, 30], 11) == Line((50, None, None, 30), 92)
    assert guard_line([5, 4, 9], 11) == Line((None, None, None), 18)
    assert guard_line([5, 4], 11) == Line((None, None), None)
    assert guard_line([11, 12], 11) == Line((11, 12), 23)


def test_the_number_of_all_is_shown_or_every_count_is_hidden() -> None:
    assert guard_grid([[9, 9], [9, 9]], 11).total == 36
    assert set(_counts(guard_grid([[1, 2], [3, 4]], 11))) == {None}
