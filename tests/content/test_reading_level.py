"""Words a family reads or hears are easy, in every language there are words in."""

from pathlib import Path

import pytest

from imh_desktop.content.checking import check
from tests.content.conftest import Damage

SPOKEN = "texts/en/strategies.toml"
EASY = "Look at the cup. Wait a bit. Say what you see. "
HARD = {
    "en": "Families usually appreciate comfortable, predictable evening activities together. ",
    "es": "Aproveche constantemente situaciones cotidianas, estimulando vocalizaciones. ",
    "ht": "Mo mo mo mo mo mo mo mo mo mo mo mo mo mo mo. ",
}


@pytest.mark.parametrize("language", HARD)
def test_hard_words_are_named_with_how_hard_they_are(
    forms: Path, damage: Damage, language: str
) -> None:
    (forms / "small/texts/en").rename(forms / "small/texts" / language)
    file = f"texts/{language}/strategies.toml"
    damage(file, "Look together.", HARD[language] * 20)

    found = {f.file: f.message for f in check(forms) if f.key == "strategies of B4"}

    assert found.keys() == {f"small/texts/{language}"}
    assert "expected at" in found[f"small/texts/{language}"]


@pytest.mark.parametrize("language", HARD)
def test_easy_words_are_no_fault(forms: Path, damage: Damage, language: str) -> None:
    (forms / "small/texts/en").rename(forms / "small/texts" / language)
    damage(f"texts/{language}/strategies.toml", "Look together.", EASY * 20)

    assert check(forms) == ()


def test_a_few_words_are_not_graded(forms: Path, damage: Damage) -> None:
    damage(SPOKEN, "Look together.", HARD["en"] * 12)  # 96 words

    assert not any(fault.key.startswith("strategies of") for fault in check(forms))


@pytest.mark.parametrize(
    ("file", "old", "kind"),
    [
        ("texts/en/relationships.toml", '"Looks"', "text"),
        ("texts/en/signs.toml", '"Talk with the clinic."', "step"),
    ],
)
def test_each_kind_of_words_is_graded_by_itself(
    forms: Path, damage: Damage, file: str, old: str, kind: str
) -> None:
    damage(file, old, f'"{HARD["en"] * 20}"')

    keys = [fault.key for fault in check(forms) if "reads at" in fault.message]

    assert keys == [f"{kind} of B4"]


def test_bands_with_few_words_are_graded_together(forms: Path, damage: Damage) -> None:
    damage("checklist.toml", 'bands = ["B4"]', 'bands = ["B4", "B5"]')
    damage("items/relationships.toml", 'bands = ["B4"]', 'bands = ["B5"]')
    damage("texts/en/relationships.toml", '"Looks"', f'"{HARD["en"] * 8}"')
    damage("texts/en/relationships.toml", '"Waits"', f'"{HARD["en"] * 9}"')

    keys = [fault.key for fault in check(forms) if "reads at" in fault.message]

    assert keys == ["text of all bands"]
