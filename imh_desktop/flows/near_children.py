"""Which two of very many children are worth comparing: by birth, by name, by number.

Of 10,000 children every two are 50 million; a child with two slips at once is given up for that.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from itertools import combinations

from imh_desktop.core.likeness import could_be, swapped
from imh_desktop.core.people import Child
from imh_desktop.flows.searching import folded


def near(children: Sequence[Child]) -> Iterator[tuple[Child, Child]]:
    """Yield each two whose births may be one day, or are near under one name, or who bear one
    number; each two once."""
    seen: set[tuple[str, str]] = set()
    for one, other in _near(children):
        key = (min(one.child_id, other.child_id), max(one.child_id, other.child_id))
        if key not in seen:
            seen.add(key)
            yield one, other


def _near(children: Sequence[Child]) -> Iterator[tuple[Child, Child]]:
    yield from _by_birth(children)
    yield from _by_swapped_birth(children)
    yield from _alike_in([(child.number, child) for child in children])
    for one, other in _alike_in([(_parts(child), child) for child in children]):
        if could_be(one.birth, other.birth):
            yield one, other


def _by_birth(children: Sequence[Child]) -> Iterator[tuple[Child, Child]]:
    ordered = sorted(children, key=lambda child: (child.birth.earliest, child.child_id))
    starts = [child.birth.earliest for child in ordered]
    for at, child in enumerate(ordered):
        for other in ordered[at + 1 : bisect_right(starts, child.birth.latest)]:
            yield child, other


def _by_swapped_birth(children: Sequence[Child]) -> Iterator[tuple[Child, Child]]:
    born: dict[date, list[Child]] = {}
    for child in children:
        if child.birth.exact:
            born.setdefault(child.birth.earliest, []).append(child)
    for day, here in born.items():
        other_day = swapped(day)
        if other_day is not None and other_day > day:
            yield from ((one, other) for one in here for other in born.get(other_day, ()))


def _alike_in(said: Sequence[tuple[Hashable, Child]]) -> Iterator[tuple[Child, Child]]:
    """Yield each two of whom the same is said, where anything is."""
    found: dict[Hashable, list[Child]] = {}
    for what, child in said:
        if what:
            found.setdefault(what, []).append(child)
    for here in found.values():
        yield from combinations(here, 2)


def _parts(child: Child) -> tuple[str, ...]:
    return tuple(sorted(folded(child.name).split()))
