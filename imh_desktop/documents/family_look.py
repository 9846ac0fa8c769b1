"""How large the letters of a family page are, and the blocks that its rows are made of."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from imh_desktop.core.summary import Variant
from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Part, Parts, gap, glued, height_of, merged
from imh_desktop.documents.family_frame import Frame
from imh_desktop.documents.page import INK, panel
from imh_desktop.documents.text import Style


class Look(NamedTuple):
    """How large and how airy the page is, in points; ``ratio``: leading to size."""

    size: float
    space: float
    ratio: float = 1.34

    @property
    def pace(self) -> float:
        """Return a measure that the height of a page grows with."""
        return self.size * self.ratio + 0.55 * self.space

    @property
    def picture(self) -> float:
        """Return the size of a drawing beside its words: grown letters leave it less room."""
        return min(self.size * (2.4 if self.space > 7 else 2), 36)

    def style(self, face: str = fonts.REGULAR, larger: float = 0, colour: str = INK) -> Style:
        """Return text of this look."""
        size = self.size + larger
        return Style(face, size, round(size * self.ratio, 1), colour)


class Layout(NamedTuple):
    """The looks of a variant, the largest first, and the size of the letters at its foot."""

    one_page: tuple[Look, ...]
    two_pages: tuple[Look, ...]
    foot: float = 12


LAYOUTS: dict[Variant, Layout] = {
    "standard": Layout(
        (
            Look(14, 17),
            Look(13, 14),
            Look(12.5, 11),
            Look(12, 8),
            Look(12, 6, 1.27),
            Look(12, 5, 1.23),
        ),
        (Look(14, 17), Look(13, 15), Look(12, 8)),
    ),
    "large": Layout(
        (Look(18, 16), Look(18, 11)),
        (Look(20, 20), Look(18, 18), Look(18, 12), Look(18, 9, 1.27), Look(18, 6, 1.22)),
        foot=18,
    ),
    "bilingual": Layout(
        (Look(13, 13), Look(12, 11), Look(12, 7), Look(12, 6, 1.27)),
        (Look(13.5, 16), Look(12, 10), Look(12, 6, 1.27)),
    ),
    "pictures": Layout(
        (Look(16, 20), Look(15, 16), Look(14, 13), Look(13, 9), Look(12, 7), Look(12, 5, 1.23)),
        (Look(15, 18), Look(12, 8)),
    ),
}


class Block(NamedTuple):
    """What stands in one row of the page.

    ``space``: blank above it, which grows on a page with room to spare unless ``firm``;
    ``glued``: on one page with the block below; ``boxed``: the padding of the box around it.
    """

    parts: Parts
    space: float = 0
    firm: bool = False
    glued: bool = False
    boxed: float = 0


def stacked(blocks: Iterable[Block], frame: Frame) -> Parts:
    """Return blocks one below the other."""
    parts: list[Part] = []
    above = False
    for block in blocks:
        if block.space:
            blank = gap(block.space, glued=block.firm)
            parts.append(blank._replace(glued=blank.glued or above))
        own = (_boxed(block, frame, height_of(block.parts)),) if block.boxed else block.parts
        parts += glued(own) if block.glued else own
        above = block.glued
    return tuple(parts)


def _boxed(block: Block, frame: Frame, height: float) -> Part:
    """Return a block in its box, inside which there is so much height."""
    inside = merged(block.parts)._replace(height=height)
    return panel(inside, frame.width, block.boxed, tinted=True)


def row(blocks: Sequence[Block], frames: Sequence[Frame], whole: Frame, space: float) -> Block:
    """Return blocks of several columns as one that is never broken, boxes of one height."""
    height = max(height_of(block.parts) for block in blocks)
    cells = [
        _boxed(block, frame, height) if block.boxed else merged(block.parts)
        for block, frame in zip(blocks, frames, strict=True)
    ]
    line = whole.abreast(cells, frames[0].width, space)
    return blocks[0]._replace(parts=(line,), boxed=0)
