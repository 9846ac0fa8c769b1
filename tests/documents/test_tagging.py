"""What a listener is told: one element for each thing, in the order it is meant."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from ctypes import byref, c_int
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from imh_desktop.core.referral import ReferralSummary
from imh_desktop.core.report_table import Report, ReportTable
from imh_desktop.documents import tagging
from imh_desktop.documents.blocks import Part, Parts, abreast, draw, gap, merged, moved, over
from imh_desktop.documents.page import INK, MARGIN, Sheet, disc, panel, rule
from imh_desktop.documents.programme_report import programme_report_pdf
from imh_desktop.documents.referral import referral_pdf
from imh_desktop.documents.text import Style, paragraph
from imh_desktop.words import Words

STYLE = Style("NotoSans-Regular", 12, 16, INK)
Tree = tuple[str, list[Any]]


def line(text: str) -> Part:
    return merged(paragraph(text, STYLE, 300))


def sheet_of(*pages: Parts, language: str = "en") -> bytes:
    sheet = Sheet("a4", "Test", language, mirrored=True)
    for parts in pages:
        draw(parts, sheet.canvas, MARGIN, sheet.top)
        sheet.canvas.showPage()
    return sheet.bytes()


def words_of_marks(content: bytes) -> dict[tuple[int, int], str]:
    """Return the text of each (page, mark), as pdfium reads it."""
    found: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(content)
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        texts = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=textpage)
        for item in texts:
            for mark in _marks(item.raw):
                found[number, mark] = found.get((number, mark), "") + item.extract()
    return found


def _marks(item: Any) -> Iterator[int]:
    value = c_int()
    for number in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, number)
        if pdfium.FPDFPageObjMark_GetParamIntValue(mark, b"MCID", byref(value)):
            yield value.value


def tree(content: bytes) -> Tree:
    """Return the tree as (role, what it holds): elements, and the texts of marks."""
    with pikepdf.open(BytesIO(content)) as pdf:
        texts = words_of_marks(content)
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}

        def told(element: pikepdf.Object) -> Tree:
            held: list[Any] = []
            for kid in element.get("/K", []):
                if isinstance(kid, int):
                    held.append(texts.get((pages[element.Pg.objgen], kid), "").strip())
                elif "/MCID" in kid:
                    held.append(texts.get((pages[kid.Pg.objgen], int(kid.MCID)), "").strip())
                else:
                    held.append(told(kid))
            return str(element.S)[1:], [each for each in held if each]

        top = pdf.Root.StructTreeRoot.K
        return told(top[0] if isinstance(top, pikepdf.Array) else top)


def kept(content: bytes) -> list[Any]:
    return tree(content)[1]


def test_a_paragraph_on_two_pages_is_one_element() -> None:
    first, second = tagging.tagged("P", (line("One line,"), line("and the next.")))
    assert kept(sheet_of((first,), (second,))) == [("P", ["One line,", "and the next."])]


def test_a_list_holds_its_items_with_label_and_body() -> None:
    items = (*tagging.labelled(line("1"), (line("Sing"),), 20), gap(5))
    items += tagging.item((line("Rest"), line("a while")))
    assert kept(sheet_of(tagging.listing(items, numbered=True))) == [
        (
            "L",
            [
                ("LI", [("Lbl", ["1"]), ("LBody", ["Sing"])]),
                ("LI", [("LBody", ["Rest", "a while"])]),
            ],
        )
    ]


def test_two_languages_side_by_side_are_read_one_after_the_other() -> None:
    left = tagging.tagged("Sect", (line("Hello"), line("Bye")), language="en")
    right = tagging.tagged("Sect", (line("Hola"), line("Chao")), language="es")
    rows = tuple(abreast(pair, 200) for pair in zip(left, right, strict=True))
    assert kept(sheet_of(rows)) == [
        ("Sect", [("P", ["Hello"]), ("P", ["Bye"])]),
        ("Sect", [("P", ["Hola"]), ("P", ["Chao"])]),
    ]


def test_text_without_an_element_is_still_read_and_a_box_never_is() -> None:
    under = over(disc(20), line("untold"))
    parts = (rule(100), under, panel(line("boxed"), 200, 5, tinted=True))
    assert kept(sheet_of(parts)) == [("P", ["untold"]), ("P", ["boxed"])]


def test_what_is_no_content_is_not_read() -> None:
    said = tagging.tagged("P", (line("twice"),))
    parts = (*said, tagging.artifact(moved(said, 50)[0]))
    assert kept(sheet_of(parts)) == [("P", ["twice"])]


def test_a_watermark_is_not_read() -> None:
    sheet = Sheet("a4", "Test", "en")
    tagging.tagged("P", (line("told"),))[0].draw(sheet.canvas, MARGIN, sheet.top)
    sheet.watermark("Example")
    sheet.canvas.showPage()
    assert kept(sheet.bytes()) == [("P", ["told"])]


def test_a_figure_says_what_it_shows_and_where_it_is() -> None:
    part = tagging.figure(Part(40, lambda canvas, left, top: canvas.circle(left, top, 9)), "A sun")
    with pikepdf.open(BytesIO(sheet_of(moved((part,), 10)))) as pdf:
        (found,) = pdf.Root.StructTreeRoot.K.K
        assert (str(found.S), str(found.Alt)) == ("/Figure", "A sun")
        box = [float(edge) for edge in found.A.BBox]
    top = 841.89 - MARGIN
    assert box == pytest.approx([MARGIN + 10, top - 40, MARGIN + 50, top], abs=0.02)


def test_headings_have_bookmarks_that_lead_to_them() -> None:
    first = tagging.heading(1, (line("Page"),), "Page")
    parts = (*first, gap(50), *tagging.heading(2, (line("Below"),), "Below (it)"))
    with pikepdf.open(BytesIO(sheet_of(parts))) as pdf, pdf.open_outline() as outline:
        (first,) = outline.root
        assert first.title == "Page"
        assert [kid.title for kid in first.children] == ["Below (it)"]
        names = {str(kid.Title): kid.Dest for kid in _outlines(pdf.Root.Outlines)}
        tops = {name: float(where[3]) for name, where in names.items()}
    assert tops["Page"] - tops["Below (it)"] == pytest.approx(66)


def _outlines(holder: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kid = holder.get("/First")
    while kid is not None:
        yield kid
        yield from _outlines(kid)
        kid = kid.get("/Next")


HOSTILE = (
    ") /JS (x)",
    "a\\)b\\",
    "<</S /URI>>",
    "مرحبا (Leo)",
    "x" * 2000,
    "two\nlines",
    "\x00\x07",
)


@pytest.mark.parametrize("said", HOSTILE)
def test_words_from_outside_stay_words(said: str) -> None:
    parts = (tagging.figure(line("drawn"), said), *tagging.heading(1, (line("x"),), said))
    part = tagging.tagged("P", (line("y"),), language=said)
    with pikepdf.open(BytesIO(sheet_of((*parts, *part)))) as pdf, pdf.open_outline() as outline:
        drawn, _, text = pdf.Root.StructTreeRoot.K.K
        assert (str(drawn.Alt), str(text.Lang)) == (said, said)
        assert [entry.title for entry in outline.root] == [said]


def test_a_language_read_from_the_right_says_so() -> None:
    with pikepdf.open(BytesIO(sheet_of((line("x"),), language="ar"))) as pdf:
        assert str(pdf.Root.ViewerPreferences.Direction) == "/R2L"
    with pikepdf.open(BytesIO(sheet_of((line("x"),)))) as pdf:
        assert "/Direction" not in pdf.Root.ViewerPreferences


def test_a_table_keeps_its_empty_cells_and_says_what_heads_what() -> None:
    table = ReportTable(
        title="Visits",
        heading=("Area", "Count"),
        rows=(("North", None), ("South", 3)),
        notes=("", "of ten"),
    )
    report = Report(title="Figures", lines=("All of it.",), tables=(table,))
    content = programme_report_pdf(report, "a4", Words("en"))
    (found,) = [rows for role, rows in kept(content) if role == "Table"]
    assert found == [
        ("TR", [("TH", ["Area"]), ("TH", ["Count"])]),
        ("TR", [("TH", ["North"]), ("TD", [])]),
        ("TR", [("TH", ["South"]), ("TD", ["3"])]),
        ("TR", [("TD", ["of ten"])]),
    ]


def test_the_referral_is_read_in_order(a_referral: Callable[..., ReferralSummary]) -> None:
    content = referral_pdf(a_referral(), Words("en"))
    assert [role for role, _ in kept(content)][:4] == ["P", "H1", "P", "P"]
    heads = [texts[0] for role, texts in kept(content) if role == "H2"]
    assert heads[:3] == ["Child", "Caregivers", "Reason for the referral"]
    said = [("Lbl", ["Name"]), ("LBody", ["Mira Lopez"])]
    assert ("LI", said) in next(items for role, items in kept(content) if role == "L")


def test_another_reader_finds_the_tree(
    a_referral: Callable[..., ReferralSummary], tmp_path: Path
) -> None:
    if not shutil.which("pdfinfo"):
        pytest.skip("pdfinfo (poppler) is not on this machine")
    path = tmp_path / "referral.pdf"
    path.write_bytes(referral_pdf(a_referral(), Words("en")))
    told = _pdfinfo(path)
    assert "Tagged:          yes" in told
    lines = [line.strip() for line in _pdfinfo("-struct-text", path).splitlines()]
    assert lines[0] == "Document"
    assert lines[lines.index("H1 (block)") + 1] == '"Referral"'
    assert '"Mira Lopez"' in lines


def _pdfinfo(*arguments: str | Path) -> str:
    done = subprocess.run(
        ["pdfinfo", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not done.stderr
    return done.stdout


def test_marks_change_no_pixel() -> None:
    bare = (rule(200), line("The same."), panel(line("boxed"), 200, 5, tinted=True))
    marked = (rule(200), *tagging.heading(1, (bare[1],), "x"), *tagging.tagged("P", (bare[2],)))
    one, two = (_pixels(sheet_of(parts)) for parts in (bare, marked))
    assert one == two


def _pixels(content: bytes) -> bytes:
    return bytes(pypdfium2.PdfDocument(content)[0].render(scale=1).buffer)
