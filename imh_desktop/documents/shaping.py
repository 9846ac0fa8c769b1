"""Words become glyphs: HarfBuzz joins, stacks and kerns; the direction is given, never guessed."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby, pairwise
from typing import NamedTuple

import uharfbuzz as hb

from imh_desktop.documents import fonts
from imh_desktop.documents.faces import Face, Meanings


_WIDEST_CLUSTER = 5.0
"""A heap of marks without a letter would else be one cluster, wider than any line."""


class Glyph(NamedTuple):
    """One drawn shape, in 1,000ths of the size; ``cluster``: the character it begins with."""

    number: int
    cluster: int
    advance: int
    right: int
    up: int
    natural: int


class Shaped(NamedTuple):
    """A word, drawn. ``advances``: how far each character moves the pen, per point of size.

    ``starts``: whether a line may begin with the character without cutting a cluster.
    ``pieces``: (rise per 1,000 of the size, glyphs as PDF's TJ takes them), from left to right.
    """

    glyphs: tuple[Glyph, ...]
    advances: tuple[float, ...]
    starts: tuple[bool, ...]
    pieces: tuple[tuple[int, str], ...]
    meanings: Meanings


@lru_cache(maxsize=8192)
def shaped(text: str, face: str, script: str, language: str, from_the_right: bool) -> Shaped:
    """Return a word in one face, script and direction."""
    if text == "\u200b":
        return Shaped((), (0.0,), (True,), (), {})
    font = fonts.face(face)
    buffer = _buffer(text, script, language, from_the_right)
    glyphs = _glyphs(buffer, font)
    advances = _advances(text, glyphs, font)
    if max(advances) > _WIDEST_CLUSTER:
        buffer = _buffer(text, script, language, from_the_right)
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        glyphs = _glyphs(buffer, font)
        advances = _advances(text, glyphs, font)
    begun = {glyph.cluster for glyph in glyphs}
    starts = tuple(number in begun for number in range(len(text)))
    meanings = _meanings(text, glyphs, sorted(begun), font)
    return Shaped(glyphs, tuple(advances), starts, pieces(glyphs), meanings)


def _buffer(text: str, script: str, language: str, from_the_right: bool) -> hb.Buffer:
    """Return a word as HarfBuzz takes it."""
    buffer = hb.Buffer()
    buffer.add_codepoints([ord(character) for character in text])
    buffer.direction = "rtl" if from_the_right else "ltr"
    buffer.script = script
    buffer.language = language or "en"
    buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    return buffer


def _advances(text: str, glyphs: tuple[Glyph, ...], face: Face) -> list[float]:
    """Return how far each character moves the pen: the first of a cluster for all of it."""
    advances = [0.0] * len(text)
    for glyph in glyphs:
        advances[glyph.cluster] += glyph.advance * face.larger / 1000
    return advances


def _glyphs(buffer: hb.Buffer, face: Face) -> tuple[Glyph, ...]:
    """Return what HarfBuzz makes of a word, from left to right."""
    hb.shape(face.font, buffer)
    return tuple(
        Glyph(
            info.codepoint,
            info.cluster,
            place.x_advance,
            place.x_offset,
            place.y_offset,
            face.font.get_glyph_h_advance(info.codepoint),
        )
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    )


def pieces(glyphs: Iterable[Glyph]) -> tuple[tuple[int, str], ...]:
    """Return glyphs as the arrays of PDF's TJ; numbers in them move the pen to the left."""
    made = []
    for rise, group in groupby(glyphs, key=lambda glyph: glyph.up):
        array = ""
        for glyph in group:
            after = glyph.natural - glyph.advance + glyph.right
            array += f" {-glyph.right} " if glyph.right else ""
            array += f"<{glyph.number:04X}>"
            array += f" {after} " if after else ""
        made.append((rise, array.replace("><", "")))
    return tuple(made)


def _meanings(text: str, glyphs: tuple[Glyph, ...], begun: list[int], face: Face) -> Meanings:
    """Return which characters each glyph shows; of several for one letter, the first says it."""
    ends = dict(pairwise((*begun, len(text))))
    meanings: Meanings = {}
    said: set[int] = set()
    for glyph in sorted(glyphs, key=lambda glyph: glyph.cluster):
        cluster = text[glyph.cluster : ends[glyph.cluster]]
        if len(cluster) == 1 and face.font.get_nominal_glyph(ord(cluster)) == glyph.number:
            meaning = " " if cluster == "\u00a0" else cluster
        else:
            rest = "" if glyph.cluster in said else cluster
            meaning = face.nominal.get(glyph.number, rest)
        meanings[glyph.number] = meaning
        said.add(glyph.cluster)
    return meanings
