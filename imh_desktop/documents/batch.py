"""The pages of many families as one print job."""

from collections.abc import Sequence
from io import BytesIO
from typing import NamedTuple

from pypdf import PdfReader, PdfWriter

from imh_desktop.core.progress import Count, uncounted
from imh_desktop.documents.joining import Joined, join_trees


class OnePage(NamedTuple):
    """One family's page: what its bookmark says, and its PDF file."""

    bookmark: str
    content: bytes


class Batch(NamedTuple):
    """A print job: the file, on which page (from 1) each family begins, and how many there are."""

    content: bytes
    first_pages: tuple[int, ...]
    pages: int


def batch_pdf(pages: Sequence[OnePage], title: str, told: Count = uncounted) -> Batch:
    """Return a PDF file in which each family begins on an odd page, with a bookmark.

    A blank back follows where a family's page ends on a front, so that a printer that uses both
    sides never puts two families on one sheet. The same pages give the same bytes.
    """
    writer = PdfWriter()
    files: list[Joined] = []
    for number, page in enumerate(pages, 1):
        _begin_on_a_front(writer)
        files.append(Joined(len(writer.pages), PdfReader(BytesIO(page.content))))
        writer.append(files[-1].reader, import_outline=False)
        writer.add_outline_item(title=page.bookmark, page_number=files[-1].first)
        told(number, len(pages))
    join_trees(writer, files)
    writer.metadata = {"/Title": title, "/Author": "IMH Desktop", "/Creator": "IMH Desktop"}
    made = BytesIO()
    writer.write(made)
    firsts = tuple(file.first + 1 for file in files)
    return Batch(made.getvalue(), firsts, len(writer.pages))


def _begin_on_a_front(writer: PdfWriter) -> None:
    if len(writer.pages) % 2:
        last = writer.pages[-1].mediabox
        writer.add_blank_page(last.width, last.height)
