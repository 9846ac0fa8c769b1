"""The packet for reflective supervision: a visit after the other, and room to think."""

from imh_desktop.core.supervision import PacketVisit, SupervisionPacket
from imh_desktop.documents import booklet
from imh_desktop.documents.blocks import Parts, gap, glued
from imh_desktop.documents.booklet import SOFT, STRONG, bullets, said
from imh_desktop.documents.page import Sheet
from imh_desktop.words import Words


def supervision_pdf(packet: SupervisionPacket, words: Words) -> bytes:
    """Return the packet as a PDF file; the same packet gives the same bytes.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    sheet = Sheet(packet.paper, words.say("For supervision"), packet.language)
    width = sheet.width
    days = words.say(
        "{first} to {last}", first=words.date(packet.first), last=words.date(packet.last)
    )
    parts = (
        *booklet.title(words.say("For supervision"), width),
        *said(words.abreast((packet.visitor, days)), width, STRONG),
        gap(4),
        *said(
            words.say(
                "For a talk between two people about the work. It measures nobody: it holds no"
                " result and no number, and it is not part of any child’s record. Shred it after"
                " the talk."
            ),
            width,
            SOFT,
        ),
    )
    for visit in packet.visits:
        parts += _visit(visit, words, width)
    parts += _questions(words, width)
    return booklet.booklet(sheet, [(words.say("For supervision"), parts)], words, demo=packet.demo)


def _visit(visit: PacketVisit, words: Words, width: float) -> Parts:
    head = words.say("{name}, {date}", name=visit.given_name, date=words.date(visit.on))
    return (
        *booklet.heading(head, width),
        *_under(words.say("What went well"), [each.text for each in visit.strengths], width),
        *_under(words.say("What the family asked"), [each.text for each in visit.questions], width),
        *glued(said(words.say("What I wonder"), width, STRONG)),
        *(said(visit.wonder, width) if visit.wonder else booklet.writing_lines(width, 2)),
    )


def _under(label: str, lines: list[str], width: float) -> Parts:
    if not lines:
        return ()
    return (*glued(said(label, width, STRONG)), *bullets(lines, width), gap(5))


def _questions(words: Words, width: float) -> Parts:
    """Return open questions for the talk, the same for everyone, with room to write."""
    asked = (
        words.say("Which moment stays with me? What did I feel in it?"),
        words.say("What might the child say, if the child could tell me about this visit?"),
        words.say("Where was I unsure, and what would help me next time?"),
    )
    parts = booklet.heading(words.say("To think about together"), width)
    for question in asked:
        parts += (*glued(said(question, width)), *booklet.writing_lines(width, 2), gap(6))
    return parts
