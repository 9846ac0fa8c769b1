"""How the checks of a visit file tell what they find."""

from collections.abc import Hashable, Iterable, Iterator

Fault = tuple[str, str, str]
"""Place, what is wrong, what was expected."""


def one_of(known: Iterable[str]) -> str:
    """Name what was expected, the first few of it."""
    listed = list(known)
    said = ", ".join(listed[:6])
    return f"one of: {said}, ..." if len(listed) > 6 else f"one of: {said}" if listed else "none"


def twice(place: str, values: Iterable[Hashable], expected: str) -> Iterator[Fault]:
    """Yield each value that stood there before; ``place`` has ``{}`` for its number."""
    seen: set[Hashable] = set()
    for number, value in enumerate(values):
        if value in seen:
            yield place.format(number), "stands there twice", expected
        seen.add(value)
