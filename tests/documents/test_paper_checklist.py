"""The checklist on paper: every open item once, nothing asked alone, legible, the same bytes."""

import io

import pikepdf
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.paper_checklist import PaperItem
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.documents.page import MARGIN
from imh_desktop.flows.paper_checklist import blank_checklist

from .reading import bare, drawn, outside, overlaps, texts

BANDS = [f"B{number}" for number in range(1, 10)]
_A4 = (595.3, 841.9)


def _paper(band: str, language: str, *, private: bool = False) -> bytes:
    return blank_checklist(Library(), band, language, "a4", private=private).content


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("band", BANDS)
def test_every_open_item_and_none_asked_alone_is_on_paper(band: str, language: str) -> None:
    library = Library()
    said = library.texts("observation", language)
    on_paper = bare("".join(texts(_paper(band, language))))
    alone = bare("".join(texts(_paper(band, language, private=True))))
    for item in library.checklist("observation").in_band(band):
        words, private = bare(said.items[item.item_id].text), item.sensitivity.private
        assert (words in on_paper) is not private, item.item_id
        assert (words in alone) is private, item.item_id


def test_items_stand_in_the_order_of_the_checklist() -> None:
    library = Library()
    said, checklist = library.texts("observation", "en"), library.checklist("observation")
    on_paper = bare("".join(texts(_paper("B5", "en"))))
    places = [
        on_paper.index(bare(said.items[item.item_id].text))
        for domain in checklist.domains
        for item in checklist.in_band("B5")
        if item.construct in domain.constructs and not item.sensitivity.private
    ]
    assert places == sorted(places)


def test_answers_stand_in_words_with_the_keys_that_type_them_in() -> None:
    page = texts(_paper("B4", "en"))[0]
    for said in ("Often", "Sometimes", "Not yet", "Not seen today", "Prefers not to say"):
        assert said in page
    assert bare("1Often2Sometimes3Notyet4Notseentoday5Prefersnottosay") in bare(page)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("band", ["B1", "B4", "B9"])
def test_the_words_beside_a_box_stand_on_one_line(band: str, private: bool, language: str) -> None:
    last = {"en": "Prefers not to say", "es": "Prefiere no decirlo"}[language]
    found = [
        stretch.text for page in drawn(_paper(band, language, private=private)) for stretch in page
    ]
    assert any(last in text for text in found)
    rests = {last.split(" ", count)[-1] for count in range(1, last.count(" ") + 1)}
    assert not [text for text in found if text.strip() in rests]


def test_what_worries_and_what_hurts_are_never_on_one_page() -> None:
    library = Library()
    said, checklist = library.texts("observation", "en"), library.checklist("observation")
    pages = [bare(page) for page in texts(_paper("B4", "en", private=True))]
    for page in pages:
        classes = {
            item.sensitivity
            for item in checklist.in_band("B4")
            if item.sensitivity.private and bare(said.items[item.item_id].text) in page
        }
        assert len(classes) == 1


@pytest.mark.parametrize("private", [False, True])
@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_overlaps_or_leaves_the_page(language: str, private: bool) -> None:
    pdf = _paper("B9", language, private=private)
    assert pdf == _paper("B9", language, private=private)
    for page in drawn(pdf):
        assert overlaps(page) == []
        assert outside(page, *_A4, MARGIN - 2) == []


def test_bookmarks_lead_to_every_domain_and_the_title_names_no_one() -> None:
    with pikepdf.open(io.BytesIO(_paper("B4", "en"))) as pdf, pdf.open_outline() as outline:
        titles = [str(each.title) for each in outline.root[0].children]
        assert str(pdf.docinfo["/Title"]) == "Observation checklist"
    assert {"Close relationships", "Signs to look at together"} <= set(titles)


def test_no_value_of_the_open_paper_holds_a_private_item() -> None:
    with pytest.raises(TypeError):
        PaperItem(number="1", text="x", choices=(), source=Sensitivity.G)  # type: ignore[arg-type]
