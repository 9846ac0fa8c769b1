"""The record of a visit on paper: what it is on the first page, then answers, result, changes."""

from imh_desktop.core.visit_record import RecordAnswer, RecordReason, VisitRecord
from imh_desktop.documents import booklet, labels
from imh_desktop.documents.blocks import Parts, gap, glued
from imh_desktop.documents.booklet import SMALL, SOFT, STRONG, bullets, section, texts
from imh_desktop.documents.page import Sheet
from imh_desktop.documents.text import Span
from imh_desktop.words import Words, dotted


def visit_record_pdf(record: VisitRecord, words: Words) -> bytes:
    """Return the record as a PDF file; the same record gives the same bytes.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    sheet = Sheet(record.paper, words.say("Visit record"), record.language)
    chapters = [(foot_of(record, words), visit_record_parts(record, words, sheet.width))]
    return booklet.booklet(sheet, chapters, words, demo=record.demo)


def foot_of(record: VisitRecord, words: Words) -> str:
    """Return the line at the foot: the day and the last letters of the visit's id, no name."""
    return words.say(
        "Visit record, {date}, {code}", date=words.date(record.on), code=record.visit_id[-6:]
    )


def visit_record_parts(record: VisitRecord, words: Words, width: float) -> Parts:
    """Return the record's parts, as they also stand in a family's copy."""
    claim = words.say("Observation checklist: not validated, not a diagnosis.")
    parts = (
        *booklet.title(words.say("Visit record"), width),
        *booklet.claim(claim, width),
        *booklet.facts(_about(record, words), width),
    )
    if record.review_note:
        parts += (gap(4), *booklet.said(record.review_note, width, SMALL))
    parts += _result(record, words, width)
    parts += _agreed(record, words, width)
    for domain in record.domains:
        # Glued, so that a heading never ends a page without an answer below it.
        content = glued(texts((domain.counts,), width, SOFT))
        for answer in domain.answers:
            first = answer is domain.answers[0]
            content += (
                (gap(6, glued=first), *_answer(answer, words, width))
                if content
                else _answer(answer, words, width)
            )
        parts += (*booklet.heading(domain.title, width), *content)
    return (*parts, *_amended(record, words, width))


def _about(record: VisitRecord, words: Words) -> tuple[tuple[str, str], ...]:
    kind = words.say("{visit}, from paper", visit=record.kind) if record.from_paper else record.kind
    return (
        (words.say("Name"), record.child_name),
        (words.say("Number"), record.number),
        (words.say("Born"), labels.birth(record.birth, words)),
        (words.say("Ages"), f"{record.chronological_age}\n{record.working_age}"),
        (words.say("Day of the visit"), words.date(record.on)),
        (words.say("How the visit was made"), kind),
        (words.say("Visitor"), record.visitor),
        (words.say("Who told something"), ", ".join(record.present)),
        (words.say("Interpreter"), record.interpreter),
        (words.say("Checklist"), record.checklist),
    )


def _result(record: VisitRecord, words: Words, width: float) -> Parts:
    if record.still_open:
        open_now = booklet.said(words.say("This visit is not finished yet."), width)
        return section(words.say("What it came to"), open_now, width)
    again = record.look_again
    said: Parts = (
        *booklet.said(record.level, width, STRONG),
        *texts(
            (
                words.say("Look again by {date}.", date=words.date(again)) if again else "",
                record.completeness,
            ),
            width,
        ),
    )
    for reason in record.reasons:
        said += (gap(5), *_reason(reason, width))
    return section(words.say("What it came to"), said, width)


def _reason(reason: RecordReason, width: float) -> Parts:
    head = [Span(reason.why)]
    mark = dotted((reason.level, reason.reference))
    return (
        *glued(booklet.said(head, width)),
        *glued(booklet.said(mark, width, SMALL)),
        *bullets(reason.about, width, SMALL),
    )


def _agreed(record: VisitRecord, words: Words, width: float) -> Parts:
    done = tuple(f"{text}  {what}" for text, what in record.actions)
    return (
        *section(words.say("Since the last visit"), bullets(record.followed, width), width),
        *section(words.say("Strengths"), bullets(record.strengths, width), width),
        *section(words.say("To try at home"), bullets(record.ideas, width), width),
        *section(words.say("Next steps agreed"), bullets(record.steps, width), width),
        *section(words.say("What was done at once"), bullets(done, width), width),
        *section(words.say("Referrals"), bullets(record.referrals, width), width),
    )


def _answer(answer: RecordAnswer, words: Words, width: float) -> Parts:
    told = [Span(answer.answer, face=STRONG.face)]
    if answer.how:
        told += [Span("     "), Span(answer.how, colour=SOFT.colour)]
    parts = (*booklet.said(answer.text, width), *booklet.said(told, width))
    if answer.note:
        note = [Span(words.say("Note:"), colour=SOFT.colour), Span(" "), Span(answer.note)]
        lines = booklet.said(note, width)
        return (*glued(parts), *lines)
    return (*glued(parts[:-1]), parts[-1])


def _amended(record: VisitRecord, words: Words, width: float) -> Parts:
    parts: Parts = ()
    for change in record.amended:
        who = words.say("{date}, {name}", date=words.date(change.on), name=change.by)
        if not change.counts:
            who = words.say("{who}: came late, not counted", who=who)
        head = glued(booklet.said(who, width, STRONG))
        why = booklet.said(change.reason, width, SOFT) if change.reason else ()
        parts += (*(gap(6),) * bool(parts), *head, *glued(why), *bullets(change.changed, width))
    return section(words.say("Changed after the visit was closed"), parts, width)
