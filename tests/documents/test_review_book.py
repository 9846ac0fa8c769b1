"""The reviewer's book: every sentence of a language is on paper, once in full, and legible."""

import pytest

from imh_desktop.content.library import Library
from imh_desktop.content.wind_tunnel.tunnel import RULES
from imh_desktop.core.checklist import ChecklistTexts
from imh_desktop.documents.review_book import review_book_pdf
from imh_desktop.flows.review_book import review_book
from imh_desktop.words import Words

from .reading import bare, drawn, overlaps, texts


def _book(library: Library, language: str) -> tuple[ChecklistTexts, bytes]:
    words, said = Words(language), library.texts("observation", language)
    book = review_book(library.checklist("observation"), said, "letter", words)
    return said, review_book_pdf(book, words)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_sentence_is_on_paper(language: str) -> None:
    library = Library()
    said, pdf = _book(library, language)
    on_paper = bare("".join(bare(page) for page in _without_feet(pdf)))
    missing = [
        (item_id, field)
        for item_id, text in said.items.items()
        for field in text.__struct_fields__
        if bare(getattr(text, field)) not in on_paper
    ]
    missing += [(each, "") for each, text in said.strategies.items() if bare(text) not in on_paper]
    assert missing == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_rule_and_every_id_is_on_paper(language: str) -> None:
    library = Library()
    _, pdf = _book(library, language)
    on_paper = "\n".join(texts(pdf))
    checklist = library.checklist("observation")
    lines = {line.strip() for line in on_paper.splitlines()}
    for rule in RULES:
        assert any(line.startswith(rule) for line in lines), rule
    for each in (
        *(i.item_id for i in checklist.items),
        *(s.strategy_id for s in checklist.strategies),
    ):
        assert each in on_paper


def test_the_same_words_give_the_same_bytes_and_nothing_overlaps() -> None:
    _, pdf = _book(Library(), "es")
    assert pdf == _book(Library(), "es")[1]
    assert [page for page in drawn(pdf) if overlaps(page)] == []


def _without_feet(pdf: bytes) -> list[str]:
    """Return the pages without the line at their foot, which may part a sentence."""
    return ["".join(each.text for each in page if each.box[1] > 60) for page in drawn(pdf)]
