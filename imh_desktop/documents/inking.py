"""A line is written into a page: its words from left to right, glyph by glyph."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from imh_desktop.documents import fonts
from imh_desktop.documents.bidi import visual_order
from imh_desktop.documents.blocks import Canvas
from imh_desktop.documents.lines import Laid, Line
from imh_desktop.documents.runs import Word
from imh_desktop.documents.shaping import pieces


class Ink(NamedTuple):
    """How a line looks: size in points, the colour of each span, what each blank grows by."""

    size: float
    colours: Sequence[Any]
    wider: float = 0.0


class _Mark(NamedTuple):
    """Glyphs of one look: ``rise`` in 1,000ths of the size, ``array`` as PDF's TJ takes it."""

    face: str
    owner: int
    rise: int
    array: str


def inked(canvas: Canvas, whole: Laid, line: Line, ink: Ink, left: float, base: float) -> None:
    """Draw a line, its left end and base line given in points."""
    marks = list(_joined(_marks(words_of(whole, line), ink)))
    if not marks:
        return
    canvas.addLiteral(f"BT 1 0 0 1 {left:.3f} {base:.3f} Tm")
    face, colour, rise, size = "", None, 0, ink.size
    for mark in marks:
        if ink.colours[mark.owner] is not colour:
            colour = ink.colours[mark.owner]
            canvas.setFillColor(colour)
        if mark.face != face:
            face = mark.face
            size = ink.size * fonts.face(face).larger
            canvas.addLiteral(f"/{_resource(canvas, face)} {size:.6g} Tf")
        if mark.rise != rise:
            rise = mark.rise
            canvas.addLiteral(f"{rise * size / 1000:.3f} Ts")
        canvas.addLiteral(f"[{mark.array}] TJ")
    canvas.addLiteral("0 Ts ET" if rise else "ET")
    for word in words_of(whole, line):
        fonts.face(word.face).used_in(canvas._doc).meanings.update(word.drawn.meanings)


def _resource(canvas: Canvas, face: str) -> str:
    """Return the name of a face in the document that a canvas draws."""
    return fonts.face(face).used_in(canvas._doc).resource


def words_of(whole: Laid, line: Line) -> list[Word]:
    """Return the words of a line, or what of them is on it, from left to right."""
    first = max(bisect_right(whole.words, line.start, key=lambda word: word.start) - 1, 0)
    found = []
    for word in whole.words[first:]:
        if word.start >= line.end:
            break
        if word.start >= line.start and word.end <= line.end:
            found.append(word)
        elif word.end > line.start:
            found.append(_part_of(word, line))
    levels = [word.level for word in found]
    return [found[number] for number in visual_order(levels)] if any(levels) else found


def _part_of(word: Word, line: Line) -> Word:
    """Return what of an over-long word stands on a line; its letters keep their joined forms."""
    glyphs = tuple(
        glyph
        for glyph in word.drawn.glyphs
        if line.start <= word.start + glyph.cluster < line.end
    )
    return word._replace(drawn=word.drawn._replace(glyphs=glyphs, pieces=pieces(glyphs)))


def _marks(words: list[Word], ink: Ink) -> Iterator[_Mark]:
    """Yield the glyphs of words; each blank of a justified line is followed by more room."""
    for word in words:
        room = ""
        if ink.wider and word.text == " ":
            room = f" {-1000 * ink.wider / ink.size / fonts.face(word.face).larger:.2f} "
        for rise, array in word.drawn.pieces:
            yield _Mark(word.face, word.owner, rise, array + room)


def _joined(marks: Iterator[_Mark]) -> Iterator[_Mark]:
    """Yield marks of one look as one."""
    before: _Mark | None = None
    for mark in marks:
        if before and mark[:3] == before[:3]:
            before = before._replace(array=f"{before.array}{mark.array}")
            continue
        if before:
            yield before
        before = mark
    if before:
        yield before
