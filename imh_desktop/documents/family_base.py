"""The foot of the family page: the same place, size and words for every family of a programme.

Because nothing here depends on the visit, a crisis line on it says nothing about this home.
"""

from imh_desktop.core.summary import FamilySummary, PageSupport
from imh_desktop.documents import family_words, fonts
from imh_desktop.documents.blocks import Part, Parts, gap, merged
from imh_desktop.documents.family_frame import Frame
from imh_desktop.documents.page import ACCENT, INK, SOFT_INK, panel
from imh_desktop.documents.tagging import heading, item, listing
from imh_desktop.documents.text import Span, Style
from imh_desktop.words import Words, isolated

_PADDING = 11.0
_BETWEEN = 14.0
_LARGE = 16.0
"""Points of size from which each number has a line to itself."""


def _style(face: str, size: float, colour: str = INK) -> Style:
    return Style(face, size, round(size * 1.34), colour)


def support(summary: FamilySummary, words: Words, size: float, frame: Frame) -> Parts:
    """Return the support block: whom to call, printed for everyone."""
    inside = frame.narrowed(frame.width - 2 * _PADDING)
    fill = numbered_lines if size >= _LARGE else _grid
    rows = (*help_title(words, size, inside), gap(5), *fill(summary.support, size, inside))
    return (panel(merged(rows), frame.width, _PADDING), gap(10))


def help_title(words: Words, size: float, frame: Frame) -> Parts:
    """Return the title of the support block."""
    style = _style(fonts.BOLD, size + 2, ACCENT)
    title = Span(family_words.help_title(words), keep=True)
    said = Span(family_words.for_everyone(words), fonts.REGULAR, SOFT_INK)
    together = frame.lines([title, Span("   "), said], style)
    apart = frame.lines([title, Span("\n"), said], style)
    return heading(2, together if len(together) == 1 else apart, family_words.help_title(words))


def _grid(lines: tuple[PageSupport, ...], size: float, frame: Frame) -> Parts:
    """Return the numbers in one to three columns, read row by row."""
    columns = 2 if len(lines) == 4 else min(max(len(lines), 1), 3)
    room = (frame.width - _BETWEEN * (columns - 1)) / columns
    cells = [merged(_cell(line, size, frame.narrowed(room))) for line in lines]
    rows: list[Part] = []
    for start in range(0, len(cells), columns):
        rows += [gap(5)] if start else []
        rows.append(frame.abreast(cells[start : start + columns], room, _BETWEEN))
    return listing(tuple(rows))


def _cell(line: PageSupport, size: float, frame: Frame) -> Parts:
    """Return whom a number reaches, and the number below."""
    number = frame.write([Span(isolated(line.number), keep=True)], _style(fonts.BOLD, size + 2))
    return item((*frame.write(line.label, _style(fonts.REGULAR, size)), *number))


def numbered_lines(lines: tuple[PageSupport, ...], size: float, frame: Frame) -> Parts:
    """Return a list of the numbers, each at the end of a line that is one part."""
    number = max(frame.width * 0.3, size * 7)
    label, figures = frame.narrowed(frame.width - number), frame.narrowed(number)
    rows: list[Part] = []
    for line in lines:
        said = label.write(line.label, _style(fonts.REGULAR, size))
        bold = _style(fonts.BOLD, size + 1)
        dialled = figures.write([Span(isolated(line.number), keep=True)], bold, "end")
        down = (said[0].height - dialled[0].height) / 2
        (first,) = frame.placed((merged(said),), 0, label.width)
        (last,) = frame.placed((merged(dialled),), label.width, number)
        rows += item((_on_one_line(first, last, down),))
    return listing(tuple(rows))


def _on_one_line(first: Part, last: Part, down: float) -> Part:
    """Return two parts in one row, the last one ``down`` points lower."""

    def draw(canvas: object, left: float, top: float) -> None:
        first.draw(canvas, left, top)
        last.draw(canvas, left, top - down)

    return Part(max(first.height, last.height), draw)


def footer(summary: FamilySummary, words: Words, size: float, frame: Frame) -> Parts:
    """Return what the page is not, and who made it."""
    return (
        *claimed(words, size, frame),
        *made_by(summary, size, frame),
        *reviewed(summary, size, frame),
    )


def claimed(words: Words, size: float, frame: Frame) -> Parts:
    """Return what the page is not."""
    return frame.write(family_words.claim(words), _style(fonts.SEMIBOLD, size))


def made_by(summary: FamilySummary, size: float, frame: Frame) -> Parts:
    """Return the programme, how to reach it, and the page's code."""
    contact = summary.programme, summary.programme_contact
    told = [Span(isolated(text)) for text in contact if text]
    told += [Span(summary.stamp, keep=True)] if summary.stamp else []
    apart = Span("     ")
    spans = [piece for span in told for piece in (apart, span)][1:]
    return frame.write(spans, _soft(size)) if spans else ()


def reviewed(summary: FamilySummary, size: float, frame: Frame) -> Parts:
    """Return the line that says whose eyes the words still await."""
    return frame.write(summary.review_note, _soft(size)) if summary.review_note else ()


def _soft(size: float) -> Style:
    return _style(fonts.REGULAR, size, SOFT_INK)


def turn_over(words: Words, size: float, frame: Frame) -> Parts:
    """Return the hint at the foot of a first page."""
    style = _style(fonts.BOLD, size + 2, ACCENT)
    return (*frame.write(family_words.turn(words), style, "end"), gap(8))
