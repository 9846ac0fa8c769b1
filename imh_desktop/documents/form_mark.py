"""A pale word across the pages of a form that is filled in for an invented child."""

from io import BytesIO

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen import canvas as pdfgen

_FONT, _SIZE, _PALE, _TILT = "Helvetica-Bold", 40, 0.86, 50
"""A font every reader has: the form is the partner's file, and its own letters are no others."""


def mark(writer: PdfWriter, text: str) -> None:
    """Write a text across every page, under what is filled in."""
    for page in writer.pages:
        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        out = BytesIO()
        canvas = pdfgen.Canvas(out, pagesize=(wide, high), invariant=1)
        canvas.setFillGray(_PALE)
        canvas.setFont(_FONT, _SIZE)
        canvas.translate(wide / 2, high / 2)
        canvas.rotate(_TILT)
        canvas.drawCentredString(0, 0, text)
        canvas.save()
        page.merge_page(PdfReader(out).pages[0], over=False)
