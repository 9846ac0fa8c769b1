"""Checks on how the words of one language read, and that none of them are said twice."""

from collections.abc import Iterable, Iterator

from imh_desktop.content.text_checks import GOES_HOME
from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.reading import ENOUGH_WORDS, long_words, reading
from imh_desktop.core.wording import count_words, same_words

SAID_ALOUD = ("text", "say")
"""The words of an item that a caregiver hears."""
FIRST_NAME = "Ana"
"""Stands in for ``{name}``: as short as most first names are."""

Told = Iterator[tuple[str, str, str]]


def word_faults(checklist: Checklist, texts: ChecklistTexts) -> Told:
    """Yield what is wrong with the words of a language: an item's id or the name of a file, the
    key, and what is wrong."""
    yield from _reading_faults(checklist, texts)
    for where, key, said in _going_home(texts):
        for word, syllables, most in long_words(said, texts.language):
            message = f"`{word}` has {syllables} syllables (expected at most {most})"
            yield where, key, message
        if any(letter.isdigit() for letter in said):
            yield where, key, "has a figure (expected words)"
    for field in ("text", "strength"):
        said_once = {i: getattr(text, field) for i, text in texts.items.items()}
        for item_id, first in _twice(said_once):
            yield item_id, f"{item_id}.{field}", f"says the same as {first} (expected it once)"
    for strategy_id, first in _twice(texts.strategies):
        message = f"says the same as {first} (expected it once)"
        yield "strategies.toml", strategy_id, message


def _going_home(texts: ChecklistTexts) -> Told:
    for item_id, text in texts.items.items():
        for field in GOES_HOME:
            yield item_id, f"{item_id}.{field}", getattr(text, field).replace("{name}", "")
    for strategy_id, said in texts.strategies.items():
        yield "strategies.toml", strategy_id, said


def _twice(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each id whose words were said before, case and accents aside, and who said them."""
    first: dict[str, str] = {}
    for name, text in said.items():
        words = same_words(text)
        if words and first.setdefault(words, name) != name:
            yield name, first[words]


def _reading_faults(checklist: Checklist, texts: ChecklistTexts) -> Told:
    """Yield the kinds of words that are too hard to read, put together band by band.

    Where a band has too few words of a kind to tell, those of all bands are read together.
    """
    for kind in (*GOES_HOME, *SAID_ALOUD, "strategies"):
        pages = {band: _page(checklist, texts, kind, (band,)) for band in checklist.bands}
        enough = {b: page for b, page in pages.items() if count_words(page) >= ENOUGH_WORDS}
        if len(enough) < len(pages):
            every = _page(checklist, texts, kind, checklist.bands)
            enough |= {"all bands": every} if count_words(every) >= ENOUGH_WORDS else {}
        for band, page in enough.items():
            found = reading(page, texts.language)
            if not found.easy:
                said = f"reads at {found.value:.1f} {found.measure} (expected {found.limit})"
                yield "", f"{kind} of {band}", said


def _page(checklist: Checklist, texts: ChecklistTexts, kind: str, bands: Iterable[str]) -> str:
    """Return all words of one kind that some bands hold, one text a line."""
    wanted = set(bands)
    if kind == "strategies":
        ids = [s.strategy_id for s in checklist.strategies if wanted.intersection(s.bands)]
        return "\n".join(texts.strategies.get(name, "") for name in ids)
    here = [i.item_id for i in checklist.items if wanted.intersection(i.bands)]
    said = [getattr(texts.items[name], kind) for name in here if name in texts.items]
    return "\n".join(said).replace("{name}", FIRST_NAME)
