"""How easy a text is to read, by the formula of its language (clinical.md FS4).

A formula counts words, sentences and syllables and knows nothing of meaning. On a text under
some hundred words it jumps, so single sentences are held to their length and to their longest
word, and the formulas to what is read together.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from imh_desktop.core.syllables import english_syllables, spanish_syllables
from imh_desktop.core.wording import sentences

MOST_GRADE = 6.0
"""United States school grade by Flesch-Kincaid, for English."""
LEAST_EASE = 65.0
"""Szigriszt-Pazos points, for Spanish: "bastante fácil"."""
MOST_WORDS = 12.0
"""Mean words of a sentence, for languages without a formula of their own."""
ENOUGH_WORDS = 100
"""Words of a text from which on its level is worth something."""

INFLESZ = (
    (40.0, "muy difícil"),
    (55.0, "algo difícil"),
    (65.0, "normal"),
    (80.0, "bastante fácil"),
)
"""Szigriszt-Pazos points below which a text is so called; from 80 on it is ``VERY_EASY``.

Source: Barrio-Cantalejo and others, An Sist Sanit Navar 2008;31(2):135-152."""
VERY_EASY = "muy fácil"

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SYLLABLES: dict[str, Callable[[str], int]] = {"en": english_syllables, "es": spanish_syllables}
_MOST_SYLLABLES = {"en": 4, "es": 5}


class Counts(NamedTuple):
    """What the formulas see of a text. ``syllables`` 0 in a language we cannot count in."""

    sentences: int
    words: int
    syllables: int


class Reading(NamedTuple):
    """How a text reads: ``value`` of a ``measure``; ``easy``: within the language's limit."""

    measure: str
    value: float
    limit: str
    easy: bool


def count(text: str, language: str) -> Counts:
    """Return the counts of a text in a language; numbers are no words."""
    spoken = _SYLLABLES.get(language)
    # Where vowels are signs beside a letter (हिन्दी), only spaces tell where a word ends.
    words_of = _WORD.findall if spoken else _spaced
    found = [words_of(sentence) for sentence in sentences(text)]
    words = [word for sentence in found for word in sentence]
    return Counts(
        sentences=sum(map(bool, found)),
        words=len(words),
        syllables=sum(map(spoken, words)) if spoken else 0,
    )


def _spaced(sentence: str) -> list[str]:
    return [word for word in sentence.split() if any(map(str.isalpha, word))]


def grade(counts: Counts) -> float:
    """Return the Flesch-Kincaid grade of counts: 0.39 words a sentence + 11.8 syllables a word
    - 15.59; 0.0 where there is no word.

    Source:
        Kincaid, Fishburne, Rogers, Chissom, Research Branch Report 8-75, US Navy 1975.
    """
    if not counts.words:
        return 0.0
    a_sentence, a_word = counts.words / counts.sentences, counts.syllables / counts.words
    return 0.39 * a_sentence + 11.8 * a_word - 15.59


def ease(counts: Counts) -> float:
    """Return the Szigriszt-Pazos points of counts: 206.835 - 62.3 syllables a word - words a
    sentence; 100.0 where there is no word.

    Source:
        Szigriszt Pazos, Sistemas predictivos de legibilidad, Universidad Complutense 1993.
    """
    if not counts.words:
        return 100.0
    a_sentence, a_word = counts.words / counts.sentences, counts.syllables / counts.words
    return 206.835 - 62.3 * a_word - a_sentence


def flesch_kincaid(text: str) -> float:
    """Return the United States school grade of an English text."""
    return grade(count(text, "en"))


def szigriszt(text: str) -> float:
    """Return the Szigriszt-Pazos points of a Spanish text; the higher, the easier."""
    return ease(count(text, "es"))


def inflesz(points: float) -> str:
    """Return the name of the INFLESZ band that Szigriszt-Pazos points stand in."""
    return next((name for below, name in INFLESZ if points < below), VERY_EASY)


def reading(text: str, language: str) -> Reading:
    """Return how a text reads in its language; one of a region (es-MX) is read as its own."""
    main = language.partition("-")[0]
    counts = count(text, main)
    if main == "en":
        value = grade(counts)
        return Reading("Flesch-Kincaid grade", value, f"at most {MOST_GRADE}", value <= MOST_GRADE)
    if main == "es":
        value = ease(counts)
        said = f"Szigriszt-Pazos points ({inflesz(value)})"
        return Reading(said, value, f"at least {LEAST_EASE}", value >= LEAST_EASE)
    value = counts.words / max(counts.sentences, 1)
    return Reading(
        "words a sentence", value, f"at most {MOST_WORDS} in the mean", value <= MOST_WORDS
    )


def long_words(text: str, language: str) -> Iterable[tuple[str, int, int]]:
    """Yield each word with more syllables than easy sentences have, its syllables, and the most
    there may be; none in a language we cannot count in."""
    main = language.partition("-")[0]
    spoken, most = _SYLLABLES.get(main), _MOST_SYLLABLES.get(main, 0)
    for word in _WORD.findall(text):
        if spoken and (syllables := spoken(word)) > most:
            yield word, syllables, most
