"""Files joined to one print job stay readable to the ear, each in its own language."""

from io import BytesIO

import pikepdf
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas as pdfgen

from imh_desktop.documents import tagging
from imh_desktop.documents.blocks import draw
from imh_desktop.documents.checking.check import check
from imh_desktop.documents.joining import Joined, join_trees
from imh_desktop.documents.page import MARGIN, Sheet

from .test_tagging import kept, line


def page_of(language: str, *sides: str) -> bytes:
    sheet = Sheet("a4", "Family summary", language, mirrored=True)
    first, *others = sides
    parts = tagging.heading(1, (line(first),), first)
    parts += tagging.tagged("P", tuple(line(side) for side in others))
    for part in parts:
        draw((part,), sheet.canvas, MARGIN, sheet.top)
        sheet.canvas.showPage()
    return sheet.bytes()


def joined(*files: bytes) -> bytes:
    writer, parts = PdfWriter(), []
    for content in files:
        if len(writer.pages) % 2:
            writer.add_blank_page(595, 842)
        parts.append(Joined(len(writer.pages), PdfReader(BytesIO(content))))
        writer.append(parts[-1].reader, import_outline=False)
        writer.add_outline_item(title="one", page_number=parts[-1].first)
    join_trees(writer, parts)
    writer.metadata = {"/Title": "Pages", "/Author": "IMH Desktop", "/Creator": "IMH Desktop"}
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_a_job_is_as_sound_as_its_pages_and_holds_them_one_after_the_other() -> None:
    job = joined(page_of("en", "Mira", "Hi", "again"), page_of("es", "Leo", "Hola"))
    assert check(job) == ()
    assert kept(job) == [
        ("Sect", [("H1", ["Mira"]), ("P", ["Hi", "again"])]),
        ("Sect", [("H1", ["Leo"]), ("P", ["Hola"])]),
    ]
    with pikepdf.open(BytesIO(job)) as pdf:
        assert len(pdf.pages) == 6
        assert [str(each.Lang) for each in pdf.Root.StructTreeRoot.K[0].K] == ["en", "es"]


def test_the_same_pages_give_the_same_job() -> None:
    pages = page_of("en", "Mira"), page_of("es", "Leo", "Hola")
    assert joined(*pages) == joined(*pages)


def test_a_job_that_begins_from_the_right_says_so() -> None:
    assert check(joined(page_of("ar", "ليلى"), page_of("en", "Mira"))) == ()


def test_a_file_without_a_tree_stays_one_without() -> None:
    plain = BytesIO()
    canvas = pdfgen.Canvas(plain, invariant=1)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(BytesIO(joined(plain.getvalue()))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
    assert kept(joined(plain.getvalue(), page_of("es", "Leo"))) == [("Sect", [("H1", ["Leo"])])]
