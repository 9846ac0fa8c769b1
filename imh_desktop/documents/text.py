"""The one way text comes to paper, in any script.

Plain text goes in and is drawn letter by letter: nothing in it is ever read as markup, so a
name cannot set a colour, load a picture or follow a link (security.md D12).
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from reportlab.lib.colors import toColor

from imh_desktop.documents import actual_text, fonts
from imh_desktop.documents.blocks import Canvas, Part, Parts
from imh_desktop.documents.inking import Ink, inked
from imh_desktop.documents.lines import Laid, Line, laid, lines
from imh_desktop.documents.runs import Look, families
from imh_desktop.locales import Direction

Align = Literal["start", "centre", "end", "justify", "right"]
"""Start and end are those of the text's direction; right is an older word for the end."""
_WIDEST_BLANK = 1.0
"""A line with few blanks is not pulled apart by more, per point of size."""


class Style(NamedTuple):
    """How text looks. ``size`` and ``leading`` in points; ``colour`` as #RRGGBB.

    ``face``: a Latin one; other scripts take the same weight of their own. ``leading`` is the
    least: some scripts stand higher. ``language``: a code such as ``ar``, for how letters join.
    """

    face: str
    size: float
    leading: float
    colour: str
    direction: Direction = "ltr"
    language: str = ""


class Span(NamedTuple):
    """Some plain text of a paragraph; ``face``, ``colour`` if they differ; ``keep`` on one line."""

    text: str
    face: str = ""
    colour: str = ""
    keep: bool = False


def paragraph(
    text: str | Sequence[Span], style: Style, width: float, align: Align = "start"
) -> Parts:
    """Return plain text as lines no wider than ``width`` points, each a part of its own.

    A newline starts a line. A word that is wider than the line is broken. The first two lines
    stay together, and so do the last two.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    spans = (Span(text),) if isinstance(text, str) else text
    texts = fonts.printables([span.text for span in spans], style.direction)
    look = Look([span.face or style.face for span in spans], style.direction, style.language)
    whole = laid(texts, [span.keep for span in spans], look)
    ink = Ink(style.size, [_colour(span.colour or style.colour) for span in spans])
    leading = max(style.leading, _least_leading(whole.text) * style.size)
    parts = [
        _drawn(whole, line, style._replace(leading=leading), ink, width, align)
        for line in lines(whole, width / style.size, balance=align != "justify")
    ]
    for index in {0, len(parts) - 2} if len(parts) > 1 else ():
        parts[index] = parts[index]._replace(glued=True)
    return tuple(parts)


def _least_leading(text: str) -> float:
    """Return how far apart lines of a text must be, per point of size."""
    return max((family.leading for family in set(families(text))), default=0.0)


@lru_cache(maxsize=64)
def _colour(name: str) -> Any:
    """Return a colour as reportlab takes it."""
    return toColor(name)


def _drawn(whole: Laid, line: Line, style: Style, ink: Ink, width: float, align: Align) -> Part:
    """Return a line as a part."""
    used = style.size * (whole.edges[line.end] - whole.edges[line.start])
    shift, wider = _placed(whole, line, style, width - used, align)
    down = (style.leading + (fonts.ASCENT - fonts.DESCENT) * style.size) / 2
    said = whole.text[line.start : line.after]

    def draw(canvas: Canvas, left: float, top: float) -> None:
        if said:
            actual_text.begin(canvas, said)
            inked(canvas, whole, line, ink._replace(wider=wider), left + shift, top - down)
            actual_text.end(canvas)

    return Part(style.leading, draw)


def _placed(
    whole: Laid, line: Line, style: Style, room: float, align: Align
) -> tuple[float, float]:
    """Return how far right a line begins, and how much wider each blank is, both in points."""
    if align == "justify" and not line.last:
        blanks = whole.text.count(" ", line.start, line.end)
        if blanks and room / blanks <= _WIDEST_BLANK * style.size:
            return 0.0, max(room, 0.0) / blanks
    if align == "centre":
        return room / 2, 0.0
    return (room if (align in ("end", "right")) != (style.direction == "rtl") else 0.0), 0.0
