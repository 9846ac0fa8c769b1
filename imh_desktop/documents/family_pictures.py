"""The family page led by pictures: a large drawing for each thing, and few words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from imh_desktop.core.summary import FamilySummary, PageLine, PageStep
from imh_desktop.documents import family_words, fonts, labels
from imh_desktop.documents.blocks import Part, Parts, gap, merged
from imh_desktop.documents.drawings import drawing
from imh_desktop.documents.family_body import message, numbered, section, spoken
from imh_desktop.documents.family_frame import Frame, Side
from imh_desktop.documents.family_look import Block, Look
from imh_desktop.documents.page import ACCENT, tile
from imh_desktop.documents.structure import Element
from imh_desktop.documents.tagging import all_within, figure, heading, tagged
from imh_desktop.words import Words

_SPACE, _BETWEEN = 18.0, 10.0
_LARGE, _SMALL = 5.2, 1.5
"""Drawings, to the size of the letters."""


class _Scene(NamedTuple):
    """A drawing and what is said under it."""

    picture: str
    title: str
    line: PageLine


def pictured(
    summary: FamilySummary, words: Words, look: Look, frame: Frame, *, together: bool
) -> tuple[Block, ...]:
    """Return everything between the header and the support block.

    Of each domain stands its first strength, and of the message its first sentence.
    """
    seen = [
        _Scene(domain.domain_id, domain.title, domain.lines[0])
        for domain in summary.strengths
        if domain.lines
    ]
    seen += [
        _Scene("moments", family_words.moments(words), moment) for moment in summary.moments[:1]
    ]
    tried = [
        _Scene(idea.routine, labels.routine(idea.routine, words), idea)
        for idea in summary.strategies
    ]
    listed = Element("L", attributes="/O /List /ListNumbering /Decimal")
    steps = [
        all_within(listed, _step(number, step, words, look, frame))
        for number, step in enumerate(summary.steps, 1)
    ]
    strengths, ideas = (_rows(scenes, words, look, frame) for scenes in (seen, tried))
    return (
        message(family_words.opening(summary.message.text)[0], look, frame),
        *section(family_words.going_well(words), strengths, look, frame),
        *section(family_words.to_try(words), ideas, look, frame, together=together),
        *section(family_words.next_steps(words), steps, look, frame, together=together),
    )


def _rows(scenes: Sequence[_Scene], words: Words, look: Look, frame: Frame) -> list[Parts]:
    """Return scenes in rows of one to three."""
    columns = 2 if len(scenes) == 4 else min(len(scenes), 3)
    if columns < 2:
        return [_wide(scene, words, look, frame) for scene in scenes]
    room = (frame.width - _SPACE * (columns - 1)) / columns
    cells = [_cell(scene, words, look, frame.narrowed(room)) for scene in scenes]
    rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
    return [_centred(row, room, frame) for row in rows]


def _centred(row: Sequence[Part], room: float, frame: Frame) -> Parts:
    """Return a row of cells in the middle of the page."""
    width = len(row) * (room + _SPACE) - _SPACE
    line = frame.narrowed(width).abreast(row, room, _SPACE)
    return frame.placed((line,), (frame.width - width) / 2, width)


def _wide(scene: _Scene, words: Words, look: Look, frame: Frame) -> Parts:
    """Return a scene that has a row to itself: its words beside the drawing."""
    drawn = _drawn(scene.picture, look.size * _LARGE, words)
    room = frame.narrowed(frame.width - drawn.height - _SPACE)
    return frame.beside(drawn, drawn.height, _said(scene, words, look, room, "start"), _SPACE)


def _cell(scene: _Scene, words: Words, look: Look, frame: Frame) -> Part:
    """Return a scene in a column: its words under the drawing."""
    drawn = _drawn(scene.picture, look.size * _LARGE, words)
    middle = frame.placed((drawn,), (frame.width - drawn.height) / 2, drawn.height)
    return merged((*middle, gap(look.space * 0.4), *_said(scene, words, look, frame, "centre")))


def _said(scene: _Scene, words: Words, look: Look, frame: Frame, side: Side) -> Parts:
    """Return the words of a scene."""
    tongue = family_words.tongue(scene.line, words)
    text = " ".join(filter(None, (scene.line.text, tongue)))
    title = heading(3, frame.lines(scene.title, look.style(fonts.SEMIBOLD), side))
    line = frame.lines(text, look.style(), side)
    return (*title, *tagged("P", line, language=scene.line.written_in))


def _drawn(picture: str, size: float, words: Words) -> Part:
    """Return a drawing on its tile."""
    return figure(tile(drawing(picture, size, ACCENT)), family_words.shown(picture, words))


def _step(number: int, step: PageStep, words: Words, look: Look, frame: Frame) -> Parts:
    """Return a numbered step: what, and below it a small drawing each for who, when and phone."""
    size = look.size * 2
    room = frame.narrowed(frame.width - size - 12)
    parts = spoken(step.what, words, look.style(fonts.SEMIBOLD), room)
    parts += _facts_below(step, words, look, room)
    return numbered(number, parts, look.size + 2, size, frame)


def _facts_below(step: PageStep, words: Words, look: Look, frame: Frame) -> Parts:
    """Return facts in one row where each fits on a line, else one below the other."""
    facts = list(_facts(step, words))
    if not facts:
        return ()
    blank = gap(look.space * 0.3)
    third = frame.narrowed((frame.width - 2 * _BETWEEN) / 3)
    cells = [_fact(*fact, words, look, third) for fact in facts]
    one_line = max(look.size * _SMALL, look.style().leading) + 0.1
    if all(cell.height <= one_line for cell in cells):
        return (blank, frame.abreast(cells, third.width, _BETWEEN))
    return tuple(part for fact in facts for part in (blank, _fact(*fact, words, look, frame)))


def _facts(step: PageStep, words: Words) -> Iterator[tuple[str, str]]:
    """Yield a drawing's name, and who, when or the phone, as far as they are known."""
    known = (("person", step.who), ("calendar", step.by), ("phone", step.phone))
    pictures = [picture for picture, fact in known if fact]
    return zip(pictures, family_words.bare(step, words), strict=True)


def _fact(picture: str, fact: str, words: Words, look: Look, frame: Frame) -> Part:
    """Return a fact beside its small drawing."""
    alt = family_words.shown(picture, words)
    small = figure(drawing(picture, look.size * _SMALL, ACCENT), alt)
    room = frame.narrowed(frame.width - small.height - 8)
    lines = room.write(fact, look.style())
    return merged(frame.beside(small, small.height, lines, 8))
