"""The sheet of families that cannot be reached, with room to write by hand."""

from imh_desktop.core.unreached import UnreachedFamily, UnreachedList
from imh_desktop.documents import booklet
from imh_desktop.documents.blocks import Parts
from imh_desktop.documents.booklet import SOFT, STRONG, bullets, said
from imh_desktop.documents.page import Sheet
from imh_desktop.words import Words


def unreached_pdf(listed: UnreachedList, ways: dict[str, str], words: Words) -> bytes:
    """Return the sheet as a PDF file; the same list gives the same bytes. ``ways``: code and words.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    title = words.say("Families who cannot be reached")
    sheet = Sheet(listed.paper, title, listed.language)
    parts: Parts = (
        *booklet.title(title, sheet.width),
        *said(words.date(listed.on), sheet.width, STRONG),
        *said(words.say("First names alone. Shred it after use."), sheet.width, SOFT),
    )
    for family in listed.families:
        parts += _family(family, ways, words, sheet.width)
    return booklet.booklet(sheet, [(title, parts)], words, demo=listed.demo)


def _family(family: UnreachedFamily, ways: dict[str, str], words: Words, width: float) -> Parts:
    since = words.say("Since {day}", day=words.date(family.since)) if family.since else ""
    tries = [words.abreast((words.date(on), ways.get(how, ""))) for on, how in family.tries]
    return (
        *booklet.heading(family.given_name, width),
        *(said(since, width, SOFT) if since else ()),
        *bullets(tries, width),
        *booklet.writing_lines(width, 1),
    )
