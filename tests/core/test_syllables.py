"""Syllables are counted as words are spoken."""

import pytest

from imh_desktop.core.syllables import english_syllables, spanish_syllables

ENGLISH = """
a the she be-ing see-ing do-ing say-ing play-ing cry-ing an-y-one ev-ery ev-ery-thing some-one
some-times home-made care-giv-er bed-time life-time bath moth-er fam-i-ly ba-by ba-bies eat-ing
helped want-ed need-ed called han-dled hun-dred hours makes fa-ces nois-es chang-es ta-ble lit-tle
whole smile i-de-a a-re-a qui-et di-et ra-di-o cu-ri-ous pre-cious ques-tion fa-mil-iar be-hav-ior
peo-ple cre-ate re-act u-su-al vid-e-o po-em eas-i-er pier be-yond yes you eye eyes safe-ly care-ful
did-n't is-n't don't can't child's Luis-es lan-guage in-ter-est-ed to-geth-er com-fort
""".split()
SPANISH = """
y o la que quien muy ley voy a-gua a-ho-ra u-na dí-as frí-o pa-ís ma-íz le-er ca-er hé-ro-e ciu-dad
cui-da viu-da fa-mi-lia ni-ños le-ón a-é-re-o gui-ta-rra pin-güi-no ver-güen-za a-quí que-so
ju-gue-te bú-ho ahi-ja-do pro-hí-be co-he-te al-co-hol son-rí-e es-cu-cháis a-cuér-da-te bue-no
hue-vo guio-nes des-pués tam-bién ex-tra-ño pa-ra-noi-a re-í-a ni-ño-ni-ña
""".split()


@pytest.mark.parametrize("spoken", ENGLISH)
def test_english_words_have_the_syllables_of_a_dictionary(spoken: str) -> None:
    assert english_syllables(spoken.replace("-", "")) == spoken.count("-") + 1


@pytest.mark.parametrize("spoken", SPANISH)
def test_spanish_words_part_as_the_academy_says(spoken: str) -> None:
    word = spoken.replace("-", "")

    assert spanish_syllables(word) == spoken.count("-") + 1
    assert spanish_syllables(word.upper()) == spoken.count("-") + 1


@pytest.mark.parametrize("word", ["", "'", "x", "zzz", "ß", "ñ", "y" * 2_000, "a" * 2_000, "日"])
def test_any_word_has_at_least_one_syllable(word: str) -> None:
    assert english_syllables(word) >= 1
    assert spanish_syllables(word) >= 1


def test_accents_written_apart_are_accents_too() -> None:
    assert spanish_syllables("pai\u0301s") == 2
