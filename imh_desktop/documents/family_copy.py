"""The family's copy on paper: what it is, then the child, permissions, referrals, every visit."""

from imh_desktop.core.family_copy import AdultAnswer, AdultCopy, FamilyCopy
from imh_desktop.documents import booklet
from imh_desktop.documents.blocks import Parts, gap, glued
from imh_desktop.documents.booklet import SOFT, STRONG, bullets, facts, said, section
from imh_desktop.documents.page import Sheet
from imh_desktop.documents.visit_record import foot_of, visit_record_parts
from imh_desktop.words import Words


def family_copy_pdf(copy: FamilyCopy, words: Words) -> bytes:
    """Return the copy as a PDF file, each visit on pages of its own.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    name = words.say("Everything we keep about your child")
    sheet = Sheet(copy.paper, name, copy.language)
    chapters = [(name, _front(copy, name, words, sheet.width))]
    for visit in copy.visits:
        chapters.append((foot_of(visit, words), visit_record_parts(visit, words, sheet.width)))
    return booklet.booklet(sheet, chapters, words, demo=copy.demo)


def adult_copy_pdf(copy: AdultCopy, words: Words) -> bytes:
    """Return what an adult said alone as a PDF file; its title and foot name nothing of it.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    name = words.say("Your own copy")
    sheet = Sheet(copy.paper, name, copy.language)
    width = sheet.width
    parts = (
        *booklet.title(name, width),
        *said(_made(copy.adult, words.date(copy.made_on), words), width, SOFT),
        gap(4),
        *said(
            words.say(
                "This is what you told us alone. It is about you, it is yours, and it is in no"
                " other copy. Keep it where only you can read it."
            ),
            width,
        ),
    )
    if not (copy.answers or copy.referrals):
        parts += (gap(10), *said(words.say("We keep nothing here."), width, STRONG))
    for answer in copy.answers:
        parts += _own(answer, words, width)
    told = bullets(copy.referrals, width)
    parts += section(words.say("Whom you asked us to tell"), told, width)
    return booklet.booklet(sheet, [(name, parts)], words, demo=copy.demo)


def _front(copy: FamilyCopy, name: str, words: Words, width: float) -> Parts:
    return (
        *booklet.title(name, width),
        *said(_made(copy.given_to, words.date(copy.made_on), words), width, SOFT),
        gap(6),
        *said(
            words.say(
                "You have a right to this copy. Please tell us if something is wrong or should be"
                " taken out."
            ),
            width,
        ),
        gap(4),
        *said(
            words.say(
                "What adults said alone is in no child’s copy; each adult can ask for their own."
                " Phones and addresses of other adults, and notes on custody, are not in it. Ask"
                " the programme about them."
            ),
            width,
        ),
        *section(words.say("About the child"), facts(copy.about, width), width),
        *section(words.say("Caregivers"), facts(copy.people, width), width),
        *section(
            words.say("What you allowed us to tell others"), bullets(copy.consents, width), width
        ),
        *section(words.say("Referrals"), bullets(copy.referrals, width), width),
        *section(words.say("Pages sent to be printed"), bullets(copy.papers, width), width),
        *section(
            words.say("When we tried to reach your family"), bullets(copy.contacts, width), width
        ),
    )


def _made(name: str, day: str, words: Words) -> str:
    return words.say("For {name}, {date}", name=name, date=day)


def _own(answer: AdultAnswer, words: Words, width: float) -> Parts:
    told = [line for line in (answer.answer, answer.note) if line]
    if answer.action:
        told.append(words.say("What was done: {text}", text=answer.action))
    head = (*said(answer.text, width, STRONG), *said(words.date(answer.on), width, SOFT))
    lines = tuple(part for line in told for part in said(line, width))
    return (gap(10), *glued(head), *lines)
