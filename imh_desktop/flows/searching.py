"""Search as one types: names and numbers in memory, forgiving what fingers and keyboards do.

Found under any of its words, in any order, is who is found under all that was typed. Forgiven are
case, accents, apostrophes, the spellings of one Arabic letter, and one slip in a word of three
letters or more: a letter too many, too few, wrong, or changed with its neighbour.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

_LETTERS = str.maketrans({
    "ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h",
    "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ء": "", "ـ": "",
    **dict.fromkeys("'’‘ʼʻ`´′ʹ׳״\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069", ""),
    **dict.fromkeys("\u00ad\u034f\u061c\u200b\u2060\ufeff", ""),
})  # fmt: skip
"""What Unicode does not take apart. Hamza on its seat and vowel signs are combining: they go."""
_BETWEEN = re.compile(r"[\W_]+")

_EXACT, _BEGINS, _WITHIN, _SLIP, _BEGINS_SLIP = 100, 90, 70, 60, 45
_OWN = 4
"""How much more a child's own name counts than its caregiver's."""
_SLIP_FROM, _BEGINS_SLIP_FROM = 3, 4
"""Letters: in a shorter word one slip leaves too little."""

Words = tuple[str, ...]


def folded(text: str) -> str:
    """Return a text as it is searched: words of bare letters and figures, one blank between."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    letters = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(_BETWEEN.sub(" ", letters.translate(_LETTERS)).split())


class Index:
    """What each of many children is found under: own names first, then what stands beside."""

    def __init__(self, said: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        """Take, child by child, its own name and number, and the names beside it."""
        self._places: dict[str, dict[int, int]] = {}
        for number, (own, beside) in enumerate(said):
            for extra, texts in ((_OWN, own), (0, beside)):
                for word in (word for text in texts for word in _words(text)):
                    found = self._places.setdefault(word, {})
                    found[number] = max(extra, found.get(number, 0))
        self._vocabulary = list(self._places)

    def found(self, typed: str) -> tuple[int, ...]:
        """Return the numbers of the children found, the best first, else in the order they came;
        nobody for what holds no letter."""
        scores: dict[int, int] = {}
        for place, word in enumerate(dict.fromkeys(folded(typed).split())):
            here = self._children(self._alike(word))
            if place:
                here = {n: score + scores[n] for n, score in here.items() if n in scores}
            scores = here
            if not scores:  # nobody is found under one word more
                break
        return tuple(sorted(scores, key=lambda n: (-scores[n], n)))

    def _children(self, words: dict[str, int]) -> dict[int, int]:
        """Return child -> how well its best word answers."""
        best: dict[int, int] = {}
        for word, quality in words.items():
            for number, extra in self._places[word].items():
                if quality + extra > best.get(number, 0):
                    best[number] = quality + extra
        return best

    def _alike(self, typed: str) -> dict[str, int]:
        """Return known words that may be meant -> how well they answer."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        size, meant = len(typed), dict[str, int]()
        if size >= _BEGINS_SLIP_FROM:
            begun = [word[:size] for word in self._vocabulary]
            near = process.extract(typed, begun, scorer=OSA.distance, score_cutoff=1, limit=None)
            meant |= {self._vocabulary[at]: _BEGINS_SLIP for _, _, at in near}
        if size >= _SLIP_FROM - 1:
            near = process.extract(
                typed, self._vocabulary, scorer=OSA.distance, score_cutoff=1, limit=None
            )
            meant |= {word: _SLIP for word, _, _ in near if len(word) >= _SLIP_FROM}
        for word in self._vocabulary:
            if word.startswith(typed):
                meant[word] = _EXACT if word == typed else _BEGINS
            elif size > 1 and typed in word:
                meant[word] = _WITHIN
        return meant


def _words(text: str) -> Iterator[str]:
    """Yield a text's words, and each two that stand side by side as one: blanks slip too."""
    words = folded(text).split()
    yield from words
    yield from (one + other for one, other in pairwise(words))
