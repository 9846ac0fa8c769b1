"""Passphrases that chance makes: long enough, of words that can be typed, and never the same."""

import re
import unicodedata
from math import log2

import pytest

from imh_desktop.flows.new_passphrases import new_passphrase, passphrase_words
from imh_desktop.flows.unlocking import passphrase_fault
from imh_desktop.words import LANGUAGES, Words

_LETTERS = {"en": "[a-z]{4,9}", "es": "[a-zñ]{4,9}", "ar": "[\u0621-\u064a]{3,7}"}
_VARIANTS = str.maketrans("أإآةىؤئ", "اااهيوي")


@pytest.mark.parametrize("language", LANGUAGES)
def test_four_words_are_as_hard_to_guess_as_the_promise_says(language: str) -> None:
    words = passphrase_words(language)
    assert len(set(words)) == len(words)
    assert 4 * log2(len(words)) >= 51.6


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_can_be_typed_and_told_apart(language: str) -> None:
    words = passphrase_words(language)
    assert all(re.fullmatch(_LETTERS[language], word) for word in words)
    assert len({word.translate(_VARIANTS) for word in words}) == len(words)
    assert all(unicodedata.normalize("NFC", word) == word for word in words)


@pytest.mark.parametrize("word", ["إنتحار", "إغتصاب", "مذابح", "كابوس", "سافل", "ويسكي", "قدس"])
def test_nothing_that_frightens_or_shames_is_offered_in_arabic(word: str) -> None:
    """Of each kind that was once on the list, one: harm, fear, insult, drink, faith."""
    assert word not in passphrase_words("ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_offered_is_accepted(language: str) -> None:
    shortest = sorted(passphrase_words(language), key=len)[:4]
    assert passphrase_fault(" ".join(shortest), Words("en")) is None
    made = {new_passphrase(language) for _ in range(200)}
    assert len(made) == 200
    assert {len(each.split(" ")) for each in made} == {4}
    assert not any(passphrase_fault(each, Words("en")) for each in made)


def test_every_word_can_be_drawn() -> None:
    words = passphrase_words("en")
    first, last = (new_passphrase("en", choose=lambda some, at=at: some[at]) for at in (0, -1))
    assert first.split(" ")[0] == words[0]
    assert last.split(" ")[0] == words[-1]


def test_a_language_without_a_list_gets_english_words() -> None:
    assert set(new_passphrase("fr").split(" ")) <= set(passphrase_words("en"))
