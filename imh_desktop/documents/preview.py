"""A page as it will be printed, as pixels for a screen; no window system is needed."""

from typing import NamedTuple

import pypdfium2


class PageImage(NamedTuple):
    """One page. ``pixels``: rows from the top, four bytes a pixel (red, green, blue, unused)."""

    width: int
    height: int
    pixels: bytes


def page_images(pdf: bytes, width: int) -> tuple[PageImage, ...]:
    """Return each page of a PDF file, ``width`` pixels wide."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        if document.get_formtype() != pypdfium2.raw.FORMTYPE_NONE:
            document.init_forms()  # else what was filled in is not drawn; this build runs no script
        return tuple(_image(document[number], width) for number in range(len(document)))
    finally:
        document.close()


def _image(page: pypdfium2.PdfPage, width: int) -> PageImage:
    """Return one page."""
    bitmap = page.render(
        scale=width / page.get_width(),
        force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRx,
        rev_byteorder=True,
    )
    image = PageImage(bitmap.width, bitmap.height, bytes(bitmap.buffer))
    bitmap.close()
    return image
