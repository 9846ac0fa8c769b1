"""The rules of the family page (clinical.md 4.2), one test or more for each, by its number.

FS5, the Clear Communication Index, is scored by a person on the specimen pages; here only what a
program can see of it is held. FS8 is asked in ``flows.printing`` (tests/flows/test_printing.py).
"""

from datetime import date
from io import BytesIO

import msgspec
import pikepdf
import pypdfium2
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Programme
from imh_desktop.core.reading import count, reading
from imh_desktop.core.summary import Variant
from imh_desktop.core.visit import SeenMoment
from imh_desktop.exchange.visit_file import VisitFile
from imh_desktop.flows import printing_reading, visit_files
from imh_desktop.flows.example import example
from imh_desktop.flows.page_reading import hardest, page_readings
from imh_desktop.flows.page_wish import Wish
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.words import Words
from tests.documents import reading as seen

from .safe_pages import VARIANTS, faults, pages

LANGUAGES = ("en", "es")


@pytest.fixture
def file(library: Library) -> VisitFile:
    return example(library.checklist("observation"), "B4", date(2026, 6, 17))


def _wish(variant: Variant, language: str = "en", **fields: str) -> Wish:
    other = {"en": "es", "es": "en"}[language] if variant == "bilingual" else ""
    return Wish(language=language, variant=variant, other=other, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("variant", sorted(set(VARIANTS)))
def test_fs1_one_sheet_large_enough_and_tagged(
    library: Library, file: VisitFile, variant: Variant, paper: str
) -> None:
    pdf = visit_files.family_document(file, library, "", None, _wish(variant, paper=paper))
    sides = seen.drawn(pdf)
    assert len(sides) == 1 if variant in ("standard", "pictures") else len(sides) <= 2
    assert min(stretch.size for side in sides for stretch in side) >= 11.99
    with pikepdf.open(BytesIO(pdf)) as made:
        assert "/StructTreeRoot" in made.Root


def test_fs1_meaning_never_hangs_on_colour_alone(library: Library, file: VisitFile) -> None:
    """In shades of grey every line of the page is still dark on light."""
    programme = msgspec.structs.replace(file.programme, fictional=False)
    plain = msgspec.structs.replace(file, programme=programme)
    page = pypdfium2.PdfDocument(visit_files.family_document(plain, library, "en", "a4"))[0]
    grey = page.render(scale=1).to_pil().convert("L")
    darkest = [min(grey.crop((0, y, grey.width, y + 1)).tobytes()) for y in range(grey.height)]
    inked = [shade for shade in darkest if shade < 235]
    assert len(inked) > 300
    assert sum(shade > 140 for shade in inked) < 0.35 * len(inked)


@pytest.mark.parametrize("variant", ["standard", "large", "pictures"])
def test_fs2_the_order_of_a_page(library: Library, file: VisitFile, variant: Variant) -> None:
    pdf = visit_files.family_document(file, library, "", None, _wish(variant))
    text = " ".join(" ".join(seen.texts(pdf)).split())
    expected = (
        "Amara", "10 June 2026", "Thank you for sharing",
        "What is going well", "Moments we saw", "Try this at home", "Next steps",
        "Talk about sleep with the nurse", "If you need help",
    )  # fmt: skip
    places = [text.index(part) for part in expected]
    assert places == sorted(places)
    assert text.rindex("It is not a test or a diagnosis.") > places[-1]


def test_fs2_three_strengths_or_she_is_asked_for_more(library: Library, file: VisitFile) -> None:
    visit = msgspec.structs.replace(file.visit, strengths=file.visit.strengths[:1], moments=())
    few = msgspec.structs.replace(file, visit=visit)
    with pytest.raises(PageRefused, match="three strengths"):
        visit_files.family_document(few, library, "en", "a4")


@pytest.mark.parametrize("language", LANGUAGES)
def test_fs3_no_figures_no_verdicts(library: Library, language: str) -> None:
    """Thousands of pages: tests/flows/test_family_safety.py."""
    assert [faults(made) for made in pages(library, language, 10, seed=33)] == [[]] * 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_fs4_every_layout_reads_easily(library: Library, language: str) -> None:
    for made in pages(library, language, 80, seed=44):
        for tongue, found in page_readings(made.summary):
            assert found.easy, (tongue, found, made.wish)


@pytest.mark.parametrize("language", LANGUAGES)
def test_fs4_a_page_has_a_hundred_words_unless_pictures_speak(
    library: Library, language: str
) -> None:
    for made in pages(library, language, 30, seed=45):
        words = count(" ".join(seen.texts(made.pdf)), language).words
        assert words >= 100 or made.wish.variant == "pictures"


def test_fs4_a_hard_page_needs_a_reason(library: Library, file: VisitFile) -> None:
    hard = "Participation characteristically facilitates familiarity."
    moments = tuple(SeenMoment(moment_id=str(n), text=hard) for n in range(12))
    visit = msgspec.structs.replace(file.visit, moments=moments, steps=(), strategies=())
    heavy = msgspec.structs.replace(file, visit=visit)
    summary = visit_files.summary_of(heavy, library, _wish("standard"))
    assert not hardest(summary).easy
    with pytest.raises(PageRefused, match="hard to read") as refused:
        visit_files.family_document(heavy, library, "en", "a4")
    assert refused.value.place == "reading"
    assert visit_files.family_document(heavy, library, "en", "a4", reason="Her own words.")
    with pytest.raises(PageRefused):
        printing_reading.require_easy(summary, "   ", Words("en"))


def test_fs4_of_two_languages_the_hard_one_is_told(library: Library, file: VisitFile) -> None:
    summary = visit_files.summary_of(file, library, _wish("bilingual"))
    assert [language for language, _ in page_readings(summary)] == ["en", "es"]
    assert summary.beside is not None
    worse = "Institucionalización multidisciplinaria. " * 30
    message = msgspec.structs.replace(summary.beside.message, text=worse)
    spoilt = msgspec.structs.replace(
        summary, beside=msgspec.structs.replace(summary.beside, message=message)
    )
    assert hardest(spoilt).measure.startswith("Szigriszt")


def test_fs4_headings_and_numbers_do_not_flatter_a_page() -> None:
    long = "One two three four five six seven eight nine ten eleven twelve thirteen."
    assert reading(long, "en").value > reading(f"{long}\nNext steps\nPlay", "en").value


@pytest.mark.parametrize("language", LANGUAGES)
def test_fs5_one_main_message_first_and_what_to_do_next(
    library: Library, file: VisitFile, language: str
) -> None:
    summary = visit_files.summary_of(file, library, _wish("standard", language))
    text = " ".join(
        seen.texts(visit_files.family_document(file, library, language, "a4"))[0].split()
    )
    assert text.count(summary.message.text.replace("\u2068", "").replace("\u2069", "")) == 1
    assert Words(language).say("Next steps") in text


@pytest.mark.parametrize("variant", sorted(set(VARIANTS)))
def test_fs6_the_support_block_is_the_same_for_every_family(
    library: Library, variant: Variant
) -> None:
    """Its picture, to the pixel, of each layout, language and paper."""
    feet: dict[Wish, set[bytes]] = {}
    for made in pages(library, "es", 40, seed=66):
        if made.wish.variant == variant:
            document = pypdfium2.PdfDocument(made.pdf)
            picture = document[len(document) - 1].render(scale=1).to_pil()
            foot = picture.crop((0, picture.height - 150, picture.width, picture.height))
            feet.setdefault(made.wish, set()).add(foot.tobytes())
    assert feet
    assert {len(found) for found in feet.values()} == {1}


@pytest.mark.parametrize("kind", ["emergency", "day_and_night"])
@pytest.mark.parametrize("variant", sorted(set(VARIANTS)))
def test_fs6_no_layout_without_both_numbers(
    library: Library, file: VisitFile, variant: Variant, kind: str
) -> None:
    assert isinstance(file.programme, Programme)
    lines = tuple(line for line in file.programme.support if line.kind != kind)
    bare = msgspec.structs.replace(
        file, programme=msgspec.structs.replace(file.programme, support=lines)
    )
    with pytest.raises(PageRefused):
        visit_files.family_document(bare, library, "", None, _wish(variant))


@pytest.mark.parametrize("variant", sorted(set(VARIANTS)))
def test_fs7_what_was_said_alone_changes_no_byte(
    library: Library, file: VisitFile, variant: Variant
) -> None:
    silent = msgspec.structs.replace(file, private=())
    assert file.private
    one, other = (
        visit_files.family_document(each, library, "", None, _wish(variant, "es"))
        for each in (file, silent)
    )
    assert one == other


def test_fs8_strengths_alone_leave_no_idea_and_no_step(library: Library, file: VisitFile) -> None:
    """What ``flows.printing`` prints when somebody at home should not see the rest."""
    visit = msgspec.structs.replace(file.visit, strategies=(), steps=())
    bare = msgspec.structs.replace(file, visit=visit)
    (text,) = seen.texts(visit_files.family_document(bare, library, "en", "letter"))
    assert "What is going well" in text
    for gone in ("Try this at home", "Next steps", "what comes next", "to try at home"):
        assert gone not in text


def test_fs9_a_page_speaks_the_familys_language_or_says_what_does_not(
    library: Library, file: VisitFile
) -> None:
    assert file.visit.language == "en"
    (text,) = seen.texts(visit_files.family_document(file, library, "es", "letter"))
    said = " ".join(text.split())
    assert "Amara laughed when Nia hummed her song. (Inglés)" in said
    assert "Talk about sleep with the nurse (Inglés)" in said
    (own,) = seen.texts(visit_files.family_document(file, library, "en", "letter"))
    assert "(English)" not in own


@pytest.mark.parametrize(
    ("wish", "place"),
    [
        (Wish(language="fr"), "language"),
        (Wish(language="en", variant="bilingual", other="fr"), "other"),
        (Wish(language="en", variant="bilingual"), "other"),
        (Wish(language="en", variant="bilingual", other="en"), "other"),
        (Wish(language="en", variant="large", other="es"), "other"),
    ],
)
def test_fs9_no_page_in_a_language_that_is_not_here(
    library: Library, file: VisitFile, wish: Wish, place: str
) -> None:
    with pytest.raises(PageRefused) as refused:
        visit_files.family_document(file, library, "", None, wish)
    assert refused.value.place == place
