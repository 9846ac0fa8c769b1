"""The preview shows the pages that will be printed."""

from collections.abc import Callable

import pypdfium2

from imh_desktop.core.summary import FamilySummary
from imh_desktop.documents.family import family_pdf
from imh_desktop.documents.preview import page_images
from imh_desktop.words import Words


def test_each_page_is_shown_at_the_width_asked_for(
    full_family: Callable[..., FamilySummary], words: Words
) -> None:
    pdf = family_pdf(full_family(), words)
    images = page_images(pdf, 306)
    document = pypdfium2.PdfDocument(pdf)
    assert len(images) == len(document) == 2
    for number, image in enumerate(images):
        assert (image.width, image.height) == (306, 396)
        expected = document[number].render(scale=0.5).to_pil().convert("RGB").tobytes()
        pixels = image.pixels
        shown = bytes(byte for at, byte in enumerate(pixels) if at % 4 != 3)
        assert shown == expected
