"""The one way text comes to paper.

Plain text goes in and is drawn letter by letter: nothing in it is ever read as markup, so a
name cannot set a colour, load a picture or follow a link (security.md D12). A later engine for
every script stands behind the same function.
"""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Canvas, Part, Parts

Align = Literal["left", "centre", "right"]
_MOST_BALANCED = 6
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


class _Letter(NamedTuple):
    """One character as drawn; ``keep``: the number of the kept span it is in, 0 for none."""

    character: str
    face: str
    colour: str
    keep: int


def paragraph(
    text: str | Sequence[Span], style: Style, width: float, align: Align = "left"
) -> Parts:
    """Return plain text as lines no wider than ``width`` points, each a part of its own.

    A newline starts a line. A word that is wider than the line is broken. The first two lines
    stay together, and so do the last two.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    spans = (Span(text),) if isinstance(text, str) else text
    lines = [
        line
        for piece in _split(_letters(spans, style))
        for line in _balanced(piece, width / style.size)
    ]
    parts = [_drawn(line, style, width, align) for line in lines]
    for index in {0, len(parts) - 2} if len(parts) > 1 else ():
        parts[index] = parts[index]._replace(glued=True)
    return tuple(parts)


def _letters(spans: Sequence[Span], style: Style) -> list[_Letter]:
    """Return the characters of all spans."""
    return [
        _Letter(character, span.face or style.face, span.colour or style.colour, span.keep * number)
        for number, span in enumerate(spans, 1)
        for character in fonts.printable(span.text)
    ]


def _split(letters: list[_Letter]) -> list[list[_Letter]]:
    """Return the letters of each line that the writer began."""
    lines: list[list[_Letter]] = [[]]
    for letter in letters:
        if letter.character == "\n":
            lines.append([])
        else:
            lines[-1].append(letter)
    return lines


def _balanced(letters: list[_Letter], width: float) -> list[list[_Letter]]:
    """Return lines; a short paragraph's are about equally long, so that no word ends it alone."""
    lines = _broken(letters, width)
    if not 1 < len(lines) <= _MOST_BALANCED:
        return lines
    too_narrow, enough = min(max(width / 2, _widest_word(letters)), width), width
    for _ in range(6):
        middle = (too_narrow + enough) / 2
        narrower = _broken(letters, middle)
        if len(narrower) == len(lines):
            lines, enough = narrower, middle
        else:
            too_narrow = middle
    return lines


def _widest_word(letters: list[_Letter]) -> float:
    """Return the width of the widest stretch that no line may break."""
    widest = word = 0.0
    for at, letter in enumerate(letters):
        word = 0.0 if at and _may_break(letters, at) else word
        word += fonts.advance(letter.character, letter.face)
        widest = max(widest, word)
    return widest


def _broken(letters: list[_Letter], width: float) -> list[list[_Letter]]:
    """Return lines that fit a width, given per point of size; an empty line stays one."""
    lines, start = [], 0
    while (end := _fitting(letters, start, width)) < len(letters):
        cut = next((at for at in range(end, start, -1) if _may_break(letters, at)), 0)
        cut = cut or _between_marks(letters, start, end)
        lines.append(letters[start:cut])
        start = cut
    return [_trimmed(line) for line in (*lines, letters[start:])]


def _fitting(letters: list[_Letter], start: int, width: float) -> int:
    """Return the end of the longest run from ``start`` that fits; blanks at its end hang over."""
    used = 0.0
    for index in range(start, len(letters)):
        used += fonts.advance(letters[index].character, letters[index].face)
        if used > width and letters[index].character != " ":
            return max(index, start + 1)
    return len(letters)


def _may_break(letters: list[_Letter], at: int) -> bool:
    """Tell whether a line may end before this letter: after a blank, or a hyphen in a word."""
    before, after = letters[at - 1], letters[at]
    if before.keep and before.keep == after.keep:
        return False
    if before.character == " ":
        return after.character != " "
    in_word = at > 1 and letters[at - 2].character.isalpha() and after.character.isalpha()
    return before.character in _HYPHENS and in_word


def _between_marks(letters: list[_Letter], start: int, end: int) -> int:
    """Return where an over-long word is cut: never between a letter and its accent."""
    cut = end
    while cut > start + 1 and unicodedata.combining(letters[cut].character):
        cut -= 1
    return cut if cut > start + 1 else end


def _trimmed(line: list[_Letter]) -> list[_Letter]:
    """Return a line without the blanks that hang over its end."""
    end = len(line)
    while end and line[end - 1].character == " ":
        end -= 1
    return line[:end]


def _runs(line: list[_Letter]) -> list[tuple[str, str, str]]:
    """Return (text, face, colour) for each stretch of one look."""
    looks = groupby(line, key=lambda letter: (letter.face, letter.colour))
    return [("".join(letter.character for letter in run), *look) for look, run in looks]


def _drawn(line: list[_Letter], style: Style, width: float, align: Align) -> Part:
    """Return a line as a part."""
    used = style.size * sum(fonts.advance(letter.character, letter.face) for letter in line)
    shift = {"left": 0.0, "centre": (width - used) / 2, "right": width - used}[align]
    down = (style.leading + (fonts.ASCENT - fonts.DESCENT) * style.size) / 2
    runs = _runs(line)

    def draw(canvas: Canvas, left: float, top: float) -> None:
        text = canvas.beginText(left + shift, top - down)
        for run, face, colour in runs:
            text.setFont(face, style.size)
            text.setFillColor(colour)
            text.textOut(run)
        canvas.drawText(text)

    return Part(style.leading, draw)
