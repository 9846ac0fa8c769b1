"""What no family page may ever hold, whatever was chosen, in any language and layout.

The 2,000 pages of each language, some ten minutes:
``python3 run.py test -m release tests/flows/test_family_safety.py``.
"""

import random

import msgspec
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.core.summary import PageIdea, PageLine
from imh_desktop.core.visit import PrivateAnswer, PrivateTalk
from imh_desktop.documents.family import family_pdf
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows import visit_files
from imh_desktop.words import Words
from tests.documents.reading import Drawn, crowded, lines, overlaps

from .safe_pages import Made, faults, pages

LANGUAGES = ("en", "es", "ar")
ORDINARY, RELEASE = 150, 2_000


def _all_safe(library: Library, language: str, count: int) -> None:
    twins = 0
    for number, made in enumerate(pages(library, language, count, seed=5)):
        assert faults(made) == [], (made.wish, made.summary)
        if number % 5 == 0:
            loud = _loud(made.file, library, random.Random(number))
            other = visit_files.family_document(loud, library, "", None, made.wish)
            assert other == made.pdf
            twins += 1
    assert twins == count // 5


def _loud(file: VisitFile, library: Library, chance: random.Random) -> VisitFile:
    """Return the same visit with much said alone, of both private classes."""
    items = library.checklist("observation").in_band(file.visit.band)
    talks = []
    for sensitivity in (Sensitivity.G, Sensitivity.V):
        asked = [i for i in items if i.sensitivity is sensitivity and i.codes]
        talks.append(
            PrivateTalk(
                visit_id=file.visit.visit_id,
                caregiver_id=file.caregivers[0].caregiver_id,
                sensitivity=sensitivity,
                answers={i.item_id: PrivateAnswer(code=chance.choice(i.codes)) for i in asked},
                notes={"o2-how-are-you": "afraid of him"},
            )
        )
    return msgspec.structs.replace(file, private=tuple(talks))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_shows_or_breaks_what_it_must_not(library: Library, language: str) -> None:
    _all_safe(library, language, ORDINARY)


@pytest.mark.release
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_thousand_pages_of_each_language(library: Library, language: str) -> None:
    _all_safe(library, language, RELEASE)


@pytest.mark.parametrize(
    ("language", "text", "fault"),
    [
        ("en", "She is delayed.", "banned"),
        ("en", "She sang 4 songs.", "figures"),
        ("en", "Play with Quetzalli.", "another child"),
        ("ar", "لديها إعاقة.", "banned"),
        ("ar", "غنّت ٤ أغنيات.", "figures"),
        ("ar", "العبوا مع ليلى.", "another child"),
    ],
)
def test_the_checks_of_words_can_fail(
    library: Library, language: str, text: str, fault: str
) -> None:
    (made,) = pages(library, language, 1, seed=9)
    spoilt = PageIdea(text, made.summary.message.source)
    summary = msgspec.structs.replace(
        made.summary, given_name="Jo", strategies=(spoilt,), variant="standard", beside=None
    )
    found = faults(Made(made.file, made.wish, summary, family_pdf(summary, Words(language))))
    assert any(each.startswith(fault) for each in found), found


def test_the_checks_of_breaks_can_fail(library: Library) -> None:
    """The words of one page, looked for on another."""
    one, two = list(pages(library, "en", 2, seed=9))
    lost = PageLine("Nobody printed this.", one.summary.message.source)
    step = msgspec.structs.replace(_step(library), what=lost)
    summary = msgspec.structs.replace(one.summary, steps=(step,))
    assert any(each.startswith("split") for each in faults(one._replace(summary=summary)))
    assert faults(one._replace(pdf=two.pdf)) != []


def test_the_checks_of_places_can_fail() -> None:
    """Words upon words, letters upon letters, and words that nobody reads out."""
    word = Drawn("سلام", 12, (100, 100, 130, 112), False, "سلام")
    below = word._replace(box=(100, 90, 130, 102), line="وداع")
    beside = word._replace(box=(124, 100, 150, 112))
    apart = beside._replace(box=(128, 100, 150, 112))
    assert overlaps(lines([word, below]))
    assert overlaps(lines([word, beside])) == []
    assert crowded([word, beside])
    assert not crowded([word, apart])
    assert not crowded([word, word._replace(box=(105, 113, 107, 115))])


def _step(library: Library):  # type: ignore[no-untyped-def]
    return next(
        made.summary.steps[0] for made in pages(library, "en", 20, seed=3) if made.summary.steps
    )
