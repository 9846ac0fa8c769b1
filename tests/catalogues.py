"""Where the words of each language lie."""

from pathlib import Path

from imh_desktop.words import LANGUAGES

TOP = Path(__file__).parents[1]
LOCALE = TOP / "resources/locale"
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")


def po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES/imh.po"
