"""Small cells are hidden, and enough others that no hidden one can be worked out."""

from collections.abc import Mapping

LEAST = 11
"""The smallest count that is shown; 0 is shown too (convention for child find, clinical.md 5.1)."""


def suppressed(cells: Mapping[str, int]) -> dict[str, int | None]:
    """Return the cells of a table whose total is known; None = hidden.

    Cells of 1 to 10 are hidden. Further ones are, the smallest first, until at least two are
    hidden and those hidden together reach 11: with one hidden cell, or a tiny hidden sum, the
    total would tell.
    """
    hidden = {key for key, n in cells.items() if 0 < n < LEAST}
    if not hidden:
        return dict(cells)
    others = sorted((n, key) for key, n in cells.items() if key not in hidden and n)
    while others and (len(hidden) < 2 or sum(cells[key] for key in hidden) < LEAST):
        hidden.add(others.pop(0)[1])
    return {key: None if key in hidden else n for key, n in cells.items()}


def shown(n: int) -> int | None:
    """Return a count that stands alone; None = hidden."""
    return n if n == 0 or n >= LEAST else None
