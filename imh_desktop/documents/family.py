"""The page a family keeps: what goes well, what to try, what comes next, whom to call.

It is built from a value that holds open words only (``core.summary``). The support block and the
footer have one place, one size and one wording for every family, whatever was said.
"""

from collections.abc import Sequence

from imh_desktop.core.summary import FamilySummary
from imh_desktop.documents.blocks import Part, Parts, TooLong, draw, height_of, merged, paginate
from imh_desktop.documents.family_base import claimed, footer, support, turn_over
from imh_desktop.documents.family_bilingual import Pair
from imh_desktop.documents.family_body import SPROUT, body, day, header
from imh_desktop.documents.family_frame import Frame
from imh_desktop.documents.family_look import LAYOUTS, Look, stacked
from imh_desktop.documents.family_pictures import pictured
from imh_desktop.documents.page import MARGIN, Sheet
from imh_desktop.documents.tagging import artifact
from imh_desktop.errors import InputError
from imh_desktop.words import Words

MOST_STEPS = 3
_MOST_STRETCH = 12.0
_NEARLY = 1.03
_CLEAR = 14.0
"""Points kept free between the body and the support block."""


def family_pdf(summary: FamilySummary, words: Words, beside: Words | None = None) -> bytes:
    """Return the family page as a PDF file: one page, or two when there is much to say.

    The same summary gives the same bytes. ``beside``: the words of the second language of a
    bilingual page; those of its summary's language by default.

    Raises:
        MissingGlyph: no shipped font has a character of it.
        InputError: more than two pages, or more than three next steps.
    """
    if len(summary.steps) > MOST_STEPS:
        raise InputError(
            "A family page has at most three next steps. Nothing was printed. Leave some out."
        )
    sheet = Sheet(summary.paper, words.say("Family summary"), summary.language, mirrored=True)
    page = _page(summary, words, beside, sheet.width)
    bases = page.bases(LAYOUTS[summary.variant].foot)
    pages = _fitted(page, summary, sheet, bases)
    for number, parts in enumerate(pages, 1):
        _draw(sheet, parts, bases[number == len(pages)])
        if summary.demo:
            sheet.watermark(words.say("Example: not a real family"))
        sheet.canvas.showPage()
    return sheet.bytes()


class _Single:
    """A page in one language."""

    def __init__(self, summary: FamilySummary, words: Words, frame: Frame) -> None:
        self._summary, self._words, self._frame = summary, words, frame

    def bases(self, size: float) -> tuple[Part, Part]:
        """Return the foot of a first page of two, and that of the last page."""
        summary, words, frame = self._summary, self._words, self._frame
        turn, block = turn_over(words, size, frame), support(summary, words, size, frame)
        foot = footer(summary, words, size, frame)
        first = artifact(merged((*turn, *claimed(words, size, frame))))
        return first, merged((*block, *foot))

    def parts(self, look: Look, *, together: bool) -> Parts:
        """Return what stands above the foot."""
        summary, words, frame = self._summary, self._words, self._frame
        fill = pictured if summary.variant == "pictures" else body
        days = day(summary, words, look, frame.narrowed(frame.width - SPROUT - 16))
        head = header(summary, frame.placed(days, 0, frame.width - SPROUT - 16), look, frame)
        return stacked((*head, *fill(summary, words, look, frame, together=together)), frame)


def _page(
    summary: FamilySummary, words: Words, beside: Words | None, width: float
) -> "_Single | Pair":
    """Return how the page is filled."""
    if summary.beside is None:
        return _Single(summary, words, Frame(width, summary.language))
    return Pair(summary, summary.beside, words, beside or Words(summary.beside.language), width)


def _fitted(
    page: "_Single | Pair", summary: FamilySummary, sheet: Sheet, bases: tuple[Part, Part]
) -> tuple[Parts, ...]:
    """Return the parts of one page in the largest look that fits, or else of two pages.

    Ideas and steps are parted by a page's end only where two pages cannot hold them otherwise.
    """
    heights = [sheet.height - base.height - _CLEAR for base in bases]
    layout = LAYOUTS[summary.variant]
    for looks, room, together in (
        (layout.one_page, heights[1:], True),
        (layout.two_pages, heights, True),
        (layout.two_pages, heights, False),
    ):
        if found := _largest(page, looks, room, together=together):
            return found
    raise InputError(
        "This page would be longer than two sides. Nothing was printed. Choose fewer strengths"
        " or ideas, or shorten the longest note."
    )


def _largest(
    page: "_Single | Pair", looks: Sequence[Look], room: Sequence[float], *, together: bool
) -> tuple[Parts, ...]:
    """Return the pages in the largest look that fits; none if the tightest does not.

    The height of a page goes with its look's ``pace`` to some hundredths, so that looks which are
    sure not to fit are passed over.
    """
    at = 0
    while at < len(looks):
        parts = page.parts(looks[at], together=together)
        try:
            return _pages(parts, room)
        except TooLong:
            pace = _NEARLY * sum(room) / height_of(parts) * looks[at].pace
            later = range(at + 1, len(looks))
            at = next((number for number in later if looks[number].pace <= pace), 0) or max(
                at + 1, len(looks) - 1
            )
    return ()


def _pages(parts: Parts, room: Sequence[float]) -> tuple[Parts, ...]:
    """Return the parts of each page; the last of them has room for the support block.

    Raises:
        TooLong: there are more parts than pages to hold them.
    """
    pages = paginate(parts, room)
    return pages if len(pages) == len(room) else paginate(parts, [room[-1]] * len(room))


def _draw(sheet: Sheet, parts: Parts, base: Part) -> None:
    """Draw one page: the body from the top, the base always at the foot."""
    spaces = sum(part.space for part in parts)
    spare = sheet.height - base.height - _CLEAR - height_of(parts)
    stretch = min(max(spare, 0) / spaces, _MOST_STRETCH) if spaces else 0
    draw(parts, sheet.canvas, MARGIN, sheet.top, stretch)
    base.draw(sheet.canvas, MARGIN, MARGIN + base.height)
