"""What a reader independent of the program finds on a page."""

import ctypes
import re
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium


class Drawn(NamedTuple):
    """One stretch of text: its words, size in points, box (left, bottom, right, top), tilt, and
    what the line says that it is a part of."""

    text: str
    size: float
    box: tuple[float, float, float, float]
    tilted: bool
    line: str = ""


def texts(pdf: bytes) -> list[str]:
    """Return the text of each page; a hyphen that ends a line, which pdfium marks, is one."""
    document = pypdfium2.PdfDocument(pdf)
    return [
        document[number].get_textpage().get_text_range().replace("\ufffe", "-")
        for number in range(len(document))
    ]


def whole_text(pdf: bytes) -> str:
    """Return the text of all pages."""
    return "\n".join(texts(pdf))


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
        tilted = abs(matrix.b) > 0.01
        found.append(Drawn(item.extract(), size, item.get_bounds(), tilted, _line(item)))
    return found


def _line(item: pypdfium2.PdfObject) -> str:
    marks = pdfium.FPDFPageObj_CountMarks(item.raw)
    return "".join(_marked(pdfium.FPDFPageObj_GetMark(item.raw, n)) for n in range(marks))


def _marked(mark: object) -> str:
    """Return the ``ActualText`` of one marked content; none is empty."""
    room, used = (ctypes.c_ushort * 4_000)(), ctypes.c_ulong()
    value = pdfium.FPDFPageObjMark_GetParamStringValue
    found = value(mark, b"ActualText", room, ctypes.sizeof(room), used)
    return bytes(room)[: used.value].decode("utf-16-le").rstrip("\0") if found else ""


def bare(text: str) -> str:
    """Return a text without its blanks, as line breaks may stand for any of them, and without
    the marks that set a name apart."""
    return re.sub("[\\s\u2066-\u2069]", "", text)


def lines(stretches: list[Drawn]) -> list[Drawn]:
    """Return whole lines: stretches that follow each other and belong to one, in one box. The
    letters of a joined script, and their dots, are stretches that reach over each other."""
    whole: list[Drawn] = []
    for each in stretches:
        if whole and each.line and whole[-1].line == each.line:
            left, bottom, right, top = (
                pick(pair)
                for pick, pair in zip(
                    (min, min, max, max), zip(whole[-1].box, each.box, strict=True), strict=True
                )
            )
            whole[-1] = whole[-1]._replace(box=(left, bottom, right, top))
        else:
            whole.append(each._replace(text=each.line or each.text))
    return whole


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


REACH = 0.35
"""How far, as a share of the size, an Arabic letter may reach over the next one in its line."""


def crowded(stretches: list[Drawn]) -> list[str]:
    """Return the lines whose letters, dots and points aside, stand on each other."""
    return [
        whole
        for whole, parts in groupby(stretches, lambda each: each.line)
        if _crowded([part for part in parts if part.box[3] - part.box[1] > REACH * part.size])
    ]


def _crowded(letters: list[Drawn]) -> bool:
    return any(
        min(one.box[2], other.box[2]) - max(one.box[0], other.box[0]) > REACH * one.size
        and min(one.box[3], other.box[3]) > max(one.box[1], other.box[1])
        for index, one in enumerate(letters)
        for other in letters[index + 1 :]
    )


def outside(stretches: list[Drawn], width: float, height: float, margin: float) -> list[str]:
    """Return the texts that reach into the margins."""
    return [
        each.text
        for each in stretches
        for left, bottom, right, top in [each.box]
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
    return [line for page in said_lines(pdf) for line in page]


def said_lines(pdf: bytes) -> list[list[str]]:
    """Return what the marked lines of each page say, in the order they are read."""
    with pikepdf.open(BytesIO(pdf)) as file:
        return [
            [
                str(operands[1]["/ActualText"])
                for operands, operator in pikepdf.parse_content_stream(page)
                if str(operator) == "BDC" and "/ActualText" in (operands[1] or {})
            ]
            for page in file.pages
        ]
