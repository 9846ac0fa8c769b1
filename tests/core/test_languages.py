"""What counts as a language."""

import pytest
from babel import Locale

from imh_desktop.core.languages import is_language, spoken_languages
from imh_desktop.words import Words


def test_every_language_the_program_names_is_one() -> None:
    assert [code for code in spoken_languages(Words("en")) if not is_language(code)] == []


def test_the_two_letter_codes_are_those_another_program_knows() -> None:
    known = {code for code in Locale("en").languages if len(code) == 2} - {"sh"}  # withdrawn
    letters = "abcdefghijklmnopqrstuvwxyz"
    assert {a + b for a in letters for b in letters if is_language(a + b)} == known


@pytest.mark.parametrize("code", ["es-MX", "zh-Hant", "quc", "yua"])
def test_a_code_may_be_finer(code: str) -> None:
    assert is_language(code)


@pytest.mark.parametrize("code", ["", "xx", "qq", "EN", "english", "qaa", "en_US", "en-", "e1"])
def test_anything_else_is_none(code: str) -> None:
    assert not is_language(code)
