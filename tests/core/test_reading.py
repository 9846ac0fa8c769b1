"""Our reading formulas give what textstat 0.7.4 gives, but for syllables it leaves out."""

import pytest

from imh_desktop.core.reading import (
    INFLESZ,
    Counts,
    count,
    ease,
    flesch_kincaid,
    grade,
    inflesz,
    long_words,
    reading,
    szigriszt,
)
from tests.core.reading_oracle import theirs

PASSAGES = {
    "easy English": (
        "en",
        "Sit down on the floor. Look where your child looks. Say what you see and wait. Your child"
        " may smile, turn or make a sound. Then you answer. This is how talk begins. You can do it"
        " at the table, in the yard or in bed. Five minutes are enough. Your voice is the toy.",
    ),
    "hard English": (
        "en",
        "Developmental surveillance is a longitudinal, cumulative process in which knowledgeable"
        " professionals perform skilled observations of children during the provision of care."
        " Its components include eliciting parental concerns, maintaining a developmental"
        " history, making accurate observations, identifying protective factors and documenting.",
    ),
    "easy Spanish": (
        "es",
        "Siéntese en el piso. Mire lo que mira su bebé. Diga lo que ve y espere un poco. Su bebé le"
        " mira, se mueve o hace un sonido. Luego le toca a usted. Así empieza la plática. Se puede"
        " hacer en la mesa, en el patio o en la cama. Con cinco minutos basta.",
    ),
    "hard Spanish": (
        "es",
        "La vigilancia del desarrollo constituye un procedimiento longitudinal y acumulativo"
        " mediante el cual profesionales especializados realizan observaciones sistemáticas"
        " durante la prestación de los servicios asistenciales. Sus componentes comprenden la"
        " identificación de las preocupaciones familiares y la documentación rigurosa.",
    ),
}
FORMULAS = {"en": grade, "es": ease}
ROUNDED = {"en": 0.8, "es": 0.01}
"""textstat rounds words a sentence and syllables a word to a tenth before it grades English."""


@pytest.mark.parametrize(("language", "text"), PASSAGES.values(), ids=PASSAGES)
def test_the_formulas_are_those_of_textstat(language: str, text: str) -> None:
    oracle = theirs(text, language)

    ours = FORMULAS[language](Counts(oracle.sentences, oracle.words, oracle.syllables))

    assert ours == pytest.approx(oracle.result, abs=ROUNDED[language])


@pytest.mark.parametrize(("language", "text"), PASSAGES.values(), ids=PASSAGES)
def test_words_and_sentences_are_those_of_textstat(language: str, text: str) -> None:
    oracle, ours = theirs(text, language), count(text, language)

    assert (ours.sentences, ours.words) == (oracle.sentences, oracle.words)
    assert 1.0 <= ours.syllables / oracle.syllables <= 1.13


@pytest.mark.parametrize(("language", "text"), PASSAGES.values(), ids=PASSAGES)
def test_passages_read_as_hard_as_they_are(language: str, text: str) -> None:
    hard = text.startswith(("Develop", "La vig"))

    assert reading(text, language).easy is not hard


def test_a_text_worked_by_hand() -> None:
    # 2 sentences, 7 words, 10 syllables
    assert flesch_kincaid("Ana looked up. She was happy today.") == pytest.approx(
        0.39 * 7 / 2 + 11.8 * 10 / 7 - 15.59
    )
    # 2 sentences, 5 words, 9 syllables
    assert szigriszt("Ana mira al gato. ¡Salta!") == pytest.approx(206.835 - 62.3 * 9 / 5 - 2.5)


@pytest.mark.parametrize("text", ["", " \n", "...", "1 2 3", "{}", "?!"])
@pytest.mark.parametrize("language", ["en", "es", "ht"])
def test_a_text_without_words_is_easy(text: str, language: str) -> None:
    assert reading(text, language).easy


@pytest.mark.parametrize(
    ("language", "word", "most"),
    # 0.39 x 25 + 11.8 - 15.59 = 5.96; 206.835 - 62.3 x 2 - 17 = 65.235
    [("en", "sun ", 25), ("es", "casa ", 17), ("ht", "solèy ", 12)],
)
def test_the_limits_are_those_of_the_clinical_note(language: str, word: str, most: int) -> None:
    assert reading(word * most, language).easy
    assert not reading(word * (most + 1), language).easy


@pytest.mark.parametrize(
    ("points", "name"),
    [
        (-20.0, "muy difícil"),
        (39.99, "muy difícil"),
        (40.0, "algo difícil"),
        (55.0, "normal"),
        (64.99, "normal"),
        (65.0, "bastante fácil"),
        (80.0, "muy fácil"),
        (140.0, "muy fácil"),
    ],
)
def test_bands_are_named_as_inflesz_names_them(points: float, name: str) -> None:
    assert inflesz(points) == name
    assert [below for below, _ in INFLESZ] == sorted(below for below, _ in INFLESZ)


def test_other_languages_are_held_to_short_sentences() -> None:
    twelve, thirteen = "mo " * 12 + ". ", "mo " * 13 + ". "

    assert reading(twelve * 3, "ht").easy
    assert not reading(thirteen * 3, "ht").easy
    assert reading(twelve + thirteen, "ht").value == 12.5


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "كيف حالك اليوم؟ أنا بخير."),
        ("hi", "बच्चा हँसता है। माँ बोलती है।"),
        ("am", "ልጁ ይስቃል። እናት ትናገራለች።"),
        ("ur", "بچہ ہنستا ہے۔ ماں بولتی ہے۔"),
    ],
)
def test_sentences_end_as_their_script_ends_them(language: str, text: str) -> None:
    counts = count(text, language)

    assert (counts.sentences, counts.words) == (2, len(text.split()))


def test_a_language_of_a_region_is_read_as_its_own() -> None:
    _, text = PASSAGES["hard Spanish"]

    assert reading(text, "es-MX") == reading(text, "es")


def test_long_words_are_named_with_their_syllables() -> None:
    assert list(long_words("An opportunity to play.", "en")) == [("opportunity", 5, 4)]
    assert list(long_words("Muchas oportunidades.", "es")) == [("oportunidades", 6, 5)]
    assert list(long_words("Anpil opòtinite.", "ht")) == []
