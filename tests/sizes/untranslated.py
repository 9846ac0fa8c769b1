"""Which words on a page nobody translated.

What people wrote, and what checklist, guide, help and indicators say in a language of their own, is
no word of the program.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from imh_desktop import assets
from imh_desktop.content.indicator_file import read_indicators
from imh_desktop.content.library import Library
from imh_desktop.flows.helping import open_help
from imh_desktop.flows.learning import open_guide
from imh_desktop.flows.visiting import CHECKLIST
from imh_desktop.locales import LOCALES
from imh_desktop.words import Words

_WORD = re.compile(r"[^\W\d_]{2,}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
_UNTOUCHED = re.compile(r"(?<![^\W\d_])[A-Za-z]{2,}(?![^\W\d_])")
_LONGER = re.compile(r"( ó+)+$")
"""The end of what the pseudo-language made longer."""
_TOUCHED = re.compile("[aeiouAEIOUcnszy]")
"""Letters of which the pseudo-language leaves none as it is."""
_PLACE = re.compile(r"\{[^}]*\}")
_FILE = re.compile(r"\S*(?:/|\\)\S*|\S+\.(?:imha|pdf|csv|xlsx|ics|png|json|txt)\b")
_LEAST = 4
"""Letters beside the places of values by which a message is told from another."""
_BETWEEN = re.compile(r"[\[\]·.,:;]")
_LONG = 12
"""Letters of a text that nothing but itself would have."""
ALIKE = frozenset(
    {
        "IMH", "Desktop",  # the program's name
        "PDF", "CSV", "XLSX", "FHIR", "QR", "USB", "ID", "Excel",  # what has no other name
        "CFR", "Part",  # of a law: 42 CFR Part 2
        "Letter",  # a size of paper
        "toml", "en", "es",  # ends of files, codes of languages
        "Ctrl", "Alt", "Shift", "Tab", "Esc", "Enter", "Return", "Del", "PgUp", "PgDown", "Left",
        "Eva", "Roth",  # somebody on another laptop
        *(word for locale in LOCALES.values() for word in locale.own_name.split()),
        *LOCALES["en"].months,  # the pseudo-language has none of its own
        *LOCALES["en"].short_months,
    }
)  # fmt: skip
"""Words that are the same in every language, or stand for themselves."""
_CODE = re.compile(r"[a-z0-9_.-]+")
"""What the program writes for itself is no data: on a page it would be a fault."""


def content(words: Words) -> set[str]:
    """Return all texts of checklist, guide, help and indicators, as these words show them."""
    language = words.language
    parts = (
        Library().texts(CHECKLIST, language), open_guide(language), open_help(words),
        *(definition.texts for definition in read_indicators()),
    )  # fmt: skip
    return {" ".join(text.split()) for part in parts for text in strings(part)}


def spoken(words: Words) -> set[str]:
    """Return the words of which codes are made that one person reads to another."""
    file = assets.resources() / "spoken" / f"{words.language}.txt"
    return set(file.read_text("utf-8").split())


def strings(value: object) -> Iterator[str]:
    """Yield every text in a value of plain parts."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in (*value.keys(), *value.values()):
            yield from strings(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from strings(each)
    elif not isinstance(value, int | float | None):
        yield from strings(msgspec.to_builtins(value))


class Known:
    """What may stand in English: texts of content, and data."""

    def __init__(
        self, texts: Iterable[str], data: Iterable[str], codes: Iterable[str] = ()
    ) -> None:
        whole = {" ".join(text.split()) for text in texts}
        # "{child} likes it" stands on the page with a name in its place
        placed = (text for text in whole if _PLACE.search(text))
        self._placed = re.compile("|".join(_shape(text) for text in placed))
        parts = {part.strip(" .,") for text in whole for part in _PLACE.split(text)}
        self._whole = whole | parts
        self._long = sorted((part for part in parts if len(part) >= _LONG), key=len, reverse=True)
        typed = (text for text in data if not _CODE.fullmatch(text))
        self._data = ALIKE | {word for text in typed for word in _WORD.findall(text)}
        self._data |= set(codes)

    def words(self, text: str, kind: re.Pattern[str]) -> list[str]:
        """Return the words of a kind that may not stand in a text."""
        left = _FILE.sub(" ", " ".join(text.split()))
        if left in self._whole or self._placed.fullmatch(left):
            return []
        for known in self._long:
            left = left.replace(known, " ")
        segments = (_LONGER.sub("", each).strip(" –") for each in _BETWEEN.split(left))
        words = [w for each in segments if each not in self._whole for w in kind.findall(each)]
        return [word for word in words if word not in self._data and not word.isupper()]


def not_pseudo(texts: Iterable[str], known: Known) -> dict[str, str]:
    """Return the texts in which words stand as they are in English, with these."""
    words = ((text, known.words(text, _UNTOUCHED)) for text in texts)
    return _named((text, [w for w in found if _TOUCHED.search(w)]) for text, found in words)


def not_arabic(texts: Iterable[str], known: Known) -> dict[str, str]:
    """Return the texts in which there are words in Latin letters, with these."""
    return _named((text, known.words(text, _LATIN)) for text in texts)


def still_english(texts: Iterable[str], words: Words, same: Iterable[str]) -> dict[str, str]:
    """Return the texts that are English, or have a part that is, where a translation stands in the
    catalogue, with that part. ``same``: what content says in this language."""
    catalogue: dict[object, str] = words._catalogue._catalog  # type: ignore[attr-defined]
    english = {_one(key): said for key, said in catalogue.items() if _one(key)}
    apart = [key for key, said in english.items() if key != said and _told(key)]
    shapes = re.compile("|".join(_shape(key) for key in sorted(apart, key=len, reverse=True)))
    known = {*english.values(), *same, *(locale.own_name for locale in LOCALES.values())}

    def english_in(text: str) -> list[str]:
        parts = (text, *(each.strip() for each in _BETWEEN.split(text)))
        return [part for part in parts if part not in known and shapes.fullmatch(part)]

    return _named((text, english_in(text)) for text in texts)


def _named(found: Iterable[tuple[str, list[str]]]) -> dict[str, str]:
    return {text: f"{' '.join(words)[:60]!r} in {text[:90]!r}" for text, words in found if words}


def _one(key: object) -> str:
    """Return a key of a catalogue without its context and the number of its plural."""
    text = key[0] if isinstance(key, tuple) else key
    return str(text).rpartition("\x04")[2]


def _told(key: str) -> bool:
    return len("".join(_PLACE.split(key)).strip(" .,:·–()")) >= _LEAST


def _shape(key: str) -> str:
    return ".+".join(re.escape(part) for part in _PLACE.split(key))
