"""Whatever is written, in any script: lines fit, say all of it, and break where they may."""

import time
import unicodedata
from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st

from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Parts, draw, height_of, paginate
from imh_desktop.documents.fonts import MissingGlyph, printables
from imh_desktop.documents.lists import listed
from imh_desktop.documents.page import MARGIN, Sheet
from imh_desktop.documents.runs import families
from imh_desktop.documents.text import Align, Span, Style, paragraph
from imh_desktop.locales import Direction
from imh_desktop.words import isolated

from . import glyphs, reading
from .samples import SAMPLES

PLAIN = Style(fonts.REGULAR, 12, 16, "#000000")
DIRECTIONS = st.sampled_from(("ltr", "rtl"))
ALIGNS = st.sampled_from(("start", "centre", "end", "justify"))
LETTERS = sorted(set("".join(sample.text for sample in SAMPLES)) | set("ABCxyz -–/\n\u00a0\u200b"))
SCRIPTS = st.text(alphabet=LETTERS, max_size=120)
CONTROLS = (
    "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from(CONTROLS + "()[]{}«»“”.,:;-/0123456789 \u00a0\u0301\u0338\u0f3a\r\n\t\\"),
        st.sampled_from(LETTERS),
        st.characters(max_codepoint=0x1FFF),
        st.characters(),
    ),
    max_size=200,
)


def drawn(parts: Parts) -> bytes:
    """Print parts, on a sheet that is tall enough."""
    sheet = Sheet("a4", "Test", "en")
    draw(parts, sheet.canvas, MARGIN, sheet.top)
    return sheet.bytes()


def plain(direction: Direction) -> Style:
    return PLAIN._replace(direction=direction)


@settings(deadline=None)  # the first reads the fonts
@given(SCRIPTS, DIRECTIONS, ALIGNS, st.integers(60, 400))
def test_no_line_is_wider_than_asked_and_together_they_say_the_source(
    text: str, direction: Direction, align: Align, width: int
) -> None:
    lines = glyphs.lines(drawn(paragraph(text, plain(direction), width, align)))
    assert "".join(line.said for line in lines) == printables([text], direction)[0]
    for line in lines:
        if line.glyphs:
            assert line.begin >= MARGIN - 0.01
            assert line.end <= MARGIN + width + 0.01


@settings(deadline=None, max_examples=20)
@given(
    st.lists(st.sampled_from(("Ana", "Mira Lee", "000 555-0133", "ليلى حداد", "मीरा")), max_size=6)
)
def test_no_kept_span_is_broken_where_it_fits(names: Sequence[str]) -> None:
    spans = [span for name in names for span in (Span("a few words "), Span(name, keep=True))]
    for direction in ("ltr", "rtl"):
        for width in range(100, 200, 20):
            parts = paragraph([*spans, Span(" end")], plain(direction), width)
            said = [line.said for line in glyphs.lines(drawn(parts))]
            whole = sum(line.count(name) for name in set(names) for line in said)
            assert whole == len(names)


@settings(deadline=None)
@given(HOSTILE, DIRECTIONS, ALIGNS)
@example("\u0338" * 200, "ltr", "start")
@example("(" * 200, "rtl", "justify")
@example("\u2067" * 199 + "x", "ltr", "start")
@example("\u0627\u0651" * 100, "rtl", "centre")
def test_hostile_text_is_drawn_or_refused_and_soon(
    text: str, direction: Direction, align: Align
) -> None:
    style = plain(direction)
    paragraph("اب (1) कि ក្ក ሀ", style, 200)  # faces and the algorithm are read once a run
    start = time.process_time()
    try:
        pdf = drawn(paragraph(text, style, 200, align))
    except MissingGlyph:
        pdf = b""
    assert time.process_time() - start < 0.2
    if pdf:
        assert "".join(reading.said(pdf)) == printables([text], direction)[0]


def test_lines_end_after_blanks_hyphens_and_zero_width_blanks_alone() -> None:
    def ends(text: str) -> list[str]:
        return reading.said(drawn(paragraph(text, PLAIN, 45)))

    assert ends("Anna Maria") == ["Anna ", "Maria"]
    assert ends("Anna-Maria") == ["Anna-", "Maria"]
    assert ends("Anna\u200bMaria") == ["Anna\u200b", "Maria"]
    assert ends("today Al\u00a0Li") == ["today ", "Al\u00a0Li"]
    assert ends("ፍቅር፡ነውና") == ["ፍቅር፡", "ነውና"]


def test_an_over_long_word_is_cut_between_clusters_and_keeps_its_joined_forms() -> None:
    word = "स्त्री" * 12
    said = reading.said(drawn(paragraph(word, PLAIN, 90)))
    assert len(said) > 1
    assert all(line.startswith("स्त्री") for line in said)
    word = "ببب" * 20
    long = glyphs.lines(drawn(paragraph(word, plain("rtl"), 60)))
    whole = glyphs.lines(drawn(paragraph(word, plain("rtl"), 5000)))
    cut = [glyph.number for line in long for glyph in reversed(line.glyphs)]
    assert cut == [glyph.number for line in whole for glyph in reversed(line.glyphs)]


def test_a_paragraph_parts_between_its_lines_but_not_at_its_ends() -> None:
    parts = paragraph("word " * 60, PLAIN, 100)
    pages = paginate(parts, (16 * 5,) * 5)
    assert len(pages) > 1
    assert all(len(page) >= 2 for page in pages)


def test_words_are_kerned_and_the_layout_knows() -> None:
    (line,) = glyphs.lines(drawn(paragraph("AVAVAV", PLAIN, 200)))
    assert line.end - line.begin < sum(glyph.width for glyph in line.glyphs) - 1
    (right,) = glyphs.lines(drawn(paragraph("AVAVAV", PLAIN, 200, "end")))
    assert abs(right.end - MARGIN - 200) < 0.01


def test_numbers_look_alike_in_every_language() -> None:
    for sample in SAMPLES:
        style = PLAIN._replace(direction=sample.direction, language=sample.language)
        lines = glyphs.lines(drawn(paragraph(f"{sample.text[:6]} 000 555 0133", style, 400)))
        digits = "".join(chr(glyph.number) for glyph in lines[0].glyphs if "Sans-" in glyph.face)
        assert len(digits) >= 12


def test_taller_scripts_have_their_lines_further_apart() -> None:
    latin, khmer = paragraph("Anna", PLAIN, 100), paragraph("ក្ក", PLAIN, 100)
    assert latin[0].height == 16
    assert khmer[0].height > 18


def test_a_list_has_its_marks_where_its_lines_begin() -> None:
    for direction in ("ltr", "rtl"):
        parts = listed(["one two three four", "five"], plain(direction), 100, numbered=True)
        lines = glyphs.lines(drawn(parts))
        assert [line.said for line in lines if line.said[0].isdigit()] == ["1.", "2."]
        marks = [line for line in lines if line.said in ("1.", "2.")]
        texts = [line for line in lines if line not in marks]
        for mark in marks:
            assert mark.begin >= MARGIN - 0.01
            assert mark.end <= MARGIN + 100.01
            inside = all(text.begin > mark.end for text in texts)
            beyond = all(text.end < mark.begin for text in texts)
            assert inside if direction == "ltr" else beyond
        assert height_of(parts) == 16 * len(texts) + 3
        first = next(text for text in texts if text.glyphs[0].foot == marks[0].glyphs[0].foot)
        assert unicodedata.normalize("NFC", first.said).startswith("one")


def test_an_isolated_name_leaves_no_mark_where_all_runs_right() -> None:
    assert reading.said(drawn(paragraph(isolated("Ana"), PLAIN, 100))) == ["Ana"]


def test_stops_and_brackets_look_like_the_words_they_belong_to() -> None:
    def faces(text: str) -> dict[str, str]:
        letters = zip(text, families(text), strict=True)
        return {letter: family.name for letter, family in letters}

    arabic = faces(f"اتصلوا بـ{isolated('Rosa [Lee]')} (غدًا).")
    assert arabic["["] == arabic["]"] == "NotoSans"
    assert arabic["("] == arabic[")"] == arabic["."] == "NotoNaskhArabic"
    assert faces("Her name is (ليلى).")["."] == "NotoSans"
    assert faces("ɛ̃ قال لنا شيئًا")["\u0303"] == "NotoSans"
    assert faces("मीरा (Mira) 22/11/2026।")["/"] == "NotoSans"
