"""Papers of several pages: headings with bookmarks, page numbers, lines to write on by hand."""

from collections.abc import Iterable, Sequence

from imh_desktop.documents import fonts, tagging
from imh_desktop.documents.blocks import (
    Canvas,
    Part,
    Parts,
    draw,
    gap,
    glued,
    height_of,
    merged,
    paginate,
)
from imh_desktop.documents.page import ACCENT, INK, MARGIN, SOFT_INK, Sheet, panel, rule
from imh_desktop.documents.tagging import artifact, labelled, listing, tagged
from imh_desktop.documents.text import Span, Style, paragraph
from imh_desktop.words import Words

TEXT = Style(fonts.REGULAR, 11, 15, INK)
STRONG = TEXT._replace(face=fonts.SEMIBOLD)
SOFT = TEXT._replace(colour=SOFT_INK)
SMALL = Style(fonts.REGULAR, 9, 12, SOFT_INK)
HEADING = Style(fonts.BOLD, 14, 20, ACCENT)
TITLE = Style(fonts.BOLD, 21, 28, ACCENT)
_FOOT_ROOM, _MOST_PAGES = 26.0, 400
_LABEL, _BULLET, _SHORT = 132.0, 14.0, 150.0

Chapter = tuple[str, Parts]
"""What stands at the foot of its pages, and what is on them; each begins a new page."""


def booklet(
    sheet: Sheet, chapters: Iterable[Chapter], words: Words, *, demo: bool = False
) -> bytes:
    """Return chapters as a PDF file with page numbers; the same chapters give the same bytes.

    ``demo``: every page is marked as invented.
    """
    pages = [(foot, page) for foot, parts in chapters for page in _paged(parts, sheet)]
    for number, (said, parts) in enumerate(pages, 1):
        draw(parts, sheet.canvas, MARGIN, sheet.top)
        foot = words.say(
            "{title}  ·  page {number} of {total}", title=said, number=number, total=len(pages)
        )
        line = artifact(merged(paragraph(foot, SMALL, sheet.width)))
        line.draw(sheet.canvas, MARGIN, MARGIN + SMALL.leading)
        if demo:
            sheet.watermark(words.say("Example: not a real family"))
        sheet.canvas.showPage()
    return sheet.bytes()


def title(text: str, width: float) -> Parts:
    """Return the title of a paper or a chapter, with a line under it."""
    head = tagging.heading(1, glued(paragraph(text, TITLE, width)), bookmark=text)
    return (*head, rule(width), gap(8, glued=True))


def heading(text: str, width: float) -> Parts:
    """Return a heading that stands in the bookmarks, and on one page with what follows."""
    head = tagging.heading(2, glued(paragraph(text, HEADING, width)), bookmark=text)
    return (gap(10), *head, gap(4, glued=True))


def said(text: str | Sequence[Span], width: float, style: Style = TEXT) -> Parts:
    """Return a paragraph."""
    return tagged("P", paragraph(text, style, width))


def body(content: Parts) -> Parts:
    """Return what stands under a heading: never broken when it is short."""
    if content and height_of(content) <= _SHORT:
        return (*glued(content[:-1]), content[-1]._replace(glued=False))
    return content


def section(text: str, content: Parts, width: float) -> Parts:
    """Return a heading with its content; nothing where there is no content."""
    return (*heading(text, width), *body(content)) if content else ()


def texts(lines: Iterable[str], width: float, style: Style = TEXT) -> Parts:
    """Return paragraphs with a little space between them; empty ones are left out."""
    return _apart([said(line, width, style) for line in lines if line])


def facts(rows: Iterable[tuple[str, str]], width: float) -> Parts:
    """Return labels with their values; a line without a value is left out."""
    found: Parts = ()
    for label, value in rows:
        if value:
            name = merged(paragraph(label, SOFT, _LABEL - 10))
            found += labelled(name, paragraph(value, TEXT, width - _LABEL), _LABEL)
    return listing(found)


def bullets(lines: Iterable[str], width: float, style: Style = TEXT) -> Parts:
    """Return lines with a dot before each."""
    dot = merged(paragraph("•", style, _BULLET))
    each = [
        labelled(dot, paragraph(line, style, width - _BULLET), _BULLET) for line in lines if line
    ]
    return listing(_apart(each)) if each else ()


def claim(text: str, width: float) -> Parts:
    """Return a sentence in a box, for what must not be overlooked."""
    return (panel(merged(said(text, width - 20, STRONG)), width, 7, tinted=True), gap(8))


def writing_lines(width: float, count: int = 1, height: float = 20.0) -> Parts:
    """Return lines to write on, ``height`` points each."""

    def line(canvas: Canvas, left: float, top: float) -> None:
        canvas.setStrokeColor(SOFT_INK)
        canvas.setLineWidth(0.6)
        canvas.line(left, top - height + 3, left + width, top - height + 3)

    return tuple(Part(height, line, glued=number < count - 1) for number in range(count))


def labelled_lines(labels: Sequence[str], width: float, height: float = 22.0) -> Parts:
    """Return labels with a line to write on after each."""
    return tuple(part for label in labels for part in _labelled_line(label, width, height))


def _labelled_line(label: str, width: float, height: float) -> Parts:
    name = merged(said(label, _LABEL - 8, SOFT))
    height = max(height, name.height + 4)

    def drawn(canvas: Canvas, left: float, top: float) -> None:
        name.draw(canvas, left, top - (height - 3 - name.height))
        canvas.setStrokeColor(SOFT_INK)
        canvas.setLineWidth(0.6)
        canvas.line(left + _LABEL, top - height + 3, left + width, top - height + 3)

    return (Part(height, drawn),)


def _apart(items: Sequence[Parts]) -> Parts:
    found: Parts = ()
    for item in items:
        found += (gap(3), *item) if found else item
    return found


def _paged(parts: Parts, sheet: Sheet) -> tuple[Parts, ...]:
    return paginate(parts, [sheet.height - _FOOT_ROOM] * _MOST_PAGES)
