"""The family page led by pictures: a large drawing for each thing, and few words."""

from collections.abc import Sequence
from typing import NamedTuple

from imh_desktop.core.summary import FamilySummary, PageStep
from imh_desktop.documents import family_words, fonts, labels
from imh_desktop.documents.blocks import Part, Parts, gap, merged, over
from imh_desktop.documents.drawings import drawing
from imh_desktop.documents.family_body import message, numbered, section
from imh_desktop.documents.family_frame import Frame
from imh_desktop.documents.family_look import Block, Look
from imh_desktop.documents.page import ACCENT, tile
from imh_desktop.documents.text import Span, Style
from imh_desktop.words import Words

_SPACE = 18.0
_LARGE, _SMALL = 5.2, 1.5
"""Drawings, to the size of the letters."""


class _Scene(NamedTuple):
    """A drawing and what is said under it."""

    picture: str
    title: str
    text: str


def pictured(
    summary: FamilySummary, words: Words, look: Look, frame: Frame, *, together: bool
) -> tuple[Block, ...]:
    """Return everything between the header and the support block.

    Of each domain stands its first strength, and of the message its first sentence.
    """
    seen = [
        _Scene(domain.domain_id, domain.title, domain.lines[0].text)
        for domain in summary.strengths
        if domain.lines
    ]
    for moment in summary.moments[:1]:
        text = " ".join(filter(None, (moment.text, family_words.tongue(moment, words))))
        seen.append(_Scene("moments", family_words.moments(words), text))
    tried = [
        _Scene(idea.routine, labels.routine(idea.routine, words), idea.text)
        for idea in summary.strategies
    ]
    steps = [_step(n, step, words, look, frame) for n, step in enumerate(summary.steps, 1)]
    return (
        message(family_words.opening(summary.message.text)[0], look, frame),
        *section(family_words.going_well(words), _rows(seen, look, frame), look, frame),
        *section(
            family_words.to_try(words), _rows(tried, look, frame), look, frame, together=together
        ),
        *section(family_words.next_steps(words), steps, look, frame, together=together),
    )


def _rows(scenes: Sequence[_Scene], look: Look, frame: Frame) -> list[Parts]:
    """Return scenes in rows of one to three."""
    columns = 2 if len(scenes) == 4 else min(len(scenes), 3)
    if columns == 1:
        return [_wide(scene, look, frame) for scene in scenes]
    room = (frame.width - _SPACE * (columns - 1)) / columns
    cells = [_cell(scene, look, frame.narrowed(room)) for scene in scenes]
    starts = range(0, len(cells), columns)
    return [(frame.abreast(cells[at : at + columns], room, _SPACE),) for at in starts]


def _wide(scene: _Scene, look: Look, frame: Frame) -> Parts:
    """Return a scene that has a row to itself: its words beside the drawing."""
    tiled = tile(drawing(scene.picture, look.size * _LARGE, ACCENT))
    room = frame.narrowed(frame.width - tiled.height - _SPACE)
    parts = (
        *room.write(scene.title, look.style(fonts.SEMIBOLD)),
        *room.write(scene.text, look.style()),
    )
    return frame.beside(tiled, tiled.height, parts, _SPACE)


def _cell(scene: _Scene, look: Look, frame: Frame) -> Part:
    """Return a scene in a column: its words under the drawing."""
    tiled = tile(drawing(scene.picture, look.size * _LARGE, ACCENT))
    middle = (frame.width - tiled.height) / 2
    return merged(
        (
            *frame.placed((tiled,), middle, tiled.height),
            gap(look.space * 0.4),
            *frame.write(scene.title, look.style(fonts.SEMIBOLD), "centre"),
            *frame.write(scene.text, look.style(), "centre"),
        )
    )


def _step(number: int, step: PageStep, words: Words, look: Look, frame: Frame) -> Parts:
    """Return a numbered step: what, and below it a small drawing each for who, when and phone."""
    size = look.size * 2
    room = frame.narrowed(frame.width - size - 12)
    white = Style(fonts.BOLD, look.size + 2, size, "#FFFFFF")
    figure = merged(frame.narrowed(size).write(str(number), white, "centre"))
    parts = room.write(step.what.text, look.style(fonts.SEMIBOLD))
    for picture, fact in family_words.step_facts(step, words):
        parts += (gap(look.space * 0.2), *_fact(picture, fact, look, room))
    return (merged(frame.beside(numbered(figure, size), size, parts, 12)),)


def _fact(picture: str, fact: str, look: Look, frame: Frame) -> Parts:
    """Return a fact beside its small drawing."""
    small = drawing(picture, look.size * _SMALL, ACCENT)
    room = frame.narrowed(frame.width - small.height - 8)
    lines = merged(room.write([Span(fact)], look.style()))
    (text,) = frame.placed((lines,), small.height + 8, room.width)
    (picture_at,) = frame.placed((small,), 0, small.height)
    return (over(picture_at.draw, text._replace(height=max(text.height, small.height))),)
