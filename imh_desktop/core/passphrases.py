"""What a passphrase must be: long, mixed, and not among those that are guessed first."""

import unicodedata
from typing import Literal

SHORTEST = 15
"""Characters. Four short words reach it, and are easier to keep in mind than symbols."""
LEAST_GUESSES = 10.0
"""Decimal digits of the guesses that a passphrase must stand by the estimate: at half a second
each, 10^10 guesses are 150 years on the laptop itself."""
_LEAST_LETTERS = 5

Fault = Literal["short", "few", "common"]

_FAMOUS = frozenset({
    "correct horse battery staple", "to be or not to be", "the quick brown fox",
    "the quick brown fox jumps", "the quick brown fox jumps over the lazy dog",
    "may the force be with you", "let me in please", "open sesame please",
    "mary had a little lamb", "twinkle twinkle little star", "four short words",
    "en un lugar de la mancha", "blue kettle sings softly", "only a made up demo",
})  # fmt: skip
"""Phrases that stand in guides and in rhymes, ours included: guessed first, long as they are."""


def fault_of(text: str, guesses: float) -> Fault | None:
    """Return what is wrong with a new passphrase; None when it will do.

    Args:
        guesses: decimal digits of the guesses it stands by an estimate that knows common
            passwords, repeats, rows of letters and of keys.
    """
    plain = unicodedata.normalize("NFC", text)
    if len(plain) < SHORTEST:
        return "short"
    if len(set(plain.casefold())) < _LEAST_LETTERS:
        return "few"
    return "common" if guesses < LEAST_GUESSES or _bare(plain) in _BARE else None


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalpha())


_BARE = frozenset(_bare(phrase) for phrase in _FAMOUS)
