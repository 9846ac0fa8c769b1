"""Where the lines of a paragraph end. Lengths are per point of size."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from imh_desktop.documents.runs import Look, Word, words

_MOST_BALANCED, _FAIR_END = 6, 0.4
_HYPHENS = "-‐–—/"
_BLANKS = " \u200b"
_WORD_ENDS = "\u200b\u1361"
"""Blanks without width, and Ethiopic's mark between words."""


class Laid(NamedTuple):
    """A paragraph as one long line: ``edges[i]`` is where character i begins and i - 1 ends.

    ``starts``: whether a line may begin with a character without cutting a cluster of glyphs.
    ``owners``: the number of the span a character is from; ``kept``: whether a span stays whole.
    """

    text: str
    edges: list[float]
    starts: list[bool]
    owners: list[int]
    kept: Sequence[bool]
    words: list[Word]


class Line(NamedTuple):
    """Characters ``start`` to ``end`` are drawn; with the blanks up to ``after`` they are said."""

    start: int
    end: int
    after: int
    last: bool


def laid(texts: Sequence[str], kept: Sequence[bool], look: Look) -> Laid:
    """Return printable texts one behind the other.

    Raises:
        MissingGlyph: no shipped font has a character of them.
    """
    text = "".join(texts)
    owners = [number for number, part in enumerate(texts) for _ in part]
    found: list[Word] = []
    advances = [0.0] * len(text)
    starts = [True] * len(text)
    for start, end in written(text):
        found += words(text[start:end], start, owners[start:end], look)
    for word in found:
        advances[word.start : word.end] = word.drawn.advances
        starts[word.start : word.end] = word.drawn.starts
    return Laid(text, list(accumulate(advances, initial=0.0)), starts, owners, kept, found)


def written(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line that the writer began starts and ends."""
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def lines(paragraph: Laid, width: float, *, balance: bool) -> list[Line]:
    """Return lines no wider than a width; ``balance``: a lonely last word gets company."""
    found = []
    for start, end in written(paragraph.text):
        cuts = _cuts(paragraph, start, end, width)
        if balance:
            cuts = _balanced(paragraph, start, end, width, cuts)
        stop = min(end + 1, len(paragraph.text))
        for at, to in pairwise((start, *cuts)):
            inked = at + len(paragraph.text[at:to].rstrip(_BLANKS))
            found.append(Line(at, inked, stop if to == end else to, to == end))
    return found


def _balanced(paragraph: Laid, start: int, end: int, width: float, cuts: list[int]) -> list[int]:
    """Return cuts; those of a short paragraph narrow a little when a lonely word would end it."""
    if not 1 < len(cuts) <= _MOST_BALANCED:
        return cuts
    least, narrow = max(width / 2, _widest_word(paragraph, start, end)), width
    while _last_width(paragraph, cuts) < _FAIR_END * width and (narrow := narrow * 0.97) > least:
        narrower = _cuts(paragraph, start, end, narrow)
        if len(narrower) > len(cuts):
            break
        cuts = narrower
    return cuts


def _last_width(paragraph: Laid, cuts: list[int]) -> float:
    """Return how wide the last line is."""
    return paragraph.edges[cuts[-1]] - paragraph.edges[cuts[-2]]


def _widest_word(paragraph: Laid, start: int, end: int) -> float:
    """Return the width of the widest stretch that no line may break."""
    stops = (start, *(at for at in range(start + 1, end) if _may_break(paragraph, at)), end)
    edges = paragraph.edges
    return max(edges[after] - edges[before] for before, after in pairwise(stops))


def _cuts(paragraph: Laid, start: int, end: int, width: float) -> list[int]:
    """Return where the lines that fit a width end, each with the blanks behind it."""
    cuts = []
    while (start := _cut(paragraph, start, end, width)) < end:
        cuts.append(start)
    return [*cuts, end]


def _cut(paragraph: Laid, start: int, end: int, width: float) -> int:
    """Return where the line from ``start`` ends; blanks at its end may hang over."""
    text, edges = paragraph.text, paragraph.edges
    room = edges[start] + width + 1e-9
    fits = max(bisect_right(edges, room, start, end + 1) - 1, start + 1)
    while fits < end and text[fits] in _BLANKS:
        fits += 1
    if fits >= end:
        return end
    places = range(fits, start, -1)
    breaks = (at for at in places if _may_break(paragraph, at))
    # What was to stay whole and is wider than the line is parted between its words.
    parted = (at for at in places if _between_words(paragraph.text, at))
    cut = next(breaks, 0) or next(parted, 0)
    return cut or _between_clusters(paragraph, start, fits, end)


def _may_break(paragraph: Laid, at: int) -> bool:
    """Tell whether a line may end before this character."""
    owner = paragraph.owners[at]
    whole = owner == paragraph.owners[at - 1] and paragraph.kept[owner]
    return not whole and _between_words(paragraph.text, at)


def _between_words(text: str, at: int) -> bool:
    """Tell whether this character follows a blank, or a hyphen in a word."""
    before = text[at - 1]
    if before == " " or before in _WORD_ENDS:
        return text[at] not in _BLANKS
    return before in _HYPHENS and at > 1 and text[at - 2].isalpha() and text[at].isalpha()


def _between_clusters(paragraph: Laid, start: int, fits: int, end: int) -> int:
    """Return where an over-long word is cut: never within letters that are drawn as one."""
    before = (at for at in range(fits, start, -1) if paragraph.starts[at])
    after = (at for at in range(fits + 1, end) if paragraph.starts[at])
    return next(before, 0) or next(after, end)
