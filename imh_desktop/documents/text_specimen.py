"""A page of plain words in a script that no family page ships in yet: a heading, a list, words in
bold, and a name, figures and a day set into them."""

import re
from collections.abc import Mapping

import msgspec

from imh_desktop.documents.blocks import Parts, draw, gap, merged
from imh_desktop.documents.booklet import HEADING, SMALL, STRONG, TEXT, TITLE
from imh_desktop.documents.page import MARGIN, Sheet, rule
from imh_desktop.documents.tagging import heading, labelled, listing, tagged
from imh_desktop.documents.text import Span, Style, paragraph
from imh_desktop.locales import direction_of
from imh_desktop.words import isolated

_BULLET = 14.0
_PIECE = re.compile(r"\*([^*]+)\*|\{(\w+)\}|([^*{]+)")


class TextSpecimen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one page. ``language``: BCP 47. Between stars stands what is bold; ``{date}``,
    ``{name}`` and ``{phone}`` are filled in. ``mark``: says that no native reader has read it."""

    language: str
    mark: str
    title: str
    opening: tuple[str, ...]
    heading: str
    ideas: tuple[str, ...]
    closing: tuple[str, ...]
    date: str


def text_specimen_pdf(said: TextSpecimen, *, name: str, phone: str) -> bytes:
    """Return the page; the same bytes each time."""
    sheet = Sheet("a4", said.title, said.language, mirrored=True)
    filled = {"name": isolated(name), "phone": isolated(phone), "date": said.date}
    draw(_page(said, filled, sheet.width), sheet.canvas, MARGIN, sheet.top)
    sheet.canvas.showPage()
    return sheet.bytes()


def spoken(said: TextSpecimen, *, name: str, phone: str) -> tuple[str, ...]:
    """Return what the page says, line by line in reading order, without marks of bold."""
    filled = {"name": name, "phone": phone, "date": said.date}
    lines = (said.title, said.mark, *said.opening, said.heading, *said.ideas, *said.closing)
    return tuple(line.replace("*", "").format_map(filled) for line in lines)


def _page(said: TextSpecimen, filled: Mapping[str, str], width: float) -> Parts:
    def own(style: Style) -> Style:
        direction = direction_of(said.language)
        return style._replace(direction=direction, language=said.language)

    room, dot = width - _BULLET, merged(paragraph("•", own(TEXT), _BULLET))

    def told(text: str, style: Style = TEXT) -> Parts:
        spans = _spans(text, filled, own(STRONG))
        return (*tagged("P", paragraph(spans, own(style), width)), gap(8))

    ideas = tuple(
        part
        for idea in said.ideas
        for part in (
            *labelled(dot, paragraph(_spans(idea, filled, own(STRONG)), own(TEXT), room), _BULLET),
            gap(4),
        )
    )
    return (
        *heading(1, paragraph(said.title, own(TITLE), width), bookmark=said.title),
        rule(width),
        gap(8),
        *told(said.mark, SMALL),
        *(part for text in said.opening for part in told(text)),
        *heading(2, paragraph(said.heading, own(HEADING), width), bookmark=said.heading),
        gap(4),
        *listing(ideas),
        gap(10),
        *(part for text in said.closing for part in told(text)),
    )


def _spans(text: str, filled: Mapping[str, str], strong: Style) -> list[Span]:
    """Part a text into what is bold, what is plain, and what is filled in and kept on one line."""
    return [
        Span(filled[place], keep=True)
        if place
        else Span(bold or plain, face=strong.face if bold else "")
        for bold, place, plain in _PIECE.findall(text)
    ]
