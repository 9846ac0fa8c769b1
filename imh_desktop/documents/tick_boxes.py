"""Boxes to tick by hand, with the key that types the answer in later."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Canvas, Draw, Part, merged
from imh_desktop.documents.page import INK, SOFT_INK
from imh_desktop.documents.tagging import artifact, item, listing, tagged
from imh_desktop.documents.text import Style, paragraph

_WORDS = Style(fonts.REGULAR, 10, 13, INK)
_LABEL = Style(fonts.REGULAR, 10, 13, SOFT_INK)
_KEY = Style(fonts.REGULAR, 7.5, 10, SOFT_INK)
_BOX, _WORDS_AT, _ROOM = 12.0, 17.0, 4.0
_KNOWN, _LABELS = 62.0, 72.0
"""Points: the width of one way of knowing, and of a label before a line or box."""
_SHARES = (0.19, 0.175, 0.185, 0.21, 0.24)
"""Of the width, the columns of the answers, so that no box stands close to the words before it."""


class Box(NamedTuple):
    """One box: the words beside it, and the key in it (empty: none)."""

    words: str
    key: str = ""


def boxes(choices: Sequence[Box], width: float) -> Part:
    """Return boxes in columns of one width; never broken."""
    return _columns(choices, [width / len(choices)] * len(choices))


def answers(choices: Sequence[Box], width: float) -> Part:
    """Return up to five boxes in columns that are the same on every row of a paper; the last
    takes what is left."""
    shares = _SHARES[: len(choices) - 1]
    return _columns(choices, [share * width for share in (*shares, 1 - sum(shares))])


def _columns(choices: Sequence[Box], widths: Sequence[float]) -> Part:
    edges = [0.0, *accumulate(widths)]
    cells = [
        (edge, box.key, merged(item(paragraph(box.words, _WORDS, wide - _WORDS_AT - 4))))
        for box, edge, wide in zip(choices, edges, widths, strict=False)
    ]

    def drawn(canvas: Canvas, left: float, top: float) -> None:
        for edge, key, cell in cells:
            _square(canvas, key, left + edge, top)
            cell.draw(canvas, left + edge + _WORDS_AT, top)

    (row,) = listing((Part(max(cell.height for *_, cell in cells) + _ROOM, drawn),))
    return row


def known_and_note(label: str, ways: Sequence[Box], note: str, width: float) -> Part:
    """Return how it is known, ticked, and a line for a note beside it; without ``ways`` the note
    alone."""
    at, parts = 0.0, list[tuple[float, Draw]]()
    if ways:
        said = merged(tagged("P", paragraph(label, _LABEL, _LABELS)))
        parts.append((0.0, said.draw))
        row = boxes(ways, _KNOWN * len(ways))
        parts.append((_LABELS, row.draw))
        at = _LABELS + _KNOWN * len(ways)
    parts.append((at, merged(tagged("P", paragraph(note, _LABEL, 60))).draw))

    def drawn(canvas: Canvas, left: float, top: float) -> None:
        for right, draw in parts:
            draw(canvas, left + right, top)
        canvas.setStrokeColor(SOFT_INK)
        canvas.setLineWidth(0.6)
        canvas.line(left + at + 36, top - 14, left + width, top - 14)

    return Part(20, drawn)


def _square(canvas: Canvas, key: str, left: float, top: float) -> None:
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(0.8)
    canvas.roundRect(left, top - _BOX - 1.5, _BOX, _BOX, 2, stroke=1, fill=0)
    if key:
        artifact(merged(paragraph(key, _KEY, _BOX, "centre"))).draw(canvas, left, top - 3)
