"""The page an adult takes or sends to a partner about herself, in the first person.

It says nothing of a child, and nothing that was not ticked (clinical.md 4.1, RF3, RF4, SV5).
"""

from imh_desktop.core.own_referral import OwnReferralPage
from imh_desktop.documents import booklet, labels
from imh_desktop.documents.blocks import Parts, gap, glued
from imh_desktop.documents.booklet import SOFT, STRONG, claim, facts, said, section, texts
from imh_desktop.documents.page import Sheet
from imh_desktop.words import Words


def own_referral_pdf(page: OwnReferralPage, words: Words) -> bytes:
    """Return the page as a PDF file; the same page gives the same bytes.

    Raises:
        MissingGlyph: no shipped font has a character of it.
    """
    name = words.say("My referral")
    sheet = Sheet(page.paper, name, page.language)
    parts = (*_head(page, name, words, sheet.width), *_body(page, words, sheet.width))
    foot = words.say("Confidential. For {partner} only.", partner=page.referral.partner_name)
    return booklet.booklet(sheet, [(foot, parts)], words, demo=page.demo)


def _head(page: OwnReferralPage, name: str, words: Words, width: float) -> Parts:
    kept = page.referral
    return (
        *claim(words.say("I asked for this page. It is about me."), width),
        *booklet.title(name, width),
        *facts(
            (
                (words.say("My name"), page.adult),
                (words.say("Written on"), words.date(page.written_on)),
                (words.say_for("letter", "To"), _lines(
                    kept.partner_name, kept.partner_address, kept.partner_phone)),
                (words.say_for("letter", "From"), _lines(
                    page.referrer, page.programme, page.referrer_phone)),
                (words.say("What for"), kept.purpose),
            ),
            width,
        ),
    )  # fmt: skip


def _body(page: OwnReferralPage, words: Words, width: float) -> Parts:
    kept, ticked = page.referral, frozenset(page.referral.lines)
    sections = (
        (words.say("How to reach me safely"), _reach(page, words, width)),
        (words.say("The language I want to speak"),
         texts([kept.language], width) if "language" in ticked else ()),
        (words.say("What I would like help with"),
         texts([kept.help], width) if "help" in ticked else ()),
        (words.say("What I told"), _answers(page, words, width) if "answers" in ticked else ()),
        (words.say("In my own words"), texts([page.words.text], width) if page.words else ()),
        (words.say("Help I have now"),
         texts([kept.services], width) if "services" in ticked else ()),
        (words.say("My permission"), _consent(page, words, width)),
        (words.say("Please let us know"), _back(page, words, width)),
        (words.say("Notice"), texts([page.part2_notice], width) if page.part2_notice else ()),
    )  # fmt: skip
    notes = texts([page.review_note], width, SOFT) if page.answers and page.review_note else ()
    return (*(part for title, content in sections for part in section(title, content, width)),
            *((gap(8), *notes) if notes else ()))  # fmt: skip


def _reach(page: OwnReferralPage, words: Words, width: float) -> Parts:
    kept = page.referral
    if "reach" not in kept.lines:
        never = words.say("Please do not contact me. I will contact you.")
        return texts([never], width, STRONG)
    message = {
        "yes": words.say("You may leave a message there."),
        "no": words.say("Never leave a message, and say to nobody else why you call."),
    }.get(kept.message) or words.say("Leave no message: nobody asked me whether that is safe.")
    rows = ((words.say("Reach me"), kept.reach), (words.say("Best time"), kept.best_time))
    return (*facts(rows, width), gap(2), *texts([message], width, STRONG))


def _answers(page: OwnReferralPage, words: Words, width: float) -> Parts:
    found: Parts = ()
    for each in page.answers:
        told = words.say("{answer}, {date}", answer=each.answer, date=words.date(each.on))
        found += (*glued(said(each.text, width, STRONG)), *said(told, width), gap(3))
    return found


def _consent(page: OwnReferralPage, words: Words, width: float) -> Parts:
    kept = page.referral
    rows = (
        (words.say("Agreed by"), kept.signer),
        (words.say("In what role"), words.say("for myself")),
        (words.say("How"), labels.how(kept.how, words)),
        (words.say("Witness"), kept.witness),
        (words.say("Agreed on"), words.date(kept.signed_on) if kept.signed_on else ""),
        (words.say("Valid until"), words.date(kept.expires_on) if kept.expires_on else ""),
        (words.say("Covers"), words.say("what stands on this page, and nothing else")),
        (words.say("Reference"), page.code),
    )
    ends = words.say("I can take this back at any time. Then nothing more is sent.")
    return (*facts(rows, width), gap(2), *said(ends, width, SOFT))


def _back(page: OwnReferralPage, words: Words, width: float) -> Parts:
    only = words.say(
        "Answer only to {name}, with the reference alone. Send nothing to my home that I did not"
        " ask for above.",
        name=page.referrer,
    )
    return texts([page.referral.send_back, only], width)


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))
