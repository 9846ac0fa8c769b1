"""The page a family keeps: what goes well, what to try, what comes next, whom to call.

It is built from a value that holds open words only (``core.summary``). The support block and the
footer have one place, one size and one wording for every family, whatever was said.
"""

from collections.abc import Sequence

from imh_desktop.core.summary import FamilySummary
from imh_desktop.documents.blocks import Part, Parts, TooLong, draw, height_of, merged, paginate
from imh_desktop.documents.family_base import footer, support, turn_over
from imh_desktop.documents.family_body import Look, body
from imh_desktop.documents.page import MARGIN, Sheet
from imh_desktop.errors import InputError
from imh_desktop.words import Words

MOST_STEPS = 3
_ONE_PAGE = (Look(14, 17), Look(13, 14), Look(12.5, 11), Look(12, 8), Look(12, 6, 1.27))
_TWO_PAGES = (Look(14, 17), Look(13, 15), Look(12, 8))
_MOST_STRETCH = 12.0
_CLEAR = 14.0
"""Points kept free between the body and the support block."""


def family_pdf(summary: FamilySummary, words: Words) -> bytes:
    """Return the family page as a PDF file: one page, or two when there is much to say.

    The same summary gives the same bytes.

    Raises:
        MissingGlyph: no shipped font has a character of it.
        InputError: more than two pages, or more than three next steps.
    """
    if len(summary.steps) > MOST_STEPS:
        raise InputError(
            "A family page has at most three next steps. Nothing was printed. Leave some out."
        )
    sheet = Sheet(summary.paper, words.say("Family summary"), summary.language)
    foot = footer(summary, words, sheet.width)
    first = merged((*turn_over(words, sheet.width), *foot))
    last = merged((*support(summary, words, sheet.width), *foot))
    pages = _fitted(summary, words, sheet, (first, last))
    for number, parts in enumerate(pages, 1):
        _draw(sheet, parts, last if number == len(pages) else first)
        if summary.demo:
            sheet.watermark(words.say("Example: not a real family"))
        sheet.canvas.showPage()
    return sheet.bytes()


def _fitted(
    summary: FamilySummary, words: Words, sheet: Sheet, bases: tuple[Part, Part]
) -> tuple[Parts, ...]:
    """Return the parts of one page in the largest look that fits, or else of two pages."""
    first, last = (sheet.height - base.height - _CLEAR for base in bases)
    tries: list[tuple[Look, Sequence[float], bool]]
    tries = [(look, (last,), True) for look in _ONE_PAGE]
    tries += [(look, (first, last), kept) for kept in (True, False) for look in _TWO_PAGES]
    for look, heights, together in tries:
        try:
            parts = body(summary, words, look, sheet.width, together=together)
            return paginate(parts, heights)
        except TooLong:
            continue
    raise InputError(
        "This page would be longer than two sides. Nothing was printed. Choose fewer strengths"
        " or ideas, or shorten the longest note."
    )


def _draw(sheet: Sheet, parts: Parts, base: Part) -> None:
    """Draw one page: the body from the top, the base always at the foot."""
    spaces = sum(part.space for part in parts)
    spare = sheet.height - base.height - _CLEAR - height_of(parts)
    stretch = min(max(spare, 0) / spaces, _MOST_STRETCH) if spaces else 0
    draw(parts, sheet.canvas, MARGIN, sheet.top, stretch)
    base.draw(sheet.canvas, MARGIN, MARGIN + base.height)
