"""The checklist on paper: boxes with the keys that type them in, and lines for notes."""

from imh_desktop.core.paper_checklist import PaperChecklist, PaperItem, PrivateItem, PrivateSheet
from imh_desktop.documents import booklet
from imh_desktop.documents.blocks import Parts, gap, glued, merged, moved
from imh_desktop.documents.booklet import SMALL, SOFT, STRONG
from imh_desktop.documents.page import Sheet
from imh_desktop.documents.tagging import labelled, listing
from imh_desktop.documents.text import paragraph
from imh_desktop.documents.tick_boxes import Box, answers, boxes, known_and_note
from imh_desktop.words import Words

_NUMBER, _UNDER, _FEWEST_LINES = 26.0, 18.0, 3


def checklist_pdf(checklist: PaperChecklist, words: Words) -> bytes:
    """Return the paper of a band as a PDF file; the same checklist gives the same bytes.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    sheet = Sheet(checklist.paper, words.say("Observation checklist"), checklist.language)
    width = sheet.width
    parts = (*_head(checklist, words, width), *_about(words, width))
    for domain in checklist.domains:
        parts += booklet.heading(domain.title, width)
        items = tuple(part for item in domain.items for part in _item(item, words, width))
        parts += listing(items)
    parts += _together(words, width)
    title = words.abreast((checklist.title, checklist.mark))
    return booklet.booklet(sheet, [(title, parts)], words, demo=checklist.demo)


def private_sheet_pdf(sheet_of: PrivateSheet, words: Words) -> bytes:
    """Return what is asked alone as a PDF file, a page for each class.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    sheet = Sheet(sheet_of.paper, sheet_of.title, sheet_of.language)
    title = words.abreast((sheet_of.title, sheet_of.mark))
    pages = [(title, _private_page(sheet_of, page, words, sheet.width)) for page in sheet_of.pages]
    return booklet.booklet(sheet, pages, words, demo=sheet_of.demo)


def _head(checklist: PaperChecklist, words: Words, width: float) -> Parts:
    return (
        *booklet.title(checklist.title, width),
        *booklet.claim(
            words.say(
                "Observation checklist: not validated, not a diagnosis. What we notice together."
            ),
            width,
        ),
        *booklet.said(
            words.say(
                "Tick one box in each row. The small numbers are the keys that type it in later:"
                " on the child’s page, “Type in a visit from paper”."
            ),
            width,
        ),
        *(booklet.said(checklist.review_note, width, SMALL) if checklist.review_note else ()),
        gap(6),
    )


def _about(words: Words, width: float) -> Parts:
    """Return what is written by hand before the first question."""
    lines = (
        words.say("Child"),
        words.say("Day of the visit"),
        words.say("Visitor"),
        words.say("Who took part"),
    )
    kinds = (words.say("At home"), words.say("Somewhere else"), words.say("By phone or video"))
    return (
        *booklet.labelled_lines(lines, width),
        gap(6),
        boxes([Box(kind) for kind in kinds], width),
    )


def _item(item: PaperItem, words: Words, width: float) -> Parts:
    indent = _UNDER if item.under else 0.0
    room = width - _NUMBER - indent
    parts = glued(booklet.said(item.text, room, STRONG))
    if item.hint:
        parts += glued(booklet.said(item.hint, room, SMALL))
    parts += (gap(3, glued=True),)
    if item.choices:
        parts += glued((answers(_keyed(item.choices), room),))
    ways = [Box(way) for way in item.ways]
    note = known_and_note(words.say("How known:"), ways, words.say("Note:"), room)
    parts += (note,)
    number = merged(paragraph(item.number, SOFT, _NUMBER))
    return (*moved(labelled(number, parts, _NUMBER), indent), gap(5))


def _keyed(choices: tuple[str, ...]) -> list[Box]:
    return [Box(said, str(key)) for key, said in enumerate(choices, 1)]


def _together(words: Words, width: float) -> Parts:
    """Return room for what a visit needs to be closed."""
    parts: Parts = ()
    for title in (
        words.say("Three strengths we saw together"),
        words.say("What we want to try, and next steps: what, who, by when"),
    ):
        parts += (*booklet.heading(title, width), *booklet.writing_lines(width, _FEWEST_LINES))
    return parts


def _private_page(
    sheet_of: PrivateSheet, items: tuple[PrivateItem, ...], words: Words, width: float
) -> Parts:
    care = words.say(
        "Ask only alone with one adult. Write no name here. Keep this sheet apart from all other"
        " papers, type it in today, then shred it."
    )
    parts = (*booklet.title(sheet_of.title, width), *booklet.claim(care, width))
    if sheet_of.review_note:
        parts += (*booklet.said(sheet_of.review_note, width, SMALL), gap(6))
    asked = tuple(part for item in items for part in _private_item(item, words, width))
    return (*parts, *listing(asked))


def _private_item(item: PrivateItem, words: Words, width: float) -> Parts:
    room = width - _NUMBER
    parts = (*glued(booklet.said(item.text, room, STRONG)), gap(3, glued=True))
    if item.choices:
        parts += glued((answers(_keyed(item.choices), room),))
    parts += (known_and_note("", (), words.say("Note:"), room),)
    number = merged(paragraph(item.number, SOFT, _NUMBER))
    return (*labelled(number, parts, _NUMBER), gap(9))
