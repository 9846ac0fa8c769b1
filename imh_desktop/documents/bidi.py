"""Which way text runs: levels and visual order by the Unicode bidirectional algorithm (UAX #9)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from imh_desktop.locales import Direction

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u2067\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def needed(text: str, direction: Direction) -> bool:
    """Tell whether anything of a text may run from right to left."""
    return direction == "rtl" or (not text.isascii() and bool(_RIGHT_TO_LEFT.search(text)))


@lru_cache(maxsize=512)
def levels(text: str, direction: Direction) -> tuple[int, ...]:
    """Return the level of each character of one paragraph: odd runs from right to left.

    A mark that has no level (rule X9) gets that of the character before it.
    """
    if not (needed(text, direction) or _CONTROLS.search(text)):
        return (0,) * len(text)
    from fpdf.bidi import BidiParagraph  # a fifth of a second, which Latin pages need not wait
    from fpdf.enums import TextDirection

    base = TextDirection.RTL if direction == "rtl" else TextDirection.LTR
    found: list[int | None] = [None] * len(text)
    for character in BidiParagraph(text, base).get_characters_with_embedding_level():
        found[character.character_index] = character.embedding_level
    level, filled = int(direction == "rtl"), []
    for given in found:
        level = level if given is None else given
        filled.append(level)
    return tuple(filled)


def visual_order(given: Sequence[int]) -> list[int]:
    """Return the numbers of a line's pieces from left to right (rule L2)."""
    order = list(range(len(given)))
    odd = [level for level in given if level % 2]
    for level in range(max(given, default=0), min(odd, default=1) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and given[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = end + 1
    return order
