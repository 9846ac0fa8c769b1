"""Start and end instead of left and right: a page that reads from the right is laid out once.

Whatever is built for a frame is as wide as the frame; only ``placed`` knows which side is which.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from imh_desktop.documents.blocks import Canvas, Part, Parts, beside, moved
from imh_desktop.documents.tagging import tagged
from imh_desktop.documents.text import Span, Style, paragraph
from imh_desktop.locales import direction_of

Side = Literal["start", "centre", "end"]


class Frame(NamedTuple):
    """Room for words of one language. ``width`` in points."""

    width: float
    language: str

    @property
    def mirrored(self) -> bool:
        """Tell whether a line of it starts at the right."""
        return direction_of(self.language) == "rtl"

    def narrowed(self, width: float) -> "Frame":
        """Return a frame of the same language and another width."""
        return self._replace(width=width)

    def lines(self, text: str | Sequence[Span], style: Style, side: Side = "start") -> Parts:
        """Return text as lines as wide as the frame, for an element that the caller makes.

        Raises:
            MissingGlyph: no shipped font has a character of it.
        """
        own = style._replace(direction=direction_of(self.language), language=self.language)
        return paragraph(text, own, self.width, side)

    def write(
        self,
        text: str | Sequence[Span],
        style: Style,
        side: Side = "start",
        *,
        language: str = "",
    ) -> Parts:
        """Return text as a paragraph; ``language``: its own, where it is not the frame's.

        Raises:
            MissingGlyph: no shipped font has a character of it.
        """
        return tagged("P", self.lines(text, style, side), language=language)

    def placed(self, parts: Parts, start: float, room: float) -> Parts:
        """Return parts that are ``room`` points wide, ``start`` points from the frame's start."""
        return moved(parts, self.width - start - room if self.mirrored else start)

    def beside(self, picture: Part, size: float, parts: Parts, space: float) -> Parts:
        """Return parts with a picture ``size`` points wide at their start.

        The parts are as wide as the frame less the picture and the space between.
        """
        (placed,) = self.placed((picture,), 0, size)
        room = self.width - size - space
        return beside(placed, self.placed(parts, size + space, room), 0)

    def abreast(self, cells: Sequence[Part], room: float, space: float) -> Part:
        """Return cells of one width side by side, the first at the start."""
        row = [
            self.placed((cell,), number * (room + space), room)[0]
            for number, cell in enumerate(cells)
        ]

        def draw(canvas: Canvas, left: float, top: float) -> None:
            for cell in row:
                cell.draw(canvas, left, top)

        return Part(max(cell.height for cell in row), draw)
