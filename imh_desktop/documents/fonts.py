"""The shipped fonts on paper: every letter of a page is embedded, or the page is refused."""

import unicodedata
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from imh_desktop import assets
from imh_desktop.errors import InputError, to_tell

REGULAR, SEMIBOLD, BOLD = "NotoSans-Regular", "NotoSans-SemiBold", "NotoSans-Bold"
FACES = (REGULAR, SEMIBOLD, BOLD)
ASCENT, DESCENT = 1.069, 0.293
"""Of all three faces, per point of size."""

_INVISIBLE = (0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
_SELECTORS = (0xFEFF, *range(0xFE00, 0xFE10))
_BLANKS = {0x0D: "", 0x2028: "\n", 0x2029: "\n", 0x09: " "}
_DRAWN = dict.fromkeys((*_INVISIBLE, *_SELECTORS), "") | _BLANKS
"""Break hints, direction marks and joiners have no ink, and no meaning in Latin text."""
_NEWLINE = 0x0A
_NEEDS_SHAPING = (range(0x0900, 0x0980), range(0x1CD0, 0x1D00), range(0xA8E0, 0xA900))
"""Devanagari and Vedic blocks: the font has them, but joining them rightly needs a shaper."""


class MissingGlyph(InputError):
    """No shipped font can print this character; the message names it, and no person."""

    def __init__(self, character: str) -> None:
        """Say which character it is, by code point and Unicode name."""
        self.character = character
        name = unicodedata.name(character, "a character without a name")
        super().__init__(
            to_tell(
                "The character {code} ({name}) cannot be printed: no font of this program has it."
                " Nothing was printed. Write the word without it and try again."
            ),
            code=f"U+{ord(character):04X}",
            name=name,
        )


def folder() -> Path:
    """Return where the shipped fonts are."""
    return assets.resources() / "fonts"


@cache
def load() -> None:
    """Register the faces with reportlab, once, on first use."""
    for face in FACES:
        pdfmetrics.registerFont(TTFont(face, folder() / f"{face}.ttf"))


@cache
def _widths(face: str) -> dict[int, float]:
    """Return code point -> advance per point of size, for what the face can print rightly.

    A newline is drawn by starting a line, and has no width.
    """
    load()
    ttf = pdfmetrics.getFont(face).face
    widths = {
        code: ttf.charWidths.get(code, ttf.defaultWidth) / 1000
        for code in ttf.charToGlyph
        if unicodedata.category(chr(code))[0] != "C"
        and not any(code in block for block in _NEEDS_SHAPING)
    }
    return {**widths, _NEWLINE: 0.0}


def advances(text: str, face: str) -> list[float]:
    """Return how far each character of a printable text moves the pen, per point of size."""
    widths = _widths(face)
    return [widths[ord(character)] for character in text]


def printable(text: str) -> str:
    """Return the text as it is drawn: NFC, line ends as newlines, without invisible marks.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    drawn = unicodedata.normalize("NFC", text.translate(_DRAWN))
    covered = _widths(REGULAR)
    if any(ord(character) not in covered for character in set(drawn)):
        raise MissingGlyph(next(letter for letter in drawn if ord(letter) not in covered))
    return drawn
