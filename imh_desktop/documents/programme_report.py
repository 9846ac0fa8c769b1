"""The programme's figures on paper: one table after the other, with what each number means."""

from itertools import accumulate

from imh_desktop.core.people import Paper
from imh_desktop.core.report_table import Report, ReportTable
from imh_desktop.documents import fonts, tagging
from imh_desktop.documents.blocks import (
    Canvas,
    Part,
    Parts,
    TooLong,
    draw,
    gap,
    glued,
    merged,
    paginate,
)
from imh_desktop.documents.page import ACCENT, INK, MARGIN, SOFT_INK, Sheet, rule
from imh_desktop.documents.tagging import artifact, heading, tagged
from imh_desktop.documents.text import Style, paragraph
from imh_desktop.errors import InputError
from imh_desktop.words import Words

_TEXT = Style(fonts.REGULAR, 10.5, 14, INK)
_SOFT = Style(fonts.REGULAR, 9, 12, SOFT_INK)
_HEADING = Style(fonts.BOLD, 13.5, 20, ACCENT)
_TITLE = Style(fonts.BOLD, 22, 30, ACCENT)
_MOST_PAGES, _FOOT_ROOM, _SPACE = 40, 26.0, 10.0
_MOST_LINES = 12
"""Lines of a cell; a longer one is cut, so that a row fits on a page whatever it holds."""


def programme_report_pdf(
    report: Report, paper: Paper, words: Words, *, demo: bool = False
) -> bytes:
    """Return the report as a PDF file; the same report gives the same bytes.

    Raises:
        MissingGlyph: no shipped font has a character of it.
        InputError: more than forty pages.
    """
    sheet = Sheet(paper, report.title, words.language)
    parts = _front(report, sheet.width)
    for table in report.tables:
        title = paragraph(table.title, _HEADING, sheet.width)
        parts += (gap(14), *glued(heading(2, title, bookmark=table.title)))
        parts += _table(table, sheet.width)
    pages = _paged(parts, sheet)
    for number, page in enumerate(pages, 1):
        draw(page, sheet.canvas, MARGIN, sheet.top)
        said = words.say(
            "{title}  ·  page {number} of {total}",
            title=report.title, number=number, total=len(pages),
        )  # fmt: skip
        foot = artifact(merged(paragraph(said, _SOFT, sheet.width)))
        foot.draw(sheet.canvas, MARGIN, MARGIN + _SOFT.leading)
        if demo:
            sheet.watermark(words.say("Example: not a real family"))
        sheet.canvas.showPage()
    return sheet.bytes()


def _paged(parts: Parts, sheet: Sheet) -> tuple[Parts, ...]:
    try:
        return paginate(parts, [sheet.height - _FOOT_ROOM] * _MOST_PAGES)
    except TooLong:
        raise InputError(
            "This would be longer than {most} pages. Nothing was written. Choose a shorter time, or"
            " write a table (CSV or XLSX) instead.",
            most=_MOST_PAGES,
        ) from None


def _front(report: Report, width: float) -> Parts:
    title = heading(1, paragraph(report.title, _TITLE, width), bookmark=report.title)
    parts: Parts = (*title, rule(width), gap(8))
    for line in report.lines:
        if line:
            parts += (*tagged("P", paragraph(line, _TEXT, width)), gap(2))
    return parts


def _table(table: ReportTable, width: float) -> Parts:
    """Return heading and rows, each row with its note and never parted from it."""
    shares = table.shares or (1,) * len(table.heading)
    widths = [width * share / sum(shares) for share in shares]
    heads = ("Column",) * len(table.heading)
    parts: list[Part] = [_row(table.heading, heads, widths, _SOFT)._replace(glued=True)]
    notes = table.notes or ("",) * len(table.rows)
    for row, note in zip(table.rows, notes, strict=True):
        cells = tuple("" if value is None else str(value) for value in row)
        under = glued(_note(note, len(cells), width)) if note else ()
        heads = ("Row", *("",) * (len(cells) - 1))
        line = _row(cells, heads, widths, _TEXT)._replace(glued=True)
        parts += [rule(width, SOFT_INK, 0.4), gap(2, glued=True), line, *under]
        parts += [gap(0.1), gap(3)]
    return tagging.table(tuple(parts))


def _note(note: str, columns: int, width: float) -> Parts:
    """Return what is said about a row, as a row of one cell."""
    lines = merged(paragraph(note, _SOFT, width - _SPACE))
    return (tagging.row(tagging.cell(lines, spans=columns)),)


def _row(cells: tuple[str, ...], heads: tuple[str, ...], widths: list[float], style: Style) -> Part:
    """Return cells side by side, each cut to a few lines so that any row fits on a page."""
    drawn = [
        tagging.cell(merged(paragraph(text, style, wide - _SPACE)[:_MOST_LINES]), heads=head)
        for text, head, wide in zip(cells, heads, widths, strict=True)
    ]
    lefts = list(accumulate(widths, initial=0.0))

    def across(canvas: Canvas, left: float, top: float) -> None:
        for one, right in zip(drawn, lefts, strict=False):
            one.draw(canvas, left + right, top)

    return tagging.row(Part(max(one.height for one in drawn), across))
