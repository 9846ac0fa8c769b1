"""Lists: a dot or a number in the margin where lines begin, and each item's lines beside it."""

from collections.abc import Sequence

from imh_desktop.documents.blocks import Parts, gap, merged, moved, over
from imh_desktop.documents.text import Span, Style, paragraph

_DOT = "•"
_MARGIN, _DIGIT = 1.2, 0.65
"""Width of the margin, and what each further digit adds, per point of size."""


def listed(
    items: Sequence[str | Sequence[Span]],
    style: Style,
    width: float,
    *,
    numbered: bool = False,
    apart: float = 3.0,
) -> Parts:
    """Return items one below the other, ``apart`` points between them.

    A list without items has no parts. An item's mark and its first lines stay together.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    margin = style.size * (_MARGIN + (_DIGIT * len(str(len(items))) if numbered else 0))
    parts: Parts = ()
    for number, text in enumerate(items, 1):
        mark = f"{number}." if numbered else _DOT
        parts += ((gap(apart),) if parts else ()) + marked(mark, text, style, width, margin)
    return parts


def marked(
    mark: str, text: str | Sequence[Span], style: Style, width: float, margin: float
) -> Parts:
    """Return a text with a mark in a margin, ``margin`` points wide, where its lines begin.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    first, *rest = paragraph(text, style, width - margin)
    sign = merged(paragraph(mark, style._replace(leading=first.height), margin))
    if style.direction == "rtl":
        (sign,) = moved((sign,), width - margin)
    else:
        first, *rest = moved((first, *rest), margin)
    return (over(sign.draw, first), *rest)
