"""Checks on the Learn guide: whole in every language, short, and safe on a screen at home."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from imh_desktop.content.faults import FaultList
from imh_desktop.content.guide import HEAD, guide_folders, read_guide
from imh_desktop.core.guide import Guide, GuidePage, GuidePart, GuideTexts
from imh_desktop.core.languages import is_language
from imh_desktop.core.wording import count_words, unsafe_word

FEWEST_WORDS, MOST_WORDS = 150, 300
"""Of a page's paragraphs and points: read in two minutes, in a car before a visit."""
MOST_SUMMARY_WORDS = 14


def check_guides(folder: Path, faults: FaultList) -> bool:
    """Note every fault of the guides in a folder of forms; tell whether it holds any."""
    homes = guide_folders(folder)
    for home in homes:
        if guide := read_guide(home, faults):
            _check(guide, home, faults)
    return bool(homes)


def _check(guide: Guide, home: Path, faults: FaultList) -> None:
    if not guide.page_ids:
        faults.add(home / HEAD, "pages", "is empty (expected the pages in their order)")
    for page_id, times in Counter(guide.page_ids).items():
        if times > 1:
            faults.add(home / HEAD, "pages", f"`{page_id}` is a duplicate page (expected it once)")
    if not any((home / "texts").glob("*/")):
        faults.add(home / "texts", "", "holds no language (expected e.g. texts/en)")
    for language, texts in guide.texts.items():
        if not is_language(language):
            said = f"`{language}` is no language code (expected one such as en, es or ht)"
            faults.add(home / "texts" / language, "", said)
        _check_texts(guide, texts, home / "texts" / language, faults)


def _check_texts(guide: Guide, texts: GuideTexts, home: Path, faults: FaultList) -> None:
    for message in _text_faults(texts.title):
        faults.add(home / HEAD, "title", message)
    for page_id in dict.fromkeys(guide.page_ids):
        path = home / f"{page_id}.toml"
        if not path.is_file():
            faults.add(path, "", "is missing (expected the page in this language)")
        elif page := texts.pages.get(page_id):
            for key, message in _page_faults(page):
                faults.add(path, key, message)
    for path in sorted(home.glob("*.toml")):
        if path.name != HEAD and path.stem not in guide.page_ids:
            faults.add(path, "", f"belongs to no page (expected its name in {HEAD})")


def _page_faults(page: GuidePage) -> Iterator[tuple[str, str]]:
    """Yield the key and the message of each fault of a page."""
    for key, text in (("title", page.title), ("summary", page.summary)):
        for message in _text_faults(text):
            yield key, message
    if (words := count_words(page.summary)) > MOST_SUMMARY_WORDS:
        yield "summary", f"has {words} words (expected at most {MOST_SUMMARY_WORDS})"
    yield from _list_faults("sources", page.sources, "what the page rests on")
    if not page.parts:
        yield "parts", "is empty (expected at least one part)"
    for place, part in enumerate(page.parts):
        yield from _part_faults(f"parts[{place}]", part)
    words = sum(count_words(said) for said in page.body)
    if not FEWEST_WORDS <= words <= MOST_WORDS:
        yield "parts", f"has {words} words (expected {FEWEST_WORDS} to {MOST_WORDS})"


def _part_faults(key: str, part: GuidePart) -> Iterator[tuple[str, str]]:
    if part.heading:
        for message in _text_faults(part.heading):
            yield f"{key}.heading", message
    yield from _list_faults(f"{key}.paragraphs", part.paragraphs, "at least one paragraph")
    for place, point in enumerate(part.points):
        for message in _text_faults(point):
            yield f"{key}.points[{place}]", message


def _list_faults(key: str, texts: tuple[str, ...], wanted: str) -> Iterator[tuple[str, str]]:
    if not texts:
        yield key, f"is empty (expected {wanted})"
    for place, text in enumerate(texts):
        for message in _text_faults(text):
            yield f"{key}[{place}]", message


def _text_faults(text: str) -> Iterator[str]:
    if not text.strip():
        yield "is empty (expected its words)"
    if word := unsafe_word(text):
        yield f"says `{word}` (expected no word that endangers when seen at home)"
