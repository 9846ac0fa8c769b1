"""Passphrases that chance makes, to be offered before a person thinks of her own."""

import secrets
from collections.abc import Callable, Sequence
from functools import cache

from imh_desktop import assets

WORDS = 4
"""In a passphrase: of 7,776 each, 51.7 bits (security.md D2)."""

Choose = Callable[[Sequence[str]], str]


def new_passphrase(language: str, choose: Choose = secrets.choice) -> str:
    """Return four words of a language, with spaces between them; of English where no list is.

    Args:
        choose: draws one of some words.
    """
    words = passphrase_words(language)
    return " ".join(choose(words) for _ in range(WORDS))


@cache
def passphrase_words(language: str) -> tuple[str, ...]:
    """Return the words passphrases are made of in a language, sorted."""
    folder = assets.resources() / "passphrases"
    path = folder / f"{language}.txt"
    return tuple((path if path.is_file() else folder / "en.txt").read_text("utf-8").split())
