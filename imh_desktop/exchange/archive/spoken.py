"""Six words two people read to each other, to know that both screens show the same keys."""

import hashlib
from functools import cache

from imh_desktop import assets
from imh_desktop.words import LANGUAGES

WORDS = 256
_STRETCHED = 1 << 19


def six_words(fingerprint: str, language: str) -> tuple[str, ...]:
    """Return the words of a fingerprint (SHA-256 in hex), in the language of the request's page.

    Six words of 256 are 48 bits. Whoever wants other keys with the same words has to try 2^47 of
    them, each at 2^19 rounds of SHA-256: as much as 66 bits. It takes a tenth of a second here.
    """
    stretched = hashlib.pbkdf2_hmac(
        "sha256", bytes.fromhex(fingerprint), b"imh six words", _STRETCHED, 6
    )
    return tuple(word_list(language)[number] for number in stretched)


@cache
def word_list(language: str) -> tuple[str, ...]:
    """Return the 256 words of a language; one that is not shipped reads English."""
    name = language if language in LANGUAGES else "en"
    text = (assets.resources() / "spoken" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(text.split())
