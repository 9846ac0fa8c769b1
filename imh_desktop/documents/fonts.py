"""The shipped fonts on paper: every letter of a page is embedded, or the page is refused."""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics

from imh_desktop import assets
from imh_desktop.documents import bidi
from imh_desktop.documents.faces import Face
from imh_desktop.errors import InputError, to_tell
from imh_desktop.locales import Direction

REGULAR, SEMIBOLD, BOLD = "NotoSans-Regular", "NotoSans-SemiBold", "NotoSans-Bold"
FACES = (REGULAR, SEMIBOLD, BOLD)
ASCENT, DESCENT = 1.069, 0.293
"""Of the Latin faces, per point of size."""


class Family(NamedTuple):
    """The faces of some scripts, in three weights.

    ``blocks``: what it is preferred for. ``leading``: least distance of lines, per point of size.
    ``larger``: how much larger than asked it is drawn, to look as large as the Latin faces.
    """

    name: str
    script: str
    blocks: tuple[range, ...] = ()
    leading: float = 0.0
    larger: float = 1.0

    def holds(self, character: str) -> bool:
        """Tell whether a character is of the family's own scripts."""
        return any(ord(character) in block for block in self.blocks)

    def covers(self, character: str) -> bool:
        """Tell whether it has a letter for a character that it can also join rightly."""
        return ord(character) in _characters(self)


LATIN = Family("NotoSans", "Latn")
ARABIC = Family(
    "NotoNaskhArabic",
    "Arab",
    (
        *(range(0x600, 0x700), range(0x750, 0x780), range(0x870, 0x900)),
        *(range(0xFB50, 0xFE00), range(0xFE70, 0xFEFF)),
    ),
    1.6,
    1.15,
)
DEVANAGARI = Family(
    "NotoSansDevanagari",
    "Deva",
    (range(0x900, 0x980), range(0x1CD0, 0x1D00), range(0xA8E0, 0xA900)),
    1.45,
)
KHMER = Family("NotoSansKhmer", "Khmr", (range(0x1780, 0x1800), range(0x19E0, 0x1A00)), 1.6)
ETHIOPIC = Family(
    "NotoSansEthiopic",
    "Ethi",
    (range(0x1200, 0x13A0), range(0x2D80, 0x2DE0), range(0xAB00, 0xAB30)),
    1.4,
)
CHAIN = (LATIN, ARABIC, DEVANAGARI, KHMER, ETHIOPIC)
"""In this order a letter is looked for."""

_BLOCKS = [block for family in CHAIN for block in family.blocks]
_JOINING = re.compile(f"[{''.join(f'{chr(block[0])}-{chr(block[-1])}' for block in _BLOCKS)}]")
"""Letters of which a shaper joins some."""
_ALWAYS_DROPPED = (0xAD, 0x34F, 0x202D, 0x202E, *range(0x2060, 0x2066), *range(0x206A, 0x2070))
_SELECTORS = (0xFEFF, *range(0xFE00, 0xFE10))
_BLANKS = {0x0D: "", 0x2028: "\n", 0x2029: "\n", 0x09: " "}
_DROPPED = dict.fromkeys((*_ALWAYS_DROPPED, *_SELECTORS), "") | _BLANKS
"""Hyphenation hints and selectors are not drawn; no note needs a forced order of its letters."""
_DIRECTIONS = dict.fromkeys((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_JOINERS = dict.fromkeys((0x200C, 0x200D))
_UNSEEN = frozenset({*_DIRECTIONS, *_JOINERS, 0x200B, 0x0A})
"""What may stand in a text and has no ink."""


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
def face(name: str) -> Face:
    """Return a face by its name, such as NotoSans-Bold."""
    family = next(family for family in CHAIN if family.name == name.rpartition("-")[0])
    return Face(name, folder() / f"{name}.ttf", family.larger)


@cache
def load() -> None:
    """Make the Latin faces known to reportlab, once, on first use."""
    for name in FACES:
        pdfmetrics.registerFont(face(name))


@cache
def _characters(family: Family) -> frozenset[int]:
    """Return the code points that a family prints rightly."""
    return frozenset(
        code
        for code in face(f"{family.name}-Regular").characters
        if unicodedata.category(chr(code))[0] != "C"
        and not any(other.holds(chr(code)) for other in CHAIN if other is not family)
    )


@lru_cache(maxsize=4096)
def home(character: str) -> Family | None:
    """Return the family of a letter; None if any family may show it, as its neighbours do.

    Raises:
        MissingGlyph: no shipped font has it.
    """
    if ord(character) in _UNSEEN:
        return None
    for family in CHAIN[1:]:
        if family.holds(character) and family.covers(character):
            return family
    if LATIN.covers(character):
        return LATIN if unicodedata.category(character)[0] == "L" else None
    return first_that_covers(character)


def first_that_covers(character: str) -> Family:
    """Return the first family of the chain that has a character.

    Raises:
        MissingGlyph: none has it.
    """
    for family in CHAIN:
        if family.covers(character):
            return family
    raise MissingGlyph(character)


def unseen(character: str) -> bool:
    """Tell whether a character has no ink and no width, in any face."""
    return ord(character) in _UNSEEN


def printable(text: str, direction: Direction = "ltr") -> str:
    """Return the text as it is drawn: NFC, line ends as newlines, without idle marks.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    return printables([text], direction)[0]


def printables(texts: list[str], direction: Direction) -> list[str]:
    """Return the texts of one paragraph as ``printable`` does.

    Direction marks stay where something runs from right to left, joiners where letters join.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    if all(text.isascii() and text.isprintable() for text in texts):
        return texts
    whole = "".join(texts)
    idle = {} if bidi.needed(whole, direction) else dict(_DIRECTIONS)
    idle |= {} if _JOINING.search(whole) else _JOINERS
    drawn = [unicodedata.normalize("NFC", text.translate(_DROPPED | idle)) for text in texts]
    for letter in dict.fromkeys("".join(drawn)):
        home(letter)
    return drawn
