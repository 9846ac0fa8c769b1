"""What a page costs beside a bare canvas that draws the same words in the same places."""

import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas as pdfgen

from imh_desktop.core.summary import (
    DomainStrengths,
    FamilySummary,
    OpenClass,
    PageLine,
    PageStep,
    PageSupport,
)
from imh_desktop.documents import fonts
from imh_desktop.documents.family import family_pdf
from imh_desktop.words import Words

pytestmark = pytest.mark.benchmark
ROUNDS = 20


def summary(name: str) -> FamilySummary:
    strengths = tuple(
        DomainStrengths(
            domain_id=domain,
            title=f"All about {domain}",
            lines=(PageLine(f"{name} smiles back at you and rests in your arms.", OpenClass.P),),
        )
        for domain in ("relationships", "feelings", "exploring", "family")
    )
    step = PageStep(what=PageLine("We visit again.", OpenClass.C), who="Ana", by=date(2026, 4, 15))
    return FamilySummary(
        language="en",
        paper="a4",
        given_name=name,
        on=date(2026, 3, 4),
        message=PageLine(f"You are the person {name} looks for.", OpenClass.P),
        strengths=strengths,
        moments=(),
        strategies=(PageLine("At bedtime, do the same few steps each night.", OpenClass.P),),
        steps=(step, step),
        support=(PageSupport(label="Emergency", number="000 555 0111"),) * 2,
        programme="Bright Start",
        programme_contact="000 555 0100",
    )


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def face_of(text: pypdfium2.PdfTextObj) -> str:
    """Return the face a text was drawn in, without the mark of a subset."""
    return next(face for face in fonts.FACES if face in text.get_font().get_base_name())


def plain(face: str) -> str:
    """Return reportlab's own name for a face: it draws with nothing of ours."""
    return f"plain {face}"


def bare(words_drawn: list[tuple[str, str, float, float, float]]) -> bytes:
    """Draw words at their places with nothing but reportlab."""
    buffer = BytesIO()
    canvas = pdfgen.Canvas(buffer, invariant=1, initialFontName=plain(fonts.REGULAR))
    for text, face, size, left, bottom in words_drawn:
        canvas.setFont(plain(face), size)
        canvas.drawString(left, bottom, text)
    for number in range(8):
        canvas.roundRect(40, 40 + 60 * number, 40, 40, 8)
    canvas.save()
    return buffer.getvalue()


def test_a_family_page_beside_a_bare_canvas() -> None:
    for face in fonts.FACES:
        pdfmetrics.registerFont(TTFont(plain(face), fonts.folder() / f"{face}.ttf"))
    page, words = summary("Mira"), Words("en")
    sheet = pypdfium2.PdfDocument(family_pdf(page, words))[0]
    textpage = sheet.get_textpage()
    found = sheet.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=textpage)
    placed = [(t.extract(), face_of(t), t.get_font_size(), *t.get_bounds()[:2]) for t in found]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(milliseconds(lambda: family_pdf(page, words)))
        theirs.append(milliseconds(lambda: bare(placed)))
    ratio = median(ours) / median(theirs)
    print(f"family page {median(ours):.1f} ms, bare {median(theirs):.1f} ms, ratio {ratio:.2f}")
    assert ratio <= 2


def test_a_name_of_two_hundred_letters() -> None:
    words = Words("en")
    family_pdf(summary("Mira"), words)
    took = max(milliseconds(lambda: family_pdf(summary("W" * 200), words)) for _ in range(5))
    print(f"a name of 200 letters on 6 lines of a page: {took:.0f} ms")
    assert took < 200
