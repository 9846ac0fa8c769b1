"""Each kind of page, whole, as it leaves the program: nothing a listener would miss."""

from collections.abc import Callable

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.referral import ReferralSummary
from imh_desktop.core.report_table import Report, ReportTable
from imh_desktop.documents.checking.check import check
from imh_desktop.documents.programme_report import programme_report_pdf
from imh_desktop.documents.referral import referral_pdf
from imh_desktop.documents.review_book import review_book_pdf
from imh_desktop.flows.review_book import review_book
from imh_desktop.words import Words

Build = Callable[..., ReferralSummary]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"demo": True, "paper": "letter"},
        {"lines": (), "send_back": ""},
        {"tried": "We dim the light. " * 90, "rule_lines": ("C1", "C3"), "review_note": "Draft."},
    ],
)
def test_a_referral(language: str, fields: dict[str, object], a_referral: Build) -> None:
    assert check(referral_pdf(a_referral(language=language, **fields), Words(language))) == ()


def test_a_report_over_many_pages() -> None:
    rows = tuple((f"Area {number}", number or None, "") for number in range(120))
    notes = tuple("of all families" * (number % 3) for number in range(120))
    table = ReportTable(title="Visits", heading=("Area", "Count", ""), rows=rows, notes=notes)
    short = ReportTable(title="None", heading=("Area",), rows=())
    report = Report(title="Figures", lines=("From May", ""), tables=(table, short, table))
    for demo in (False, True):
        assert check(programme_report_pdf(report, "a4", Words("en"), demo=demo)) == ()


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_reviewers_book(language: str) -> None:
    library, words = Library(), Words(language)
    texts = library.texts("observation", language)
    book = review_book(library.checklist("observation"), texts, "a4", words)
    assert check(review_book_pdf(book, words)) == ()
