"""Large print, two languages, pictures: what each holds, and that a page is mirrored whole."""

from collections.abc import Callable
from io import BytesIO

import msgspec
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from imh_desktop.core.summary import FamilySummary, OpenClass, PageStrength, Variant
from imh_desktop.documents import family_words, fonts
from imh_desktop.documents.drawings import drawing
from imh_desktop.documents.family import family_pdf
from imh_desktop.documents.family_frame import Frame
from imh_desktop.documents.family_text import page_text
from imh_desktop.documents.page import MARGIN, Sheet
from imh_desktop.documents.text import Style
from imh_desktop.locales import FROM_THE_RIGHT
from imh_desktop.words import Words, isolated

from . import reading
from .test_drawings import FILES

Build = Callable[..., FamilySummary]
VARIANTS: tuple[Variant, ...] = ("standard", "large", "pictures")


def _bilingual(a_family: Build) -> FamilySummary:
    return a_family(language="es", variant="bilingual", beside=a_family(variant="bilingual"))


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_is_judged_is_what_is_printed(a_family: Build, words: Words, variant: str) -> None:
    """Two cells in a row may be read in turns, so letters are counted and not their order."""
    summary = a_family(variant=variant, review_note="Not yet read.", stamp="Page code: ABC")
    pages = reading.texts(family_pdf(summary, words))
    judged = [said.text for said in page_text(summary, words)]
    if len(pages) == 2:
        judged += [family_words.turn(words), family_words.claim(words)]
    printed = reading.bare("".join(pages))
    assert [text for text in judged if reading.bare(text) not in printed] == []
    assert sorted(reading.bare("".join(judged))) == sorted(printed)


def test_large_print_has_no_letter_under_eighteen_points(full_family: Build, words: Words) -> None:
    pages = reading.drawn(family_pdf(full_family(variant="large"), words))
    assert min(stretch.size for page in pages for stretch in page) >= 17.99


def test_two_languages_stand_side_by_side_at_one_height(a_family: Build) -> None:
    pdf = family_pdf(_bilingual(a_family), Words("es"))
    lines = {stretch.text.strip(): stretch for page in reading.drawn(pdf) for stretch in page}
    for spanish, english in (
        ("Lo que va bien", "What is going well"),
        ("Para probar en casa", "Try this at home"),
        ("Próximos pasos", "Next steps"),
    ):
        left, right = lines[spanish], lines[english]
        assert left.box[2] < 612 / 2 < right.box[0]
        assert abs(left.box[1] - right.box[1]) < 4


def test_each_language_is_tagged_and_read_by_itself(a_family: Build) -> None:
    with pikepdf.open(BytesIO(family_pdf(_bilingual(a_family), Words("es")))) as pdf:
        (document,) = _kids(pdf.Root.StructTreeRoot)
        sections = [kid for kid in _kids(document) if str(kid.get("/S")) == "/Sect"]
        assert [str(section.Lang) for section in sections] == ["es", "en"]
        assert str(pdf.Root.Lang) == "es"


def test_words_in_another_language_say_so_and_carry_it(a_family: Build, words: Words) -> None:
    """FS9: what the visitor wrote in Spanish is marked on an English page, for eye and ear."""
    moment = msgspec.structs.replace(a_family().moments[0], text="Rieron.", written_in="es")
    pdf = family_pdf(a_family(moments=(moment,)), words)
    assert "Rieron. (Spanish)" in reading.texts(pdf)[0]
    with pikepdf.open(BytesIO(pdf)) as file:
        spoken = [
            str(thing.Lang)
            for thing in file.objects
            if isinstance(thing, pikepdf.Dictionary)
            and thing.get("/S") == pikepdf.Name.P
            and "/Lang" in thing
        ]
    assert spoken == ["es"]


def test_every_drawing_is_said_in_words(a_family: Build, words: Words) -> None:
    for variant in ("standard", "pictures"):
        with pikepdf.open(BytesIO(family_pdf(a_family(variant=variant), words))) as file:
            figures = [
                str(thing.Alt)
                for thing in file.objects
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == pikepdf.Name.Figure
            ]
        assert "The moon and a star" in figures
        assert "" not in figures


def test_pictures_say_one_thing_of_each_domain(full_family: Build, words: Words) -> None:
    text = " ".join(reading.texts(family_pdf(full_family(variant="pictures"), words)))
    assert "Strength a of feelings was seen." in " ".join(text.split())
    assert "Strength b" not in text


def _strokes(language: str) -> list[tuple[float, float, float, float]]:
    """Return the boxes of a row: a square at the start, a bar at the end."""
    sheet = Sheet("a4", "Test", language, mirrored=True)
    frame = Frame(sheet.width, language)
    square, late = drawing("sprout", 40, "#000000"), drawing("moments", 20, "#000000")
    parts = frame.beside(square, 40, (late,), 10)
    for part in parts:
        part.draw(sheet.canvas, MARGIN, sheet.top)
    sheet.canvas.showPage()
    page = pypdfium2.PdfDocument(sheet.bytes())[0]
    return [item.get_bounds() for item in page.get_objects()]


@pytest.mark.parametrize("language", sorted(FROM_THE_RIGHT))
def test_a_row_from_the_right_is_its_own_mirror(language: str) -> None:
    """Within a point: a drawing is not mirrored itself, and need not be symmetrical."""
    width = Sheet("a4", "Test", "en").page_width
    for ltr, rtl in zip(_strokes("en"), _strokes(language), strict=True):
        if ltr[2] - ltr[0] < 25:
            continue
        middle = (ltr[0] + ltr[2]) / 2
        assert width - middle == pytest.approx((rtl[0] + rtl[2]) / 2, abs=2)


def _ink(language: str, text: str) -> Image.Image:
    """Return the picture of a text's ink, of one size whatever the text."""
    sheet = Sheet("a4", "Test", language, mirrored=True)
    style = Style(fonts.BOLD, 14, 19, "#000000")
    for part in Frame(sheet.width, language).write(isolated(text), style):
        part.draw(sheet.canvas, MARGIN, sheet.top)
    sheet.canvas.showPage()
    picture = pypdfium2.PdfDocument(sheet.bytes())[0].render(scale=4).to_pil().convert("L")
    return picture.crop(ImageChops.invert(picture).getbbox()).resize((300, 40))


def _apart(one: Image.Image, other: Image.Image) -> float:
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


@pytest.mark.parametrize("number", ["000 555 0111", "555 0122", "+1 (555) 010 0133"])
def test_a_number_is_dialled_on_an_arabic_page_as_it_is_written(number: str) -> None:
    """Its groups never change places, as they would in a line that runs from the right."""
    written, turned = _ink("en", number), _ink("en", " ".join(reversed(number.split())))
    assert _apart(_ink("ar", number), written) < 12 < 24 < _apart(turned, written)


def test_a_domain_without_strengths_leaves_no_picture(a_family: Build, words: Words) -> None:
    bare = msgspec.structs.replace(a_family().strengths[1], lines=())
    for variant in VARIANTS:
        text = reading.texts(family_pdf(a_family(strengths=(bare,), variant=variant), words))[0]
        assert bare.title not in text


def test_how_a_strength_is_known_stands_beside_it(a_family: Build, words: Words) -> None:
    """FS2: each strength is tied to what was seen or told."""
    for known, said in (
        ("seen", "We saw this."),
        ("told", "You told us this."),
        ("both", "We saw this, and you told us too."),
    ):
        line = PageStrength("She sings.", OpenClass.P, known=known)  # type: ignore[arg-type]
        domain = msgspec.structs.replace(a_family().strengths[0], lines=(line,))
        assert (
            f"She sings. {said}"
            in reading.texts(family_pdf(a_family(strengths=(domain,)), words))[0]
        )


def test_each_routine_has_a_drawing_and_words_for_it(words: Words) -> None:
    routines = {"feeding", "comforting", "play", "sleep", "bath", "dressing", "outing", "any"}
    drawn = {file.stem for file in FILES}
    assert routines <= drawn
    said = [family_words.shown(name, words) for name in sorted(drawn - {"sprout"})]
    assert len(set(said)) == len(said)


def _kids(node: pikepdf.Object) -> list[pikepdf.Object]:
    kids = node.K
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def test_what_fills_a_front_leaves_the_support_block_its_place(
    a_family: Build, words: Words
) -> None:
    """A front has more room than a last page, on which the support block stands."""
    number = a_family().support[0]
    for count in range(1, 16):
        line = PageStrength("You and Mira sing on the way.", OpenClass.P)
        domain = msgspec.structs.replace(a_family().strengths[0], lines=(line,) * count)
        summary = a_family(
            strengths=(domain,), steps=(), strategies=(), moments=(), support=(number,) * 6,
            variant="large",
        )  # fmt: skip
        pdf = family_pdf(summary, words)
        for stretches in reading.drawn(pdf):
            assert reading.overlaps(stretches) == [], count
