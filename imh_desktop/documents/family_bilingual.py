"""The family page in two languages side by side, row by row at one height."""

from collections.abc import Sequence

from imh_desktop.core.summary import FamilySummary
from imh_desktop.documents.blocks import Part, Parts, gap, merged
from imh_desktop.documents.family_base import (
    claimed,
    help_title,
    made_by,
    numbered_lines,
    reviewed,
    turn_over,
)
from imh_desktop.documents.family_body import body, day, header
from imh_desktop.documents.family_frame import Frame
from imh_desktop.documents.family_look import Look, row, stacked
from imh_desktop.documents.page import panel
from imh_desktop.documents.structure import Element
from imh_desktop.documents.tagging import all_within, artifact
from imh_desktop.words import Words

_GUTTER, _PADDING, _SPROUT = 26.0, 11.0, 28.0


class Pair:
    """A page in two languages: the first at the side where its lines begin."""

    def __init__(
        self,
        first: FamilySummary,
        second: FamilySummary,
        words: Words,
        beside: Words,
        width: float,
    ) -> None:
        """Take the same page in two languages, and the words of each."""
        self._summaries, self._words = (first, second), (words, beside)
        self._whole = Frame(width, first.language)
        self._said_in = tuple(Element("Sect", language=each.language) for each in self._summaries)

    def parts(self, look: Look, *, together: bool) -> Parts:
        """Return what stands above the foot.

        Raises:
            ValueError: the two do not hold the same things.
        """
        frames = self._frames(self._whole)
        sides = zip(self._summaries, self._words, frames, strict=True)
        columns = [
            [
                block._replace(parts=all_within(element, block.parts))
                for block in body(summary, words, look, frame, together=together)
            ]
            for element, (summary, words, frame) in zip(self._said_in, sides, strict=True)
        ]
        rows = [row(blocks, frames, self._whole, _GUTTER) for blocks in zip(*columns, strict=True)]
        sides = zip(self._summaries, self._words, frames, strict=True)
        days = [day(summary, words, look, frame) for summary, words, frame in sides]
        head = header(
            self._summaries[0], self._abreast(days, self._whole), look, self._whole, _SPROUT,
            clear=1.2 * _SPROUT,
        )  # fmt: skip
        return stacked((*head, *rows), self._whole)

    def bases(self, size: float) -> tuple[Part, Part]:
        """Return the foot of a first page of two, and that of the last page."""
        frames = self._frames(self._whole)
        turns = [
            turn_over(words, size, frame) for words, frame in zip(self._words, frames, strict=True)
        ]
        turn = (*self._abreast(turns, self._whole), *self._claims(size))
        return artifact(merged(turn)), merged((*self._support(size), *self._foot(size)))

    def _support(self, size: float) -> Parts:
        """Return whom to call, in both languages in one box."""
        inside = self._whole.narrowed(self._whole.width - 2 * _PADDING)
        frames = self._frames(inside)
        titles = [
            help_title(words, size, frame) for words, frame in zip(self._words, frames, strict=True)
        ]
        numbers = [
            numbered_lines(summary.support, size, frame)
            for summary, frame in zip(self._summaries, frames, strict=True)
        ]
        rows = self._abreast(titles, inside)
        for pair in zip(*numbers, strict=True):
            rows += (gap(4), *self._abreast([(line,) for line in pair], inside))
        return (panel(merged(rows), self._whole.width, _PADDING), gap(10))

    def _claims(self, size: float) -> Parts:
        """Return what the page is not, in both languages."""
        sides = zip(self._words, self._frames(self._whole), strict=True)
        return self._abreast([claimed(words, size, frame) for words, frame in sides], self._whole)

    def _foot(self, size: float) -> Parts:
        """Return the claims, and who made the page, once."""
        sides = zip(self._summaries, self._frames(self._whole), strict=True)
        notes = [reviewed(summary, size, frame) for summary, frame in sides]
        return (
            *self._claims(size),
            *(self._abreast(notes, self._whole) if any(notes) else ()),
            *made_by(self._summaries[0], size, self._whole),
        )

    def _frames(self, whole: Frame) -> tuple[Frame, Frame]:
        """Return the two columns of a frame."""
        room = (whole.width - _GUTTER) / 2
        first, second = (Frame(room, summary.language) for summary in self._summaries)
        return first, second

    def _abreast(self, cells: Sequence[Parts], whole: Frame) -> Parts:
        """Return one row of a cell for each language; all of a language is read together."""
        room = self._frames(whole)[0].width
        said = [
            merged(all_within(element, cell))
            for element, cell in zip(self._said_in, cells, strict=True)
        ]
        return (whole.abreast(said, room, _GUTTER),)
