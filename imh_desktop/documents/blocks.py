"""Small pieces of a page, stacked from top to bottom and never cut.

A ``Part`` is the least thing that may stand alone: a line of text, a gap, a box. Whatever is
built here is a tuple of parts, so that a page can break between any two that are not glued.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

Canvas = Any  # reportlab is untyped
Draw = Callable[[Canvas, float, float], None]


class Part(NamedTuple):
    """One piece: its height in points, and how it draws itself from its left top corner.

    ``glued``: must stand on the same page as the part after it. ``space``: blank, so it is left
    out at the top and the foot of a page, and may grow where a page has room to spare.
    """

    height: float
    draw: Draw
    glued: bool = False
    space: bool = False


Parts = tuple[Part, ...]


class TooLong(Exception):
    """The parts do not fit on the pages given."""


def _nothing(canvas: Canvas, left: float, top: float) -> None:
    """Draw a blank."""


def gap(height: float, *, glued: bool = False) -> Part:
    """Return blank space."""
    return Part(height, _nothing, glued=glued, space=not glued)


def height_of(parts: Iterable[Part]) -> float:
    """Return the height of the parts one below the other, in points."""
    return sum(part.height for part in parts)


def draw(
    parts: Iterable[Part], canvas: Canvas, left: float, top: float, stretch: float = 0
) -> None:
    """Draw the parts one below the other; each space grows by ``stretch`` points."""
    for part in parts:
        part.draw(canvas, left, top)
        top -= part.height + (stretch if part.space else 0)


def glued(parts: Parts) -> Parts:
    """Return the parts bound to each other and to what follows."""
    return tuple(part._replace(glued=True) for part in parts)


def moved(parts: Parts, right: float) -> Parts:
    """Return the parts moved to the right, in points."""

    def shifted(part: Part) -> Part:
        return part._replace(draw=lambda canvas, left, top: part.draw(canvas, left + right, top))

    return tuple(shifted(part) for part in parts)


def merged(parts: Parts) -> Part:
    """Return one part that draws all of them and is never broken."""
    return Part(height_of(parts), lambda canvas, left, top: draw(parts, canvas, left, top))


def over(under: Draw, part: Part) -> Part:
    """Return the part with something drawn under it first."""

    def both(canvas: Canvas, left: float, top: float) -> None:
        under(canvas, left, top)
        part.draw(canvas, left, top)

    return part._replace(draw=both)


def abreast(cells: Sequence[Part], step: float) -> Part:
    """Return cells side by side, ``step`` points from one left edge to the next."""

    def row(canvas: Canvas, left: float, top: float) -> None:
        for number, cell in enumerate(cells):
            cell.draw(canvas, left + number * step, top)

    return Part(max(cell.height for cell in cells), row)


def beside(picture: Part, parts: Parts, indent: float) -> Parts:
    """Return the parts moved right by ``indent`` with a picture at their left.

    As many parts as stand beside the picture are glued, so that it is never parted from them.
    """
    lacking = picture.height - height_of(parts)
    if lacking > 0:
        parts = (gap(lacking / 2, glued=True), *glued(parts[:-1]), parts[-1], gap(lacking / 2))
    kept: list[Part] = []
    covered = 0.0
    for part in moved(parts, indent):
        covered += part.height
        kept.append(part._replace(glued=part.glued or covered < picture.height - 0.01, space=False))
    return (over(picture.draw, kept[0]), *kept[1:])


def paginate(parts: Parts, heights: Sequence[float]) -> tuple[Parts, ...]:
    """Return the parts of each page; ``heights`` are the pages' heights in points.

    Raises:
        TooLong: there are more parts than pages to hold them.
    """
    pages: list[list[Part]] = [[]]
    for group in _groups(_without_last_space(parts)):
        page = pages[-1]
        if page and height_of((*page, *group)) > heights[len(pages) - 1]:
            page = []
            pages.append(page)
        if len(pages) > len(heights) or height_of(group) > heights[len(pages) - 1]:
            raise TooLong
        if page or not group[0].space:
            page.extend(group)
    return tuple(_without_last_space(page) for page in pages)


def _groups(parts: Parts) -> Iterable[Parts]:
    """Yield runs of parts that stay together."""
    group: list[Part] = []
    for part in parts:
        group.append(part)
        if not part.glued:
            yield tuple(group)
            group = []
    if group:
        yield tuple(group)


def _without_last_space(parts: Sequence[Part]) -> Parts:
    """Return parts that end with ink."""
    end = len(parts)
    while end and parts[end - 1].space:
        end -= 1
    return tuple(parts[:end])
