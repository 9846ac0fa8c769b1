"""How the family page lies on paper: within the sheet, large enough, and whole."""

from io import BytesIO

import pikepdf
import pytest

from imh_desktop.core.summary import (
    OpenClass,
    PageLine,
)
from imh_desktop.documents import page
from imh_desktop.documents.family import family_pdf
from imh_desktop.documents.family_look import LAYOUTS
from imh_desktop.errors import InputError
from imh_desktop.words import Words

from . import reading
from .families_drawn import SIZES, Build, variants


def test_nothing_overlaps_or_leaves_the_sheet_and_no_text_is_small(
    a_family: Build, full_family: Build, words: Words
) -> None:
    for summary in variants(a_family, full_family):
        pdf = family_pdf(summary, words)
        pages = reading.drawn(pdf)
        assert 1 <= len(pages) <= 2
        for stretches in pages:
            assert reading.overlaps(stretches) == []
            assert reading.outside(stretches, *SIZES[summary.paper], page.MARGIN - 2) == []
            assert min(stretch.size for stretch in stretches) >= 11.99


def test_the_overlap_and_margin_checks_can_fail() -> None:
    one = reading.Drawn("one", 12, (10, 10, 60, 22), tilted=False)
    two = reading.Drawn("two", 12, (50, 15, 90, 27), tilted=False)
    assert reading.overlaps([one, two]) == [("one", "two")]
    assert reading.outside([one], 100, 100, 20) == ["one"]


def test_sheets_are_exactly_letter_or_a4(full_family: Build, words: Words) -> None:
    for paper, size in SIZES.items():
        with pikepdf.open(BytesIO(family_pdf(full_family(paper=paper), words))) as pdf:
            for sheet in pdf.pages:
                assert [float(number) for number in sheet.mediabox] == pytest.approx([0, 0, *size])


def test_every_look_has_leading_of_at_least_one_fifth() -> None:
    for variant, layout in LAYOUTS.items():
        least = 18 if variant == "large" else 12
        assert layout.foot >= least
        for look in (*layout.one_page, *layout.two_pages):
            style = look.style()
            assert style.size >= least
            assert style.leading >= 1.2 * style.size


def test_all_fonts_are_in_the_file_and_none_is_the_readers_own(
    a_family: Build, words: Words
) -> None:
    with pikepdf.open(BytesIO(family_pdf(a_family(demo=True), words))) as pdf:
        fonts = reading.fonts(pdf)
    assert fonts
    assert all(fonts.values()), fonts
    assert all("NotoSans" in name for name in fonts)


def test_a_second_side_has_the_support_block_and_the_first_says_so(
    full_family: Build, words: Words
) -> None:
    first, second = reading.texts(family_pdf(full_family(), words))
    assert "Please turn the page." in first
    assert "000 555 0111" not in first
    assert "000 555 0111" in second
    assert "Please turn the page." not in second
    claim = "This is what we noticed together. It is not a test or a diagnosis."
    assert claim in first
    assert claim in second


def test_more_than_two_sides_are_refused_without_a_name(full_family: Build, words: Words) -> None:
    notes = tuple(PageLine("Mira sang to the cat all day. " * 60, OpenClass.P) for _ in range(4))
    with pytest.raises(InputError, match="two sides") as refused:
        family_pdf(full_family(moments=notes), words)
    assert "Mira" not in str(refused.value)


def test_a_box_that_no_sheet_can_hold_is_refused(a_family: Build, words: Words) -> None:
    message = PageLine("You sang to the cat all day. " * 200, OpenClass.P)
    with pytest.raises(InputError, match="two sides"):
        family_pdf(a_family(message=message), words)


def test_colours_read_in_black_and_white() -> None:
    for colour in (page.INK, page.SOFT_INK, page.ACCENT):
        for ground in ("#FFFFFF", page.PAPER_TINT):
            assert contrast(colour, ground) >= 4.5


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(share * p for share, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_mark_of_an_invented_child_is_not_the_first_thing_read(a_family: Build) -> None:
    (text,) = reading.texts(family_pdf(a_family(demo=True), Words("en")))
    assert text.splitlines()[0] == "Mira"
    assert "Example: not a real family" in text
