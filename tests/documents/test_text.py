"""Text comes to paper letter by letter: whatever is written is what is printed."""

import random
import unicodedata

import pytest

from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import draw, height_of
from imh_desktop.documents.fonts import MissingGlyph, printable
from imh_desktop.documents.page import MARGIN, Sheet
from imh_desktop.documents.text import Span, Style, paragraph

from . import reading

PLAIN = Style(fonts.REGULAR, 12, 16, "#000000")
HOSTILE = (
    "<img src=x>",
    '<img src="local.png"/>',
    "<font color=red>Ana</font>",
    "<font color=\"[__import__('os')]\">",
    "<a href='file:///etc/hosts'>x</a>",
    "<b>Ana",
    "<para>",
    "</para>",
    "&amp;",
    "&lt;b&gt;",
    "&#65;",
    "&",
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "%(name)s {name} {0.__class__} $HOME",
    "O'Brien",
    'D’Angelo "Dee"',
    "Zoë Ñuñez-Łukasiewicz",
    "Nguyễn Thị Ánh",
    "Ḡāḥm Ọlá",
    "a\\b(c)d[e]",
    "%PDF-1.4 endstream endobj",
    "x" * 200,
    "Ab-" * 66,
    "  two  blanks  ",
    "Ολυμπία Надежда",
)


def printed(*paragraphs: str, width: float = 400, style: Style = PLAIN) -> bytes:
    """Print paragraphs on one page of the program's own making."""
    sheet = Sheet("a4", "Test", "en")
    parts = tuple(part for text in paragraphs for part in paragraph(text, style, width))
    assert height_of(parts) < sheet.height
    draw(parts, sheet.canvas, MARGIN, sheet.top)
    return sheet.bytes()


def random_name(chance: random.Random) -> str:
    letters = [chr(code) for code in range(0x20, 0x250) if chr(code).isprintable()]
    signs = list("<>&;\"'/\\=%{}()[]#@!`|")
    length = chance.choice((1, 3, 12, 40, 200))
    return "".join(chance.choice(chance.choice((letters, signs))) for _ in range(length))


def test_three_hundred_hostile_names_come_out_literally() -> None:
    chance = random.Random(7)
    names = [*HOSTILE, *(random_name(chance) for _ in range(300 - len(HOSTILE)))]
    for name in names:
        (page,) = reading.texts(printed(name))
        assert reading.bare(page) == reading.bare(unicodedata.normalize("NFC", name))


def test_no_line_is_wider_than_asked_whatever_the_words() -> None:
    chance = random.Random(8)
    for width in (60, 130, 333):
        text = " ".join(random_name(chance)[: chance.randrange(1, 60)] for _ in range(12))
        (page,) = reading.drawn(printed(text, width=width))
        # Ink may lean over its letter's advance by a trace, as in an italic f.
        assert max(stretch.box[2] for stretch in page) <= MARGIN + width + 2


def test_a_short_paragraph_does_not_end_in_a_lonely_word() -> None:
    text = "She turns to you when she is tired, and then she rests again in your arms. " * 3
    for width in range(200, 460, 3):
        lines = [stretch.text for stretch in reading.drawn(printed(text, width=width))[0]]
        if len(lines) <= 6:
            assert len(lines[-1].split()) > 1
            assert max(len(line) for line in lines) < 2.6 * len(lines[-1])


def test_a_newline_starts_a_line_and_an_empty_line_stays() -> None:
    assert len(paragraph("one\ntwo\r\n\nfour", PLAIN, 400)) == 4
    (page,) = reading.drawn(printed("one\ntwo\r\n\nfour"))
    assert [stretch.text.rstrip() for stretch in page] == ["one", "two", "four"]


def test_a_kept_span_stays_on_one_line() -> None:
    spans = [Span("Call this number soon: "), Span("000 555 0133", keep=True)]
    for width in range(100, 260, 5):
        sheet = Sheet("a4", "Test", "en")
        draw(paragraph(spans, PLAIN, width), sheet.canvas, MARGIN, sheet.top)
        (page,) = reading.drawn(sheet.bytes())
        assert any("000 555 0133" in stretch.text for stretch in page)


def test_a_kept_span_wider_than_the_line_is_parted_between_its_words() -> None:
    whole = "Lo vimos, y usted también nos lo contó."
    spans = [Span("Se ríe. "), Span(whole, keep=True)]
    for width in range(90, 200, 5):
        sheet = Sheet("a4", "Test", "es")
        draw(paragraph(spans, PLAIN, width), sheet.canvas, MARGIN, sheet.top)
        (page,) = reading.drawn(sheet.bytes())
        pieces = " ".join(stretch.text.strip() for stretch in page).split()
        assert set(whole.split()) <= set(pieces), (width, pieces)


def test_a_phone_number_is_not_broken_at_its_hyphens() -> None:
    for width in range(90, 200, 5):
        (page,) = reading.drawn(printed("please call 000-555-0133 today", width=width))
        assert any("000-555-0133" in stretch.text for stretch in page)


def test_an_accent_is_never_parted_from_its_letter() -> None:
    name = "ɛ̃" * 80  # has no composed form
    (page,) = reading.drawn(printed(name, width=100))
    assert len(page) > 3
    assert all(stretch.text.startswith("ɛ") for stretch in page)


def test_decomposed_and_composed_names_print_the_same_bytes() -> None:
    composed = "Zoë Ángel Nguyễn"
    decomposed = unicodedata.normalize("NFD", composed)
    assert decomposed != composed
    assert printed(decomposed) == printed(composed)


def test_invisible_marks_of_a_pasted_phone_number_leave_no_trace() -> None:
    assert printed("\u202a000 555\u00ad 0133\u202c\ufeff") == printed("000 555 0133")


@pytest.mark.parametrize(
    ("character", "named"),
    [
        ("😀", "U+1F600 (GRINNING FACE)"),
        ("த", "U+0BA4 (TAMIL LETTER TA)"),
        ("ไ", "U+0E44 (THAI CHARACTER SARA AI MAIMALAI)"),
        ("李", "U+674E (CJK UNIFIED IDEOGRAPH-674E)"),
        ("\ud800", "U+D800"),
        ("\x00", "U+0000"),
        ("\x1b", "U+001B"),
        ("\ue000", "U+E000"),
    ],
)
def test_a_character_without_a_font_is_refused_by_name(character: str, named: str) -> None:
    with pytest.raises(MissingGlyph) as refused:
        paragraph(f"Secret{character}Name", PLAIN, 400)
    assert named in str(refused.value)
    assert "Secret" not in str(refused.value)
    assert refused.value.character == character


def test_every_character_a_page_accepts_has_ink_or_is_a_blank() -> None:
    """The box that stands for a missing letter never comes up: each outline is its own."""
    for code in range(0x20, 0x20000):
        try:
            drawn = printable(chr(code), "rtl")
        except MissingGlyph:
            continue
        for character in drawn:
            if fonts.unseen(character):
                continue
            family = fonts.home(character) or fonts.first_that_covers(character)
            for weight in ("Regular", "SemiBold", "Bold"):
                font = fonts.face(f"{family.name}-{weight}").font
                glyph = font.get_nominal_glyph(ord(character))
                assert glyph
                ink = font.get_glyph_extents(glyph)
                assert (
                    (ink and ink.width)
                    or not font.get_glyph_h_advance(glyph)
                    or (character.isspace())
                ), hex(code)
