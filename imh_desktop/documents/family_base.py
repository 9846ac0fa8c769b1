"""The foot of the family page: the same place, size and words for every family of a programme.

Because nothing here depends on the visit, a crisis line on it says nothing about this home.
"""

from imh_desktop.core.summary import FamilySummary, PageSupport
from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Part, Parts, abreast, gap, merged
from imh_desktop.documents.page import ACCENT, INK, SOFT_INK, panel
from imh_desktop.documents.text import Span, Style, paragraph
from imh_desktop.words import Words

_TITLE = Style(fonts.BOLD, 14, 19, ACCENT)
_LABEL = Style(fonts.REGULAR, 12, 16, INK)
_NUMBER = Style(fonts.BOLD, 14, 19, INK)
_FOOT = Style(fonts.REGULAR, 12, 16, SOFT_INK)
_PADDING = 11.0
_BETWEEN = 14.0


def support(summary: FamilySummary, words: Words, width: float) -> Parts:
    """Return the support block: whom to call, printed for everyone."""
    inside = width - 2 * _PADDING
    title = [
        Span(words.say("If you need help"), keep=True),
        Span("   "),
        Span(words.say("Every family gets these numbers."), fonts.REGULAR, SOFT_INK),
    ]
    rows = [gap(5), *_grid(summary.support, inside)]
    block = merged((*paragraph(title, _TITLE, inside), *rows))
    return (panel(block, width, _PADDING), gap(10))


def _grid(lines: tuple[PageSupport, ...], width: float) -> Parts:
    """Return the numbers in two or three columns, read row by row."""
    columns = 3 if len(lines) in (3, 5, 6) or len(lines) > 6 else max(len(lines), 1)
    columns = 2 if len(lines) == 4 else columns
    room = (width - _BETWEEN * (columns - 1)) / columns
    cells = [merged(_cell(line, room)) for line in lines]
    rows: list[Part] = []
    for start in range(0, len(cells), columns):
        rows += [gap(5)] if start else []
        rows.append(abreast(cells[start : start + columns], room + _BETWEEN))
    return tuple(rows)


def _cell(line: PageSupport, width: float) -> Parts:
    """Return whom a number reaches, and the number below."""
    number = paragraph([Span(line.number, keep=True)], _NUMBER, width)
    return (*paragraph(line.label, _LABEL, width), *number)


def footer(summary: FamilySummary, words: Words, width: float) -> Parts:
    """Return what the page is not, and who made it."""
    claim = words.say("This is what we noticed together. It is not a test or a diagnosis.")
    contact = [text for text in (summary.programme, summary.programme_contact) if text]
    lines = paragraph(claim, _FOOT._replace(face=fonts.SEMIBOLD, colour=INK), width)
    for text in ("     ".join(contact), summary.review_note, summary.stamp):
        lines += paragraph(text, _FOOT, width) if text else ()
    return lines


def turn_over(words: Words, width: float) -> Parts:
    """Return the hint at the foot of a first page."""
    return (*paragraph(words.say("Please turn the page."), _TITLE, width, "right"), gap(8))
