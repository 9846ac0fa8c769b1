"""A page as it will be printed, as pixels for a screen; no window system is needed."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pypdfium2

POINTS = 72
"""Points an inch."""


class PageImage(NamedTuple):
    """One page. ``pixels``: rows from the top, four bytes a pixel (red, green, blue, unused)."""

    width: int
    height: int
    pixels: bytes


def page_images(pdf: bytes, width: int) -> tuple[PageImage, ...]:
    """Return each page of a PDF file, ``width`` pixels wide."""
    return tuple(page_pictures(pdf, width))


def page_pictures(pdf: bytes, width: int) -> Iterator[PageImage]:
    """Yield each page of a PDF file, ``width`` pixels wide, drawn when it is asked for."""
    return _images(pdf, lambda page: width / page.get_width())


def sheets(pdf: bytes, dpi: int) -> Iterator[PageImage]:
    """Yield each page of a PDF file, ``dpi`` pixels an inch, drawn when it is asked for."""
    return _images(pdf, lambda _page: dpi / POINTS)


def page_shapes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Return the width and height of each page of a PDF file, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(page.get_size() for page in document)
    finally:
        document.close()


def page_picture(pdf: bytes, number: int, width: int) -> PageImage:
    """Return one page of a PDF file, ``width`` pixels wide. ``number``: from 0."""
    return next(_images(pdf, lambda page: width / page.get_width(), first=number))


def sheet_count(pdf: bytes) -> int:
    """Return how many pages a PDF file has."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def _images(
    pdf: bytes, scale: Callable[[pypdfium2.PdfPage], float], first: int = 0
) -> Iterator[PageImage]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        if document.get_formtype() != pypdfium2.raw.FORMTYPE_NONE:
            document.init_forms()  # else what was filled in is not drawn; this build runs no script
        for number in range(first, len(document)):
            page = document[number]
            yield _image(page, scale(page))
    finally:
        document.close()


def _image(page: pypdfium2.PdfPage, scale: float) -> PageImage:
    """Return one page."""
    bitmap = page.render(
        scale=scale,
        force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx,
        rev_byteorder=True,
    )
    image = PageImage(bitmap.width, bitmap.height, bytes(bitmap.buffer))
    bitmap.close()
    return image
