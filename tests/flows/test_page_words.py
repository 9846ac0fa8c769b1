"""The words of the family's page: easy, whole, and none that must not go home."""

import re
from datetime import date

import msgspec
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.reading import reading
from imh_desktop.core.visit import SeenMoment, Step
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows.example import example
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.wording import (
    LONGEST_SENTENCE,
    banned_word,
    count_words,
    page_fault,
    sentences,
)
from imh_desktop.words import Words

from .gathered import LANGUAGES, NOT_A_TEST, lines_of, page_text, summary_of, visits_of_all_kinds


@pytest.fixture
def file(library: Library) -> VisitFile:
    return example(library.checklist("observation"), "B4", date(2026, 6, 17))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_hundred_words_in_short_sentences(
    library: Library, file: VisitFile, language: str
) -> None:
    for visit in visits_of_all_kinds(library, file, 60):
        summary = summary_of(library, file, language, visit=visit)
        text = page_text(summary)
        assert count_words(text) >= 100, (len(visit.strengths), text)
        for line in lines_of(summary):
            for sentence in sentences(line.text):
                assert count_words(sentence) <= LONGEST_SENTENCE, sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_easy_to_read(library: Library, file: VisitFile, language: str) -> None:
    for visit in visits_of_all_kinds(library, file, 500):
        summary = summary_of(library, file, language, visit=visit)
        found = reading("\n".join(line.text for line in lines_of(summary)), language)
        assert found.easy, (found, summary)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_has_figures_levels_or_banned_words(
    library: Library, file: VisitFile, language: str
) -> None:
    for visit in visits_of_all_kinds(library, file, 60):
        summary = summary_of(library, file, language, visit=visit)
        for line in lines_of(summary):
            assert not re.search(r"[0-9%]", line.text), line.text
            assert banned_word(line.text, language) is None, line.text
            assert "{" not in line.text
        page = " ".join(page_text(summary).split())
        assert banned_word(page.replace(Words(language).say(NOT_A_TEST), ""), language) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_checklist_may_go_home(library: Library, language: str) -> None:
    """All that could ever be put on a page, not what a sample happened to hold."""
    texts = library.texts("observation", language)
    checklist = library.checklist("observation")
    lines = {f"{i}.strength": t.strength for i, t in texts.items.items() if t.strength}
    lines |= {f"{i}.step": t.step for i, t in texts.items.items() if t.step}
    lines |= {f"strategy {key}": text for key, text in texts.strategies.items()}
    counted = {d.domain_id for d in checklist.domains if d.counted}
    lines |= {f"domain {key}": texts.domains[key] for key in counted}
    assert len(lines) > 60
    faults = {key: fault for key, text in lines.items() if (fault := page_fault(text, Words("en")))}
    assert faults == {}


def test_the_file_of_words_is_whole(library: Library) -> None:
    for language in LANGUAGES:
        for word in ("abnormal", "delayed", "police", "policía", "violencia", "retraso"):
            found = banned_word(f"x {word.upper()}, y", language)
            assert (found is not None) == (banned_word(word, language) is not None)
    assert banned_word("Delayed", "en") == "delayed"
    assert banned_word("DÉFICIT", "es") == "deficit"
    assert banned_word("delayed", "es") is None
    assert banned_word("at-risk") == banned_word("at  risk") == "at risk"
    assert banned_word("the displayed picture") is None


@pytest.mark.parametrize("text", ["Mara has a deficit.", "Mara sang 4 songs.", "so " * 16])
def test_typed_words_are_checked_at_the_page_too(
    library: Library, file: VisitFile, text: str
) -> None:
    for visit in (
        msgspec.structs.replace(file.visit, moments=(SeenMoment(moment_id="m", text=text),)),
        msgspec.structs.replace(file.visit, steps=(Step(step_id="s", what=text),)),
        msgspec.structs.replace(file.visit, steps=(Step(step_id="s", what="Rest", who=text),)),
    ):
        with pytest.raises(PageRefused):
            summary_of(library, file, visit=visit)


def test_unreviewed_words_say_so_and_reviewed_ones_do_not(
    library: Library, file: VisitFile
) -> None:
    texts = library.texts("observation", "es")
    assert texts.review.status != "professional"
    assert summary_of(library, file, "es").review_note
    reviewed = msgspec.structs.replace(texts.review, status="professional")
    texts = msgspec.structs.replace(texts, review=reviewed)
    assert summary_of(library, file, texts=texts).review_note == ""
