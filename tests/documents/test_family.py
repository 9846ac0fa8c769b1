"""The family page: what it says, what it never says, and how it lies on paper."""

import re
import sys
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from imh_desktop.core.summary import (
    DomainStrengths,
    FamilySummary,
    OpenClass,
    PageLine,
    PageStep,
    PageStrength,
    PageSupport,
)
from imh_desktop.documents import page
from imh_desktop.documents.family import family_pdf
from imh_desktop.documents.family_look import LAYOUTS
from imh_desktop.errors import InputError
from imh_desktop.words import Words

from . import reading
from .test_text import HOSTILE

SIZES = {"a4": (595.2756, 841.8898), "letter": (612.0, 792.0)}
Build = Callable[..., FamilySummary]

OPENED: list[str] = []
WATCHING: list[bool] = []


def _watch(event: str, details: tuple[object, ...]) -> None:
    if WATCHING and event == "open":
        OPENED.append(str(details[0]))


sys.addaudithook(_watch)  # cannot be taken out again, so it sleeps unless a test watches


@pytest.fixture
def opened_files() -> Iterator[list[str]]:
    """Collect every file that Python opens during the test."""
    OPENED.clear()
    WATCHING.append(True)
    yield OPENED
    WATCHING.clear()


def variants(a_family: Build, full_family: Build) -> list[FamilySummary]:
    """Return pages from nearly empty to nearly too full, on both papers."""
    few = {"moments": (), "steps": (), "strategies": ()}
    note = PageLine("She laughed when the cat came in, and looked at you. " * 8, OpenClass.P)
    long_step = PageStep(
        what=PageLine("Call the clinic on the hill. " * 4, OpenClass.C),
        who="Guadalupe " * 12,
        by=date(2026, 9, 30),
        phone="000 555 0133 ext. 44",
    )
    many_numbers = tuple(
        PageSupport(label=f"A line with quite a long name {word}", number="000 555 0100")
        for word in "abcdef"
    )
    return [
        build(paper=paper, **fields)
        for paper in ("a4", "letter")
        for build, fields in (
            (a_family, {}),
            (a_family, few),
            (a_family, {"given_name": "Wolfeschlegelsteinhausen" * 8}),
            (full_family, {}),
            (full_family, {"moments": (note, note), "steps": (long_step,) * 3}),
            (full_family, {"support": many_numbers, "review_note": "Not yet reviewed"}),
        )
    ]


def test_the_same_summary_gives_the_same_bytes(full_family: Build, words: Words) -> None:
    assert family_pdf(full_family(), words) == family_pdf(full_family(), Words("en"))


def test_the_order_is_strengths_ideas_steps_support_footer(a_family: Build, words: Words) -> None:
    (text,) = reading.texts(family_pdf(a_family(), words))
    expected = [
        "Mira",
        "4 March 2026",
        "You are the person Mira looks for.",
        "Mira smiles back at you.",
        "Mira calms when you hold her.",
        "When the cup fell, you both laughed.",
        "At bedtime, do the same few steps each night.",
        "Talk with the doctor about sleep.",
        "Rosa",
        "18 March 2026",
        "000 555 0133",
        "000 555 0111",
        "000 555 0122",
        "This is what we noticed together. It is not a test or a diagnosis.",
        "000 555 0100",
    ]
    places = [text.index(words_) for words_ in expected]
    assert places == sorted(places)


def test_everything_given_is_printed_whatever_the_length(
    a_family: Build, full_family: Build, words: Words
) -> None:
    for summary in variants(a_family, full_family):
        text = reading.bare("".join(reading.texts(family_pdf(summary, words))))
        given = [summary.given_name, summary.message.text, summary.programme_contact]
        given += [line.text for domain in summary.strengths for line in domain.lines]
        given += [line.text for line in (*summary.moments, *summary.strategies)]
        given += [field for step in summary.steps for field in (step.what.text, step.who)]
        given += [field for line in summary.support for field in (line.label, line.number)]
        assert [lost for lost in given if reading.bare(lost) not in text] == []


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


def test_the_file_itself_names_no_one(a_family: Build, words: Words) -> None:
    pdf = family_pdf(a_family(given_name="Zephyrine"), words)
    with pikepdf.open(BytesIO(pdf)) as file:
        metadata = {key: str(value) for key, value in file.docinfo.items()}
        language = str(file.Root.Lang)
        assert "/Metadata" not in file.Root
    assert metadata["/Title"] == "Family summary"
    assert language == "en"
    assert not any("Zephyrine" in value for value in metadata.values())
    with pikepdf.open(BytesIO(family_pdf(a_family(given_name="Bo"), words))) as file:
        assert metadata == {key: str(value) for key, value in file.docinfo.items()}


def test_digits_are_dates_phones_and_step_numbers_only(full_family: Build, words: Words) -> None:
    text = " ".join(reading.texts(family_pdf(full_family(), words)))
    text = re.sub(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b", "", text)
    text = re.sub(r"\b000 555 \d{4}\b", "", text)
    assert re.findall(r"[\d%]", text) == ["1", "2", "3"]


def test_the_support_block_looks_the_same_for_every_family(
    a_family: Build, full_family: Build, words: Words
) -> None:
    families = [
        a_family(),
        a_family(moments=(), steps=(), strategies=()),
        a_family(given_name="Wolfeschlegelsteinhausen" * 8),
        full_family(),
    ]
    feet = []
    for summary in families:
        document = pypdfium2.PdfDocument(family_pdf(summary, words))
        picture = document[len(document) - 1].render(scale=2).to_pil()
        feet.append(picture.crop((0, picture.height - 280, picture.width, picture.height)))
    assert len({foot.tobytes() for foot in feet}) == 1
    assert feet[0].getextrema() != ((255, 255),) * 3


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


def test_a_fourth_next_step_is_refused(a_family: Build, words: Words) -> None:
    step = PageStep(what=PageLine("Call us.", OpenClass.C))
    family_pdf(a_family(steps=(step,) * 3), words)
    with pytest.raises(InputError, match="three next steps"):
        family_pdf(a_family(steps=(step,) * 4), words)


def test_parts_without_content_leave_no_heading(a_family: Build, words: Words) -> None:
    (text,) = reading.texts(family_pdf(a_family(moments=(), steps=(), strategies=()), words))
    for heading in ("Moments we saw", "Try this at home", "Next steps", "Who:", "By:", "Phone:"):
        assert heading not in text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_printed_as_it_is_written(
    name: str, a_family: Build, words: Words
) -> None:
    message = PageLine(f"{name} looks for you.", OpenClass.P)
    strengths = (
        DomainStrengths(
            domain_id=name, title=name, lines=(PageStrength(f"You and {name}.", OpenClass.P),)
        ),
    )
    pdf = family_pdf(a_family(given_name=name, message=message, strengths=strengths), words)
    text = reading.bare("".join(reading.texts(pdf)))
    assert text.startswith(reading.bare(name))
    assert reading.bare(message.text) in text
    assert reading.bare(f"You and {name}.") in text
    with pikepdf.open(BytesIO(pdf)) as file:
        kinds = {str(thing.get("/Subtype", "")) for thing in file.objects if _is_named(thing)}
    assert not kinds & {"/Image", "/Link", "/Widget", "/FileAttachment"}


def _is_named(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)


def test_a_name_never_makes_the_program_read_a_file(
    a_family: Build,
    words: Words,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    opened_files: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "local.png").write_bytes(b"not read")
    assert any("local.png" in path for path in opened_files)  # the watch is awake
    opened_files.clear()
    family_pdf(a_family(given_name='<img src="local.png"/>'), words)
    for name in ("<img src=local.png>", f"<img src='{tmp_path}/local.png'/>", "../family"):
        lines = (PageStrength(name, OpenClass.P),)
        domain = DomainStrengths(domain_id=name, title=name, lines=lines)
        family_pdf(a_family(given_name=name, strengths=(domain,)), words)
    allowed = ("/resources/", "/locale/")
    foreign = [path for path in opened_files if not any(part in path for part in allowed)]
    assert [path for path in foreign if not path.endswith((".py", ".pyc", ".so"))] == []
    assert not any("local.png" in path for path in opened_files)


def test_an_invented_family_is_marked_on_every_side(full_family: Build, words: Words) -> None:
    for stretches in reading.drawn(family_pdf(full_family(demo=True), words)):
        marks = [stretch.text for stretch in stretches if stretch.tilted]
        assert " ".join(marks) == "Example: not a real family"
    assert not any(
        stretch.tilted
        for stretches in reading.drawn(family_pdf(full_family(), words))
        for stretch in stretches
    )


def test_words_awaiting_review_say_so_on_the_page(a_family: Build, words: Words) -> None:
    note = "The words of this page have not yet been read by a professional."
    assert note in reading.texts(family_pdf(a_family(review_note=note), words))[0]


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
