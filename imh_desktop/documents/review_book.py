"""The reviewer's book on paper: every item, idea and rule, with room to write beside it."""

from collections.abc import Iterator

from imh_desktop.core.review_book import BookEntry, BookSection, ReviewBook
from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import (
    Canvas,
    Part,
    Parts,
    draw,
    gap,
    glued,
    height_of,
    merged,
    over,
    paginate,
)
from imh_desktop.documents.page import ACCENT, INK, MARGIN, SOFT_INK, Sheet, rule
from imh_desktop.documents.tagging import artifact, heading, ornament, tagged
from imh_desktop.documents.text import Span, Style, paragraph
from imh_desktop.words import Words

_TEXT = Style(fonts.REGULAR, 11, 15, INK)
_STRONG = Style(fonts.SEMIBOLD, 12.5, 17, INK)
_SMALL = Style(fonts.REGULAR, 9, 12, SOFT_INK)
_HEADING = Style(fonts.BOLD, 14, 20, ACCENT)
_SECTION = Style(fonts.BOLD, 21, 28, ACCENT)
_TITLE = Style(fonts.BOLD, 30, 40, ACCENT)
_BOX, _FOOT_ROOM = 9.0, 26.0
_MOST_PAGES = 400
_WHOLE = 420.0
"""Points below which an entry is never parted, so that its remarks stand under it."""


def review_book_pdf(book: ReviewBook, words: Words) -> bytes:
    """Return the book as a PDF file; the same book gives the same bytes.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    sheet = Sheet(book.paper, book.title, book.language)
    pages = [(book.title, parts) for parts in _paged(_front(book, sheet.width), sheet)]
    for section in book.sections:
        parts = _section(section, words, sheet.width)
        pages += [(section.title, page) for page in _paged(parts, sheet)]
    for number, (title, parts) in enumerate(pages, 1):
        draw(parts, sheet.canvas, MARGIN, sheet.top)
        foot = words.say(
            "{title}  ·  page {number} of {total}", title=title, number=number, total=len(pages)
        )
        line = artifact(merged(paragraph(foot, _SMALL, sheet.width)))
        line.draw(sheet.canvas, MARGIN, MARGIN + _SMALL.leading)
        sheet.canvas.showPage()
    return sheet.bytes()


def _paged(parts: Parts, sheet: Sheet) -> tuple[Parts, ...]:
    return paginate(parts, [sheet.height - _FOOT_ROOM] * _MOST_PAGES)


def _front(book: ReviewBook, width: float) -> Parts:
    title = heading(1, paragraph(book.title, _TITLE, width), bookmark=book.title)
    parts: Parts = (gap(120, glued=True), *title, gap(18))
    for text in book.front:
        parts += (*tagged("P", paragraph(text, _TEXT, width)), gap(8))
    return parts


def _section(section: BookSection, words: Words, width: float) -> Parts:
    parts: Parts = (
        *glued(heading(2, paragraph(section.title, _SECTION, width), bookmark=section.title)),
        rule(width),
        gap(8, glued=True),
    )
    for text in section.intro:
        parts += (*tagged("P", paragraph(text, _TEXT, width)), gap(6))
    for group in section.groups:
        title = heading(3, paragraph(group.title, _HEADING, width), bookmark=group.title)
        parts += (gap(10), *glued(title), gap(4, glued=True))
        for entry in group.entries:
            parts += _entry(entry, words, width)
    return parts


def _entry(entry: BookEntry, words: Words, width: float) -> Parts:
    """Return one entry: what is said, then what stands behind it, then room to write."""
    head = glued(heading(4, paragraph(entry.words, _STRONG, width)))
    if entry.mark:
        head += glued(tagged("P", paragraph(entry.mark, _SMALL, width)))
    body = tuple(part for line in _lines(entry, width) for part in line)
    parts = (*head, *body, *(_remarks(words, width) if entry.remarks else ()))
    if height_of(parts) < _WHOLE:
        parts = (*glued(parts[:-1]), parts[-1]._replace(glued=False))
    return (*parts, gap(9))


def _lines(entry: BookEntry, width: float) -> Iterator[Parts]:
    for label, text in entry.lines:
        spans = (Span(f"{label}  ", fonts.SEMIBOLD, SOFT_INK), Span(text)) if label else text
        yield (*tagged("P", paragraph(spans, _TEXT, width)), gap(2, glued=True))


def _remarks(words: Words, width: float) -> Parts:
    """Return two boxes to tick, and a line to write on."""
    keep, change = words.say("keep"), words.say("change to:")

    def boxes(canvas: Canvas, left: float, top: float) -> None:
        canvas.setStrokeColor(SOFT_INK)
        canvas.setLineWidth(0.7)
        for at in (0.0, 60.0):
            canvas.rect(left + at, top - _BOX - 4, _BOX, _BOX, stroke=1, fill=0)
        canvas.line(left + 150, top - _BOX - 5, left + width, top - _BOX - 5)

    def said(canvas: Canvas, left: float, top: float) -> None:
        for at, text in ((14.0, keep), (74.0, change)):
            merged(paragraph(text, _SMALL, 76)).draw(canvas, left + at, top - 2)

    (line,) = tagged("P", (Part(18, said),))
    return (over(ornament(boxes), line),)
