"""The sections of a referral, from the first line to what to send back."""

from collections.abc import Sequence

from imh_desktop.core.people import Caregiver
from imh_desktop.core.referral import Consent, ReasonLine, ReferralSummary
from imh_desktop.documents import fonts, labels
from imh_desktop.documents.blocks import Part, Parts, abreast, gap, glued, height_of, merged
from imh_desktop.documents.page import ACCENT, INK, SOFT_INK, panel, rule
from imh_desktop.documents.tagging import heading, item, labelled, listing, tagged
from imh_desktop.documents.text import Span, Style, paragraph
from imh_desktop.words import Words

_TEXT = Style(fonts.REGULAR, 12, 16, INK)
_STRONG = _TEXT._replace(face=fonts.SEMIBOLD)
_SOFT = _TEXT._replace(colour=SOFT_INK)
_HEADING = Style(fonts.BOLD, 13.5, 18, ACCENT)
_LABEL, _NUMBER, _SHORT = 132.0, 20.0, 130.0
_APART = Span("     ")
_READ_WITH = 2
"""Facts of the consent that stay beside what it always covers."""


def body(summary: ReferralSummary, words: Words, width: float, space: float) -> Parts:
    """Return all sections; ``space``: points above each heading."""
    told = frozenset(summary.lines) & frozenset(summary.consent.lines)
    sections = [
        (words.say("Child"), _child(summary, told, words, width)),
        (words.say("Caregivers"), _contact(summary, told, words, width)),
        (words.say("Reason for the referral"), _reason(summary, told, words, width)),
        (words.say("Strengths"), _list(summary.strengths, "strengths" in told, width)),
        (words.say("What was tried"), _note(summary.tried, "tried" in told, width)),
        (words.say("Instruments used"), _note(summary.instruments, "instruments" in told, width)),
        (words.say("What was noticed"), _list(summary.profile_lines, "profile" in told, width)),
        (words.say("Why this step is suggested"), _rules(summary, told, width)),
        (words.say("Services now"), _note(summary.child.services_now, "services" in told, width)),
        (words.say("Consent"), _consent(summary.consent, words, width)),
        (words.say("Please let us know"), _note(summary.send_back, True, width)),
    ]
    parts = _head(summary, words, width)
    for title, content in sections:
        if content:
            parts += (gap(space), *_section(title, content, width))
    return parts


def _section(title: str, content: Parts, width: float) -> Parts:
    """Return a heading and what is under it; a short section is never broken."""
    if height_of(content) <= _SHORT:
        content = (*glued(content[:-1]), content[-1])
    head = heading(2, paragraph(title, _HEADING, width), bookmark=title)
    return (*glued(head), gap(2, glued=True), *content)


def _head(summary: ReferralSummary, words: Words, width: float) -> Parts:
    """Return what the page is, its date, and the two addresses."""
    claim = words.say("Observation checklist: not validated, not a diagnosis.")
    said = tagged("P", paragraph(claim, _STRONG, width - 20))
    box = panel(merged(said), width, 7, tinted=True)
    name = words.say("Referral")
    large = paragraph(name, Style(fonts.BOLD, 24, 32, ACCENT), width / 2)
    title = merged(heading(1, large, bookmark=name))
    on = paragraph(words.date(summary.written_on), _SOFT, width / 2, "right")
    day = merged(tagged("P", on))
    lowered = merged((gap(title.height - day.height - 3), day))
    half = width / 2 - 10
    to = (summary.partner.name, summary.partner.address, summary.partner.phone)
    programme = summary.programme if summary.programme != summary.referrer else ""
    by = (summary.referrer, programme, summary.referrer_phone)
    left = merged(_address(words.say_for("letter", "To"), to, half))
    right = merged(_address(words.say_for("letter", "From"), by, half))
    first = abreast((title, lowered), width / 2)._replace(glued=True)
    return (box, gap(8), first, rule(width), gap(9), abreast((left, right), half + 20))


def _address(label: str, lines: Sequence[str], width: float) -> Parts:
    """Return a label and the filled lines below it."""
    name, *others = lines
    parts = paragraph(name, _STRONG, width)
    for line in others:
        parts += paragraph(line, _TEXT, width) if line else ()
    return tagged("P", paragraph(label, _SOFT, width)) + tagged("P", parts)


def _facts(rows: Sequence[tuple[str, str]], width: float) -> Parts:
    """Return labelled lines; a line without a value is left out."""
    parts: list[Part] = []
    for label, value in rows:
        if value:
            name = merged(paragraph(label, _SOFT, _LABEL - 10))
            parts += labelled(name, paragraph(value, _TEXT, width - _LABEL), _LABEL)
    return listing(tuple(parts))


def _child(summary: ReferralSummary, told: frozenset[str], words: Words, width: float) -> Parts:
    """Return who the child is, with both ages, and what more was ticked."""
    child = summary.child
    tongues = labels.listed(child.languages, labels.language, words)
    rows = [
        (words.say("Name"), child.name, ""),
        (words.say("Born"), labels.birth(child.birth, words), ""),
        (words.say("Ages"), f"{summary.chronological_age}\n{summary.working_age}", ""),
        (words.say("Sex"), labels.sex(child.sex, words), ""),
        (words.say("Pregnancy"), labels.gestation(child, words), "gestation"),
        (words.say("Languages"), tongues, "languages"),
        (words.say("Interpreter"), labels.interpreter(child, words), "languages"),
        (words.say("Custody"), child.custody_note, "custody"),
        (words.say("Health provider"), child.health_provider, "health"),
        (words.say("Eyes"), labels.checked(child.vision, child.vision_on, words), "senses"),
        (words.say("Ears"), labels.checked(child.hearing, child.hearing_on, words), "senses"),
    ]
    return _facts([(label, text) for label, text, line in rows if line in {"", *told}], width)


def _contact(summary: ReferralSummary, told: frozenset[str], words: Words, width: float) -> Parts:
    """Return each caregiver and how to reach them; nothing when contact was not ticked."""
    if "contact" not in told:
        return ()
    people = [_caregiver(caregiver, words, width) for caregiver in summary.caregivers]
    return _apart(people, 5)


def _caregiver(caregiver: Caregiver, words: Words, width: float) -> Parts:
    """Return one caregiver's lines."""
    relation = Span(labels.relation(caregiver.relation, words), fonts.REGULAR, SOFT_INK)
    name = tagged("P", paragraph([Span(caregiver.name), _APART, relation], _STRONG, width))
    rows = [
        (words.say("Phone"), caregiver.phone),
        (words.say("Address"), caregiver.address),
        (words.say("Best time"), caregiver.best_time),
    ]
    facts = _facts(rows, width)
    return (glued(name) if facts else name) + facts


def _reason(summary: ReferralSummary, told: frozenset[str], words: Words, width: float) -> Parts:
    """Return since when, and each concern in behaviour words."""
    if "reason" not in told:
        return ()
    since = words.say("First noted on {date}", date=words.date(summary.concern_on))
    noted = tagged("P", paragraph(since, _TEXT, width))
    reasons = listing(_apart([_one_reason(reason, words, width) for reason in summary.reasons], 5))
    return _apart([noted, reasons] if reasons else [noted], 5)


def _one_reason(reason: ReasonLine, words: Words, width: float) -> Parts:
    """Return one concern, and below it the answer, the day and how it is known."""
    said = (reason.answer, words.date(reason.on), labels.known(reason.known, words))
    facts = [piece for text in said if text for piece in (_APART, Span(text, keep=True))][1:]
    return item(glued(paragraph(reason.text, _STRONG, width)) + paragraph(facts, _TEXT, width))


def _list(lines: Sequence[str], ticked: bool, width: float) -> Parts:
    """Return lines one below the other; nothing unless ticked."""
    items = [item(paragraph(line, _TEXT, width)) for line in lines]
    return listing(_apart(items, 2)) if ticked else ()


def _note(text: str, ticked: bool, width: float) -> Parts:
    """Return a note; nothing unless ticked and written."""
    return tagged("P", paragraph(text, _TEXT, width)) if text and ticked else ()


def _rules(summary: ReferralSummary, told: frozenset[str], width: float) -> Parts:
    """Return the rules that fired, with reference numbers from 1."""
    if "profile" not in told:
        return ()
    items = [
        labelled(
            merged(paragraph(str(number), _SOFT, _NUMBER)),
            paragraph(line, _TEXT, width - _NUMBER),
            _NUMBER,
        )
        for number, line in enumerate(summary.rule_lines, 1)
    ]
    return listing(_apart(items, 2), numbered=True)


def _consent(consent: Consent, words: Words, width: float) -> Parts:
    """Return whose permission this page stands on, and what it covers.

    They agree to the program's form; whether they signed anything, the program cannot know.
    """
    rows = [
        (words.say("Agreed by"), consent.signer),
        (words.say("Role"), consent.authority),
        (words.say("How"), labels.how(consent.how, words)),
        (words.say("Witness"), consent.witness),
        (words.say("Agreed on"), words.date(consent.signed_on)),
        (words.say("Valid until"), words.date(consent.expires_on)),
        (words.say("Purpose"), consent.purpose),
        (words.say("Covers"), labels.listed(consent.lines, labels.consent_line, words)),
        (words.say("Reference"), consent.consent_id),
    ]
    always = tagged("P", paragraph(labels.always_told(words), _TEXT, width))
    facts = _facts(rows, width)
    # What it always covers is read with what else it covers: not left alone on the next page.
    last = (*facts[-_READ_WITH:], gap(4), *always)
    return (*facts[:-_READ_WITH], *glued(last[:-1]), last[-1])


def _apart(items: Sequence[Parts], space: float) -> Parts:
    """Return items with a little space between them."""
    parts: list[Part] = []
    for number, one in enumerate(items):
        parts += [gap(space)] if number else []
        parts += one
    return tuple(parts)
