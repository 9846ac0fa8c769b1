"""A pale word across the pages of a form that is filled in for an invented child."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas as pdfgen

from imh_desktop.documents import fonts

_SIZE, _PALE, _TILT = 40, 0.86, 50


def mark(writer: PdfWriter, text: str) -> None:
    """Write a text across every page, under what is filled in."""
    fonts.load()
    for page in writer.pages:
        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        out = BytesIO()
        canvas = pdfgen.Canvas(out, pagesize=(wide, high), invariant=1)
        canvas.setFillGray(_PALE)
        canvas.setFont(fonts.BOLD, _SIZE)
        canvas.translate(wide / 2, high / 2)
        canvas.rotate(_TILT)
        canvas.drawCentredString(0, 0, text)
        canvas.save()
        page.merge_page(PdfReader(out).pages[0], over=False)
