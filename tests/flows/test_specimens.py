"""The specimen pages: six families in three languages, the same bytes whenever they are made."""

import re
import unicodedata

import pytest

from imh_desktop import assets
from imh_desktop.content.library import Library
from imh_desktop.core.reading import reading
from imh_desktop.documents.checking.check import check
from imh_desktop.documents.family_text import page_text
from imh_desktop.documents.text_specimen import spoken
from imh_desktop.flows.specimens import Specimen, specimens, text_specimens, texts_given
from imh_desktop.flows.wording import banned_word
from tests.documents import reading as seen

FOLDER = assets.resources() / "specimens"


@pytest.fixture(scope="module")
def made() -> tuple[Specimen, ...]:
    return tuple(specimens(Library()))


def test_there_are_six_families_in_three_languages(made: tuple[Specimen, ...]) -> None:
    assert len(made) == 18
    assert len({each.file_name for each in made}) == 18
    assert {each.summary.language for each in made} == {"en", "es", "ar"}
    assert {each.summary.variant for each in made} == {"standard", "large", "bilingual", "pictures"}
    assert all(each.summary.demo for each in made)


def test_the_files_are_what_the_program_makes(made: tuple[Specimen, ...]) -> None:
    again = specimens(Library())
    stale = []
    for one, other in zip(made, again, strict=True):
        content = one.pdf()
        assert content == other.pdf()
        if (FOLDER / one.file_name).read_bytes() != content:
            stale.append(one.file_name)
    assert stale == [], "run `imh-desktop document specimens --out resources/specimens`, and look"


def test_no_other_page_lies_there(made: tuple[Specimen, ...]) -> None:
    names = {path.name for path in FOLDER.glob("*.pdf") if not path.name.startswith("text-")}
    assert names == {each.file_name for each in made}


def test_each_reads_easily_and_says_nothing_banned(made: tuple[Specimen, ...]) -> None:
    for each in made:
        said = list(page_text(each.summary, each.words))
        text = "\n".join(one.text for one in said if one.sentence)
        assert reading(text, each.summary.language).easy, each.file_name
        claim = each.words.say("This is what we noticed together. It is not a test or a diagnosis.")
        assert banned_word(text.replace(claim, "")) is None, each.file_name


def test_each_passes_the_check_of_a_page(made: tuple[Specimen, ...]) -> None:
    for each in made:
        assert not check(each.pdf()), each.file_name


def test_no_words_leave_the_sheet_of_a_specimen(made: tuple[Specimen, ...]) -> None:
    """What lies across a page, to say that it is invented, is left out."""
    sizes = {"a4": (595.2756, 841.8898), "letter": (612.0, 792.0)}
    for each in made:
        for stretches in seen.drawn(each.pdf()):
            level = [stretch for stretch in stretches if not stretch.tilted]
            assert seen.outside(level, *sizes[each.summary.paper], 40) == [], each.file_name


def test_no_arabic_page_says_a_word_of_english(made: tuple[Specimen, ...]) -> None:
    for each in made:
        if each.summary.language == "ar":
            lines = [*each.summary.strategies]
            lines += [line for domain in each.summary.strengths for line in domain.lines]
            assert not [line.text for line in lines if line.written_in], each.file_name


@pytest.fixture(scope="module")
def scripts() -> dict[str, bytes]:
    return dict(text_specimens())


def test_the_pages_of_more_scripts_are_what_the_program_makes(scripts: dict[str, bytes]) -> None:
    assert scripts.keys() == {"text-hi.pdf", "text-km.pdf", "text-am.pdf"}
    for name, content in scripts.items():
        assert not check(content), name
        assert (FOLDER / name).read_bytes() == content, name
    assert dict(text_specimens()) == scripts


def test_what_a_page_of_another_script_says_is_its_source(scripts: dict[str, bytes]) -> None:
    given = texts_given()
    for text in given.text:
        heard = "".join("".join(seen.said(scripts[f"text-{text.language}.pdf"])).split())
        for line in spoken(text, name=given.name, phone=given.phone):
            wanted = "".join(unicodedata.normalize("NFC", line).split())
            assert seen.bare(wanted) in seen.bare(heard), line


def test_khmer_says_where_a_line_may_end() -> None:
    (khmer,) = (one for one in texts_given().text if one.language == "km")
    for line in spoken(khmer, name="", phone=""):
        assert max(map(len, re.split("[ \u200b]", line))) <= 25, line
