"""The page a referral partner works from: why, what was seen and tried, and by whose consent.

Only what was ticked *and* is covered by the consent is printed (clinical.md RF2-RF4, RF6).
"""

from imh_desktop.core.referral import ReferralSummary
from imh_desktop.documents import fonts
from imh_desktop.documents.blocks import Parts, TooLong, draw, height_of, merged, paginate
from imh_desktop.documents.page import MARGIN, SOFT_INK, Sheet
from imh_desktop.documents.referral_body import body
from imh_desktop.documents.tagging import artifact, tagged
from imh_desktop.documents.text import Style, paragraph
from imh_desktop.errors import InputError
from imh_desktop.words import Words

_FOOT = Style(fonts.REGULAR, 12, 16, SOFT_INK)
_CLEAR = 12.0
_MOST_PAGES = 2
_SPACES = (12.0, 9.0, 6.0)
"""Points between sections: the widest that saves a page is taken."""


def referral_pdf(summary: ReferralSummary, words: Words) -> bytes:
    """Return the referral as a PDF file of one or two pages.

    The same summary gives the same bytes.

    Raises:
        MissingGlyph: no shipped font has a character of it.
        InputError: more than two pages.
    """
    sheet = Sheet(summary.paper, words.say("Referral"), summary.language)
    pages = _fitted(summary, words, sheet)
    for number, parts in enumerate(pages, 1):
        draw(parts, sheet.canvas, MARGIN, sheet.top)
        foot = merged(_footer(summary, words, sheet.width, number, len(pages)))
        foot = foot if number == 1 else artifact(foot)
        foot.draw(sheet.canvas, MARGIN, MARGIN + foot.height)
        if summary.demo:
            sheet.watermark(words.say("Example: not a real family"))
        sheet.canvas.showPage()
    return sheet.bytes()


def _fitted(summary: ReferralSummary, words: Words, sheet: Sheet) -> tuple[Parts, ...]:
    """Return the parts of each page, on as few pages as can be."""
    for count in range(1, _MOST_PAGES + 1):
        foot = height_of(_footer(summary, words, sheet.width, count, count))
        room = sheet.height - foot - _CLEAR
        for space in _SPACES:
            try:
                return paginate(body(summary, words, sheet.width, space), [room] * count)
            except TooLong:
                continue
    raise InputError(
        "This referral would be longer than two pages. Nothing was printed. Tick fewer lines,"
        " or shorten the longest note."
    )


def _footer(summary: ReferralSummary, words: Words, width: float, number: int, total: int) -> Parts:
    """Return whom the page is for, and which page it is; only the first page's is read out."""
    claim = words.say("Confidential. For {partner} only.", partner=summary.partner.name)
    lines = tagged("P", paragraph(claim, _FOOT, width))
    if summary.review_note:
        lines += tagged("P", paragraph(summary.review_note, _FOOT, width))
    if total > 1:
        on = words.date(summary.written_on)
        page = words.say("Page {number} of {total}  ·  {date}", number=number, total=total, date=on)
        lines += (artifact(merged(paragraph(page, _FOOT, width))),)
    return lines
