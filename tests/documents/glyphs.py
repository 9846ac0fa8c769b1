"""What stands in a file's content streams, worked out from the PDF operators alone."""

from io import BytesIO
from typing import Any, NamedTuple

import pikepdf


class Glyph(NamedTuple):
    """One drawn glyph: its face, its number there, its pen position in points from the left foot.

    ``width``: how far the pen moved on by the font's own measure.
    """

    face: str
    number: int
    left: float
    foot: float
    width: float


class Drawn(NamedTuple):
    """One line: what it says, its glyphs from left to right, where the pen began and ended."""

    said: str
    glyphs: list[Glyph]
    begin: float
    end: float


def lines(pdf: bytes) -> list[Drawn]:
    """Return the lines of all pages of a file."""
    found: list[Drawn] = []
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            found += _Reader(page.Resources.Font).lines(page)
    return found


class _Reader:
    """Follows the text operators of one page."""

    def __init__(self, fonts: pikepdf.Object) -> None:
        self._faces = {name: _face(font) for name, font in fonts.items()}
        self._size = self._left = self._foot = self._rise = 0.0
        self._name, self._widths = "", dict[int, float]()

    def lines(self, page: pikepdf.Page) -> list[Drawn]:
        found: list[Drawn] = []
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "BDC" and "/ActualText" in operands[1]:
                assert depth == 0
                depth = 1
                said, glyphs, begin = str(operands[1]["/ActualText"]), list[Glyph](), self._left
            elif name == "EMC" and depth:
                depth = 0
                found.append(Drawn(said, glyphs, begin, self._left))
            elif name == "Tm":
                self._left, self._foot = (float(number) for number in operands[4:])
                begin = self._left
            elif name == "Tf":
                self._name, self._widths = self._faces[str(operands[0])]
                self._size = float(operands[1])
            elif name == "Ts":
                self._rise = float(operands[0])
            elif name == "TJ":
                glyphs += self._shown(operands[0])
        assert depth == 0
        return found

    def _shown(self, array: Any) -> list[Glyph]:
        shown = []
        for item in array:
            if isinstance(item, pikepdf.String):
                codes = bytes(item)
                for at in range(0, len(codes), 2):
                    number = int.from_bytes(codes[at : at + 2], "big")
                    width = self._widths[number] * self._size / 1000
                    foot = self._foot + self._rise
                    shown.append(Glyph(self._name, number, self._left, foot, width))
                    self._left += width
            else:
                self._left -= float(item) * self._size / 1000
        return shown


def _face(font: pikepdf.Object) -> tuple[str, dict[int, float]]:
    """Return the name of an embedded font, and the width of each glyph."""
    widths = list(font.DescendantFonts[0].W)
    numbers = {
        int(glyph): float(width[0])
        for glyph, width in zip(widths[::2], widths[1::2], strict=True)
    }
    return str(font.BaseFont).partition("+")[2], numbers
