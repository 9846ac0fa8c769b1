"""What a reader independent of the program finds on a page."""

import re
from io import BytesIO
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium


class Drawn(NamedTuple):
    """One stretch of text: its words, size in points, box (left, bottom, right, top), tilt."""

    text: str
    size: float
    box: tuple[float, float, float, float]
    tilted: bool


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page; a hyphen that ends a line, which pdfium marks, is one."""
    document = pypdfium2.PdfDocument(pdf)
    return [
        document[number].get_textpage().get_text_range().replace("\ufffe", "-")
        for number in range(len(document))
    ]


def drawn(pdf: bytes) -> list[list[Drawn]]:
    """Return the stretches of text of each page."""
    document = pypdfium2.PdfDocument(pdf)
    return [_drawn(document[number]) for number in range(len(document))]


def _drawn(page: pypdfium2.PdfPage) -> list[Drawn]:
    textpage = page.get_textpage()
    found = []
    for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=textpage):
        matrix = item.get_matrix()
        size = item.get_font_size() * (matrix.a**2 + matrix.b**2) ** 0.5
        found.append(Drawn(item.extract(), size, item.get_bounds(), abs(matrix.b) > 0.01))
    return found


def bare(text: str) -> str:
    """Return a text without its blanks, as line breaks may stand for any of them."""
    return re.sub(r"\s", "", text)


def overlaps(stretches: list[Drawn]) -> list[tuple[str, str]]:
    """Return the pairs of texts whose ink boxes meet by more than half a point."""
    pairs = []
    for index, one in enumerate(stretches):
        for other in stretches[index + 1 :]:
            across = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0])
            along = min(one.box[3], other.box[3]) - max(one.box[1], other.box[1])
            if across > 0.5 and along > 0.5:
                pairs.append((one.text, other.text))
    return pairs


def outside(stretches: list[Drawn], width: float, height: float, margin: float) -> list[str]:
    """Return the texts that reach into the margins."""
    return [
        text
        for text, _, (left, bottom, right, top), _ in stretches
        if left < margin or bottom < margin or right > width - margin or top > height - margin
    ]


def fonts(pdf: pikepdf.Pdf) -> dict[str, bool]:
    """Return each font of a file, by name, and whether its letters are in the file."""
    found = {}
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
            (letters,) = thing.get("/DescendantFonts", [thing])
            described = letters.get("/FontDescriptor", {})
            found[str(thing["/BaseFont"])] = "/FontFile2" in described
    return found


def said(pdf: bytes) -> list[str]:
    """Return what each marked line of a file says, read from the content streams alone."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as file:
        for page in file.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and "/ActualText" in (operands[1] or {}):
                    found.append(str(operands[1]["/ActualText"]))
    return found
