"""textstat 0.7.4 as an oracle. It counts a syllable wherever a word may be hyphenated, which leaves
out those of one letter (agua, idea): it calls a text somewhat easier than it is."""

import warnings
from functools import cache
from typing import Any, NamedTuple


class Theirs(NamedTuple):
    """What textstat sees of a text, and its result."""

    sentences: int
    words: int
    syllables: int
    result: float


@cache
def _textstat() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pkg_resources warns that it is going away
        import textstat
    return textstat.textstat


def theirs(text: str, language: str) -> Theirs:
    """Return textstat's counts, and its Flesch-Kincaid grade (en) or Szigriszt points (es)."""
    oracle = _textstat()
    oracle.set_lang(language)
    formula = {"en": oracle.flesch_kincaid_grade, "es": oracle.szigriszt_pazos}[language]
    return Theirs(
        sentences=oracle.sentence_count(text),
        words=oracle.lexicon_count(text),
        syllables=oracle.syllable_count(text),
        result=formula(text),
    )
