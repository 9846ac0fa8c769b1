"""The words of a PDF file somebody brings, which may be none, or not ours."""

import pypdfium2

from imh_desktop.errors import InputError, to_tell

MOST_BYTES = 100_000_000
MOST_PAGES = 2_000
_NO_PDF = to_tell("This is no PDF file that can be read. Nothing was changed.")


def file_text(content: bytes) -> str:
    """Return the text of every page, one after the other.

    Raises:
        InputError: it is no PDF, it is locked, or it has more than ``MOST_PAGES`` pages.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise InputError(_NO_PDF, expected="a PDF file") from error
    try:
        if not 0 < len(document) <= MOST_PAGES:
            raise InputError(_NO_PDF, expected=f"1 to {MOST_PAGES} pages")
        return "\n".join(_page_text(document, number) for number in range(len(document)))
    finally:
        document.close()


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        return str(document[number].get_textpage().get_text_bounded())
    except pypdfium2.PdfiumError:  # one page that is damaged says nothing, and hides no other
        return ""
