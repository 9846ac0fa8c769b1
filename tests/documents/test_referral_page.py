"""The referral: nothing is on it that was not ticked and consented to."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest

from imh_desktop.core.referral import LINES, Partner, ReferralSummary
from imh_desktop.core.slip_code import return_code
from imh_desktop.documents import page
from imh_desktop.documents.referral import referral_pdf
from imh_desktop.errors import InputError
from imh_desktop.words import Words

from . import reading
from .families_drawn import SIZES
from .test_text import HOSTILE

Build = Callable[..., ReferralSummary]

TOLD = {
    "contact": ("Carmen Diaz", "000 555 0177", "12 Hill Road", "After four", "grandparent"),
    "gestation": ("32 weeks 1 day",),
    "languages": ("Spanish", "Haitian Creole", "Interpreter needed"),
    "custody": ("Both parents may be called.",),
    "reason": ("Is hard to comfort", "a lot", "seen and told", "20 February 2026"),
    "strengths": ("Watches faces.",),
    "tried": ("Dim light before sleep.",),
    "instruments": ("A sleep diary, 3 February 2026",),
    "senses": ("Follows a toy. (checked on 12 January 2026)", "Turns to a voice."),
    "profile": ("Feelings: 2 often", "C1 version 1"),
    "health": ("Lakeside Clinic",),
    "services": ("Eye clinic follow-up.",),
}
ALWAYS = (
    "Mira Lopez",
    "5 May 2025",
    "9 months 27 days",
    "8 months 3 days adjusted",
    "Early Support",
    "Ana Ruiz",
    "Rosa Lopez",
    "Agreed by",
    "Agreed on",
    "legal guardian",
    "4 March 2026",
    "4 September 2026",
    "018f2c1e-7b7a-7cc1-9e8f-2f6a1b3c4d5e",
    "Please tell us what you plan.",
    "Always on it: name, day of birth, sex and age, also counted from the due date",
)


def text_of(summary: ReferralSummary) -> str:
    return " ".join(" ".join(reading.texts(referral_pdf(summary, Words("en")))).split())


def test_the_first_line_says_what_the_checklist_is_not(a_referral: Build) -> None:
    stretches = reading.drawn(referral_pdf(a_referral(), Words("en")))[0]
    highest = max(stretches, key=lambda stretch: stretch.box[3])
    assert highest.text == "Observation checklist: not validated, not a diagnosis."
    assert stretches[0] == highest


def test_the_table_of_this_test_names_every_line() -> None:
    assert set(TOLD) == set(LINES)


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_printed_only_when_ticked_and_consented(line: str, a_referral: Build) -> None:
    others = tuple(other for other in LINES if other != line)
    expected = {
        "alone": (a_referral(lines=(line,)), {line}),
        "left out": (a_referral(lines=others), set(others)),
        "not consented": (a_referral(covered=others), set(others)),
    }
    for summary, shown in expected.values():
        text = text_of(summary).replace("weeks of pregnancy", "")
        text = text[: text.index("Covers")] + text[text.index("Reference") :]
        for name, values in TOLD.items():
            for value in values:
                assert (value in text) == (name in shown), (name, value)
        assert [value for value in ALWAYS if value not in text] == []


def test_the_page_does_not_say_that_anyone_signed(a_referral: Build) -> None:
    assert "signed" not in text_of(a_referral()).lower()


def test_a_line_without_content_has_no_heading(a_referral: Build) -> None:
    text = text_of(a_referral(tried="", strengths=(), send_back="", profile_lines=()))
    for heading in ("What was tried", "Strengths", "Please let us know", "What was noticed"):
        assert heading not in text


def test_rules_carry_reference_numbers(a_referral: Build) -> None:
    text = text_of(a_referral(rule_lines=("C1 fired", "C3 fired")))
    assert "1 C1 fired" in text
    assert "2 C3 fired" in text


def test_the_same_referral_gives_the_same_bytes(a_referral: Build) -> None:
    assert referral_pdf(a_referral(), Words("en")) == referral_pdf(a_referral(), Words("en"))


def test_pages_are_clean_on_both_papers(a_referral: Build) -> None:
    long = {"tried": "We tried to dim the light. " * 50, "partner": _partner("Help " * 40)}
    for paper in ("a4", "letter"):
        for fields in ({}, long, {"lines": ()}):
            pdf = referral_pdf(a_referral(paper=paper, **fields), Words("en"))
            pages = reading.drawn(pdf)
            assert 1 <= len(pages) <= 3
            for stretches in pages:
                assert reading.overlaps(stretches) == []
                assert reading.outside(stretches, *SIZES[paper], page.MARGIN - 2) == []
                assert min(stretch.size for stretch in stretches) >= 11.99
            with pikepdf.open(BytesIO(pdf)) as file:
                box = [float(number) for number in file.pages[0].mediabox]
                assert box == pytest.approx([0, 0, *SIZES[paper]])
                assert all(reading.fonts(file).values())


def _partner(name: str) -> Partner:
    return Partner(partner_id="partner", name=name.strip())


def test_more_than_three_pages_are_refused(a_referral: Build) -> None:
    with pytest.raises(InputError, match="three pages"):
        referral_pdf(a_referral(tried="We tried to dim the light. " * 400), Words("en"))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_printed_as_they_are_written(name: str, a_referral: Build) -> None:
    summary = a_referral(partner=_partner(name), tried=name, strengths=(name,))
    text = reading.bare("".join(reading.texts(referral_pdf(summary, Words("en")))))
    assert text.count(reading.bare(name)) >= 4


def test_the_file_itself_names_no_one(a_referral: Build) -> None:
    with pikepdf.open(BytesIO(referral_pdf(a_referral(), Words("en")))) as file:
        metadata = {key: str(value) for key, value in file.docinfo.items()}
    assert metadata["/Title"] == "Referral"
    said = " ".join(metadata.values())
    assert not any(part in said for part in ("Mira", "Lopez", "Ana", "Early Support"))


def test_an_invented_child_is_marked(a_referral: Build) -> None:
    (page_, *_) = reading.drawn(referral_pdf(a_referral(demo=True), Words("en")))
    assert [stretch.text for stretch in page_ if stretch.tilted] == ["Example: not a real family"]


def test_the_mark_of_an_invented_child_is_not_the_first_thing_read(a_referral: Build) -> None:
    first = reading.texts(referral_pdf(a_referral(demo=True), Words("en")))[0].splitlines()[0]
    assert first == "Observation checklist: not validated, not a diagnosis."


def test_every_page_of_several_says_which_it_is_and_its_day(a_referral: Build) -> None:
    summary = a_referral(tried="We tried to dim the light. " * 80)
    pages = reading.texts(referral_pdf(summary, Words("en")))
    assert len(pages) == 3
    for number, text in enumerate(pages, 1):
        last = text.splitlines()[-1]
        assert last.startswith(f"Page {number} of 3")
        assert last.endswith(Words("en").date(summary.written_on))


def test_a_programme_that_refers_by_itself_is_named_once(a_referral: Build) -> None:
    text = text_of(a_referral(referrer="Valle Home Visits", programme="Valle Home Visits"))
    assert text[: text.index("Cut here")].count("Valle Home Visits") == 1


def test_the_slip_stands_whole_on_the_last_page_and_names_no_child(a_referral: Build) -> None:
    for tried in ("", "We tried to dim the light. " * 40, "We tried to dim the light. " * 80):
        pages = reading.texts(referral_pdf(a_referral(code="ACDE-3467", tried=tried), Words("en")))
        slips = [page[page.index("Cut here") :] for page in pages if "Cut here" in page]
        assert len(slips) == 1
        assert "Cut here" in pages[-1]
        for said in ("ACDE-3467", "Received on", "First appointment", "Family said no"):
            assert said in slips[0]
        for untold in ("Mira", "Lopez", "2025", "hard to comfort"):
            assert untold not in slips[0]


def test_a_code_is_the_same_each_time_and_tells_nothing_of_the_referral() -> None:
    ids = [f"018f2c1e-7b7a-7cc1-9e8f-2f6a1b3c{number:04x}" for number in range(2000)]
    codes = {return_code(each) for each in ids}
    assert len(codes) == len(ids)
    assert return_code(ids[7]) == return_code(ids[7])
    assert not any(code.replace("-", "").lower() in ids[0] for code in codes)
