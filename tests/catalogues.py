"""Where the words of a language lie, and the forms a message has: one, or one each plural."""

from pathlib import Path

from imh_desktop.words import LANGUAGES

TOP = Path(__file__).parents[1]
LOCALE = TOP / "resources/locale"
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")


def po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES/imh.po"


def forms(said: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)
