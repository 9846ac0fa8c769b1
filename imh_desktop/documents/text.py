"""The one way text comes to paper.

Plain text goes in and is drawn letter by letter: nothing in it is ever read as markup, so a
name cannot set a colour, load a picture or follow a link (security.md D12). A later engine for
every script stands behind the same function.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Literal, NamedTuple

from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Canvas, Part, Parts

Align = Literal["left", "centre", "right"]
_MOST_BALANCED, _FAIR_END = 6, 0.4
_HYPHENS = "-‐–—/"


class Style(NamedTuple):
    """How text looks. ``size`` and ``leading`` in points; ``colour`` as #RRGGBB."""

    face: str
    size: float
    leading: float
    colour: str


class Span(NamedTuple):
    """Some plain text of a paragraph; ``face``, ``colour`` if they differ; ``keep`` on one line."""

    text: str
    face: str = ""
    colour: str = ""
    keep: bool = False


class _Laid(NamedTuple):
    """Text as one long line: ``edges[i]`` is where character i begins and i - 1 ends, per point
    of size; ``owners[i]`` the number of the span it is from."""

    text: str
    edges: list[float]
    owners: list[int]
    spans: Sequence[Span]


def paragraph(
    text: str | Sequence[Span], style: Style, width: float, align: Align = "left"
) -> Parts:
    """Return plain text as lines no wider than ``width`` points, each a part of its own.

    A newline starts a line. A word that is wider than the line is broken. The first two lines
    stay together, and so do the last two.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    laid = _laid((Span(text),) if isinstance(text, str) else text, style)
    parts = [
        _drawn(laid, start, end, style, width, align)
        for first, last in _written(laid.text)
        for start, end in _balanced(laid, first, last, width / style.size)
    ]
    for index in {0, len(parts) - 2} if len(parts) > 1 else ():
        parts[index] = parts[index]._replace(glued=True)
    return tuple(parts)


def _laid(spans: Sequence[Span], style: Style) -> _Laid:
    """Return all spans on one line."""
    texts = [fonts.printable(span.text) for span in spans]
    advances: list[float] = []
    owners: list[int] = []
    for number, (text, span) in enumerate(zip(texts, spans, strict=True)):
        advances += fonts.advances(text, span.face or style.face)
        owners += [number] * len(text)
    return _Laid("".join(texts), list(accumulate(advances, initial=0.0)), owners, spans)


def _written(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line that the writer began starts and ends."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _balanced(laid: _Laid, start: int, end: int, width: float) -> list[tuple[int, int]]:
    """Return lines; those of a short paragraph narrow a little when a lonely word would end it."""
    lines = _broken(laid, start, end, width)
    if not 1 < len(lines) <= _MOST_BALANCED:
        return lines
    least, narrow = max(width / 2, _widest_word(laid, start, end)), width
    while _last_width(laid, lines) < _FAIR_END * width and (narrow := narrow * 0.97) > least:
        narrower = _broken(laid, start, end, narrow)
        if len(narrower) > len(lines):
            break
        lines = narrower
    return lines


def _last_width(laid: _Laid, lines: list[tuple[int, int]]) -> float:
    """Return how wide the last line is, per point of size."""
    start, end = lines[-1]
    return laid.edges[end] - laid.edges[start]


def _widest_word(laid: _Laid, start: int, end: int) -> float:
    """Return the width of the widest stretch that no line may break."""
    stops = (start, *(at for at in range(start + 1, end) if _may_break(laid, at)), end)
    return max(laid.edges[after] - laid.edges[before] for before, after in pairwise(stops))


def _broken(laid: _Laid, start: int, end: int, width: float) -> list[tuple[int, int]]:
    """Return (start, end) of lines that fit a width, given per point of size."""
    lines = []
    while (cut := _cut(laid, start, end, width)) < end:
        lines.append((start, cut))
        start = cut
    lines.append((start, end))
    return [(at, at + len(laid.text[at:to].rstrip(" "))) for at, to in lines]


def _cut(laid: _Laid, start: int, end: int, width: float) -> int:
    """Return where the line from ``start`` ends; blanks at its end may hang over."""
    room = laid.edges[start] + width
    fits = max(bisect_right(laid.edges, room, start, end + 1) - 1, start + 1)
    while fits < end and laid.text[fits] == " ":
        fits += 1
    if fits >= end:
        return end
    cuts = (at for at in range(fits, start, -1) if _may_break(laid, at))
    return next(cuts, 0) or _between_marks(laid.text, start, fits)


def _may_break(laid: _Laid, at: int) -> bool:
    """Tell whether a line may end before this character: after a blank, or a hyphen in a word."""
    text, owner = laid.text, laid.owners[at]
    if owner == laid.owners[at - 1] and laid.spans[owner].keep:
        return False
    if text[at - 1] == " ":
        return text[at] != " "
    return text[at - 1] in _HYPHENS and at > 1 and text[at - 2].isalpha() and text[at].isalpha()


def _between_marks(text: str, start: int, end: int) -> int:
    """Return where an over-long word is cut: never between a letter and its accent."""
    cut = end
    while cut > start + 1 and unicodedata.combining(text[cut]):
        cut -= 1
    return cut if cut > start + 1 else end


def _runs(laid: _Laid, start: int, end: int, style: Style) -> list[tuple[str, str, str]]:
    """Return (text, face, colour) for each stretch of one span."""
    runs = []
    for owner, indexes in groupby(range(start, end), key=laid.owners.__getitem__):
        span, (first, *others) = laid.spans[owner], indexes
        text = laid.text[first : first + 1 + len(others)]
        runs.append((text, span.face or style.face, span.colour or style.colour))
    return runs


def _drawn(laid: _Laid, start: int, end: int, style: Style, width: float, align: Align) -> Part:
    """Return a line as a part."""
    used = style.size * (laid.edges[end] - laid.edges[start])
    shift = {"left": 0.0, "centre": (width - used) / 2, "right": width - used}[align]
    down = (style.leading + (fonts.ASCENT - fonts.DESCENT) * style.size) / 2
    runs = _runs(laid, start, end, style)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        text = canvas.beginText(left + shift, top - down)
        for run, face, colour in runs:
            text.setFont(face, style.size)
            text.setFillColor(colour)
            text.textOut(run)
        canvas.drawText(text)

    return Part(style.leading, draw)
