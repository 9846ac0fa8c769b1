"""Names that sound alike, in the spellings English and Spanish give one sound."""

import re
import unicodedata
from functools import lru_cache

_SAME = (
    (r"ph", "f"), (r"qu(?=[ei])|q|ck|c(?![eihy])|ch(?=r)", "k"), (r"c(?=[eiy])|z|x", "s"),
    (r"gu(?=[ei])", "g"), (r"g(?=[eiy])", "j"), (r"v|w", "b"), (r"y", "i"), (r"h", ""),
)  # fmt: skip
"""Spelling -> one letter for its sound, in this order."""


@lru_cache(maxsize=20_000)
def sound_of(name: str) -> str:
    """Return a name as it sounds: no accents, one letter a sound, no doubled letters, no vowels
    after the first letter of a word."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"[^\W_]+", "".join(c for c in apart if not unicodedata.combining(c)))
    return " ".join(sorted(filter(None, map(_sound_of_word, words))))


def _sound_of_word(word: str) -> str:
    for spelling, sound in _SAME:
        word = re.sub(spelling, sound, word)
    kept = word[:1] + re.sub(r"[aeiou]", "", word[1:])
    return re.sub(r"(.)\1+", r"\1", kept)
