"""Text is parted into words that one face draws in one direction."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple

from imh_desktop.documents import fonts
from imh_desktop.documents.bidi import Direction, levels
from imh_desktop.documents.fonts import LATIN, Family
from imh_desktop.documents.shaping import Shaped, shaped

_WORDS = re.compile("[ \u200b]|[^ \u200b]+")
_NUMBERS = re.compile(r"[0-9]+(?:[ .,:/+-][0-9]+)*")
_GREEK, _CYRILLIC = re.compile("[\u0370-\u03ff\u1f00-\u1fff]"), re.compile("[\u0400-\u052f]")


class Look(NamedTuple):
    """What words are drawn with; ``faces``: those of their owners, Latin ones by name."""

    faces: Sequence[str]
    direction: Direction
    language: str


class Word(NamedTuple):
    """A stretch of a paragraph, or one blank of it, as it is drawn; ``start`` in characters."""

    start: int
    text: str
    face: str
    owner: int
    level: int
    drawn: Shaped

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


def words(line: str, start: int, owners: Sequence[int], look: Look) -> list[Word]:
    """Return the words of one written line; ``start``: where it stands in its paragraph.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    found = []
    at = 0
    keys = zip(families(line), owners, levels(line, look.direction), strict=True)
    for (family, owner, level), group in groupby(keys):
        end = at + len(list(group))
        face = family.name + look.faces[owner].removeprefix(LATIN.name)
        for part in _WORDS.finditer(line, at, end):
            word = part.group()
            drawn = shaped(word, face, _script(word, family), look.language, bool(level % 2))
            found.append(Word(start + part.start(), word, face, owner, level, drawn))
        at = end
    return found


def _script(word: str, family: Family) -> str:
    """Return the script of a word, as ISO 15924 names it."""
    if family is LATIN and not word.isascii():
        if _GREEK.search(word):
            return "Grek"
        return "Cyrl" if _CYRILLIC.search(word) else "Latn"
    return family.script


@lru_cache(maxsize=512)
def families(text: str) -> tuple[Family, ...]:
    """Return the family of each character: blanks, digits and stops go with their neighbours.

    Numbers are the Latin faces' in every script, as a telephone shows them.

    Raises:
        MissingGlyph: no shipped font has one.
    """
    if text.isascii():
        return (LATIN,) * len(text)
    homes = [fonts.home(character) for character in text]
    if not set(homes) - {LATIN, None}:
        return (LATIN,) * len(text)
    ((main, _),) = Counter(home for home in homes if home).most_common(1)
    for number in _NUMBERS.finditer(text):
        homes[number.start() : number.end()] = [LATIN] * len(number.group())
    before = list(accumulate(homes, lambda last, home: home or last))
    after = list(accumulate(reversed(homes), lambda last, home: home or last))[::-1]
    beside = zip(text, before, after, strict=True)
    return tuple(_beside(letter, one, other, main) for letter, one, other in beside)


def _beside(
    character: str, before: Family | None, after: Family | None, main: Family
) -> Family:
    """Return the family of a character between two; where they differ, the line's main one."""
    family = main if before is not after or before is None else before
    if fonts.unseen(character) or family.covers(character):
        return family
    return fonts.first_that_covers(character)
