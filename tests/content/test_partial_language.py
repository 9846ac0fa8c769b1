"""A language may have words for some bands alone: what it lacks is lent by English and says so."""

import shutil
from pathlib import Path

import pytest

from imh_desktop.content.checking import check
from imh_desktop.content.library import Library
from tests.content.conftest import Damage


@pytest.fixture
def arabic(forms: Path, damage: Damage) -> Path:
    """Items of B4 and of B5; Arabic words for B4 alone."""
    damage("checklist.toml", 'bands = ["B4"]', 'bands = ["B4", "B5"]')
    head = '[r1-waits]\nkind = "behaviour"\nconstruct = "R1"\n'
    damage("items/relationships.toml", f'{head}bands = ["B4"]', f'{head}bands = ["B5"]')
    waits = '[r1-waits.show_when]\nitem = "r1-looks"\nis = ["often", "sometimes"]'
    damage("items/relationships.toml", waits, "")
    home = forms / "small/texts"
    shutil.copytree(home / "en", home / "ar")
    damage("texts/ar/checklist.toml", 'title = "Small"', 'title = "صغير"\nbands = ["B4"]')
    damage("texts/ar/relationships.toml", '"Looks"', '"ينظر"')
    words = (home / "ar/relationships.toml").read_text("utf-8")
    at = words.index("[r1-waits]")
    end = words.index("[licence]")
    (home / "ar/relationships.toml").write_text(words[:at] + words[end:], "utf-8")
    return forms


def test_what_a_language_lacks_is_lent_and_named(arabic: Path) -> None:
    assert [str(fault) for fault in check(arabic) if "texts/ar" in str(fault.file)] == []
    texts = Library(arabic).texts("small", "ar")

    assert texts.items["r1-looks"].text == "ينظر"
    assert texts.written_in("r1-looks") == ""
    assert texts.items["r1-waits"].text == "Waits"
    assert texts.written_in("r1-waits") == "en"
    assert Library(arabic).texts("small", "en").borrowed == frozenset()


def test_words_of_a_band_that_is_named_must_be_there(arabic: Path, damage: Damage) -> None:
    damage("texts/ar/checklist.toml", 'bands = ["B4"]', 'bands = ["B4", "B5"]')

    (fault,) = [one for one in check(arabic) if "texts/ar" in str(one.file)]

    assert (fault.key, fault.message) == ("r1-waits", "is missing (expected the item's words)")


def test_lent_words_are_not_hashed_as_the_language_s_own(arabic: Path, damage: Damage) -> None:
    before = Library(arabic).texts("small", "ar").text_hash
    damage("texts/en/relationships.toml", '"Waits"', '"Waits a while"')

    assert Library(arabic).texts("small", "ar").text_hash == before


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("texts/ar/checklist.toml", 'bands = ["B4"]', 'bands = ["B9x"]', "names `B9x`"),
        ("texts/en/checklist.toml", 'title = "Small"', 'title = "S"\nbands = ["B4"]', "leaves"),
    ],
)
def test_bands_are_the_checklist_s_and_english_has_all(
    arabic: Path, damage: Damage, file: str, old: str, new: str, said: str
) -> None:
    damage(file, old, new)

    assert any(said in fault.message for fault in check(arabic) if fault.key == "bands")
