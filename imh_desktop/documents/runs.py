"""Text is parted into words that one face draws in one direction."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from imh_desktop.documents import fonts
from imh_desktop.documents.bidi import levels
from imh_desktop.documents.fonts import LATIN, Family
from imh_desktop.documents.shaping import Shaped, shaped
from imh_desktop.locales import Direction

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
    for family, owner, level, at, end in _stretches(line, owners, look.direction):
        face = family.name + look.faces[owner].removeprefix(LATIN.name)
        for part in _WORDS.finditer(line, at, end):
            word = part.group()
            drawn = shaped(word, face, _script(word, family), look.language, bool(level % 2))
            found.append(Word(start + part.start(), word, face, owner, level, drawn))
    return found


def _stretches(
    line: str, owners: Sequence[int], direction: Direction
) -> Iterator[tuple[Family, int, int, int, int]]:
    """Yield (family, owner, level, start, end) of what is drawn alike."""
    keys = list(zip(families(line), owners, levels(line, direction), strict=True))
    if len(set(keys)) == 1:
        yield (*keys[0], 0, len(line))
        return
    at = 0
    for key, group in groupby(keys):
        end = at + len(list(group))
        yield (*key, at, end)
        at = end


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
    homes = _homes(text)
    if not set(homes) - {LATIN, None}:
        return (LATIN,) * len(text)
    ((main, _),) = Counter(home for home in homes if home).most_common(1)
    for number in _NUMBERS.finditer(text):
        homes[number.start() : number.end()] = [LATIN] * len(number.group())
    before, after = _carried(text, homes, main), _carried(text[::-1], homes[::-1], main)[::-1]
    beside = zip(text, before, after, strict=True)
    return tuple(_beside(letter, one, other, main) for letter, one, other in beside)


def _homes(text: str) -> list[Family | None]:
    """Return the family of each letter; an accent stays with its letter."""
    homes: list[Family | None] = []
    for character in text:
        home = fonts.home(character)
        if home is None and homes and unicodedata.category(character)[0] == "M":
            home = homes[-1]
        homes.append(home)
    return homes


def _carried(text: str, homes: Iterable[Family | None], main: Family) -> list[Family | None]:
    """Return each home, or else the last before it; none where an isolate has just begun or ended.

    What is isolated is a text of its own: its brackets look to nothing outside.
    """
    last: Family | None = main
    carried = []
    for letter, home in zip(text, homes, strict=True):
        last = None if "\u2066" <= letter <= "\u2069" else home or last
        carried.append(last)
    return carried


def _beside(character: str, before: Family | None, after: Family | None, main: Family) -> Family:
    """Return the family of a character between two; where they differ, the line's main one."""
    family = before or after or main
    if before and after and before is not after:
        family = main
    if fonts.unseen(character) or family.covers(character):
        return family
    return fonts.first_that_covers(character)
