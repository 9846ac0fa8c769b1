"""What is told of a language is what it holds; a shipped one is whole in the program's words."""

import tomllib
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from imh_desktop import assets
from imh_desktop.content.coverage import Coverage, coverage
from imh_desktop.locales import LOCALES

BANDS = tuple(f"B{number}" for number in range(1, 10))
PROMISED = {"en": BANDS, "es": BANDS, "ar": ("B4", "B6")}


@pytest.fixture(scope="module")
def found() -> dict[str, Coverage]:
    return {one.language: one for one in coverage()}


def written(language: str, *leave: str) -> set[str]:
    """Return the ids that a language's files of words hold, read by hand."""
    home = Path(assets.forms()) / "observation/texts" / language
    files = [path for path in home.glob("*.toml") if path.stem not in ("checklist", *leave)]
    tables = (tomllib.loads(path.read_text("utf-8")) for path in files)
    return {key for table in tables for key in table} - {"licence"}


@pytest.mark.parametrize("language", LOCALES)
def test_a_shipped_language_has_all_it_promises(found: dict[str, Coverage], language: str) -> None:
    one = found[language]

    assert one.words.percent == 100
    assert one.bands == PROMISED[language]
    assert one.questions.there == len(written(language, "strategies"))


@pytest.mark.parametrize("language", ["es", "ar"])
def test_the_words_are_counted_as_the_catalogue_counts_them(
    found: dict[str, Coverage], language: str
) -> None:
    path = assets.resources() / "locale" / language / "LC_MESSAGES/imh.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file, locale=language) if message.id]

    assert found[language].words == (sum(bool(m.string) for m in messages), len(messages))
