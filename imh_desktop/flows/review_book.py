"""Puts a checklist's words into a reviewer's book: bands in order, each item told once in full."""

from collections.abc import Iterable

from imh_desktop.core.ages import BANDS
from imh_desktop.core.checklist import Checklist, ChecklistTexts, Item
from imh_desktop.core.people import Paper
from imh_desktop.core.review_book import BookEntry, BookGroup, BookSection, ReviewBook
from imh_desktop.flows.rule_book import rules_section
from imh_desktop.words import Words


def review_book(
    checklist: Checklist, texts: ChecklistTexts, paper: Paper, words: Words
) -> ReviewBook:
    """Return the book of one language: the bands, then what is always there, ideas and rules.

    An item asked in several bands stands in full in the first, and by its words alone later.
    """
    return ReviewBook(
        language=texts.language,
        paper=paper,
        title=words.say("Reviewer's book: {checklist}", checklist=texts.title),
        front=_front(checklist, texts, words),
        sections=(
            *(_band(checklist, texts, band, words) for band in checklist.bands),
            _always(checklist, texts, words),
            _strategies(checklist, texts, words),
            rules_section(words),
        ),
    )


def band_said(band: str, words: Words) -> str:
    """Return a band with its ages in months."""
    edge = next(each for each in BANDS if each.band_id == band)
    return words.say(
        "{band}: {start} to under {end} months",
        band=band,
        start=edge.from_months,
        end=edge.before_months,
    )


def _front(checklist: Checklist, texts: ChecklistTexts, words: Words) -> tuple[str, ...]:
    return (
        words.say(
            "Version {version}. Every sentence was written for this project (CC BY 4.0).",
            version=checklist.version,
        ),
        words.say(
            "This is an observation checklist. It is not a test, not a diagnosis and not a"
            " validated screening."
        ),
        words.say(
            "Please read each sentence aloud, as to a family. Is it clear, kind and true at this"
            " age and in this language? Tick “keep”, or write what you would say."
        ),
        words.say("State of the review: {status}.", status=_status(texts, words)),
        texts.review.notes,
    )


def _status(texts: ChecklistTexts, words: Words) -> str:
    return {
        "draft": words.say("draft, not yet read by a professional"),
        "peer": words.say("read by a second person, not yet by a professional"),
        "professional": words.say("read by a professional"),
    }[texts.review.status]


def _band(checklist: Checklist, texts: ChecklistTexts, band: str, words: Words) -> BookSection:
    groups = []
    for domain in checklist.domains:
        items = [i for i in checklist.in_band(band) if i.construct in domain.constructs and i.core]
        if items and domain.counted:
            entries = tuple(_in_band(item, checklist, texts, band, words) for item in items)
            groups.append(BookGroup(title=texts.domains[domain.domain_id], entries=entries))
    return BookSection(title=band_said(band, words), intro=(), groups=tuple(groups))


def _in_band(
    item: Item, checklist: Checklist, texts: ChecklistTexts, band: str, words: Words
) -> BookEntry:
    """Return an item in full where it is first asked, and by its words alone later."""
    first = next(each for each in checklist.bands if each in item.bands)
    if band == first:
        return _entry(item, texts, words)
    said = words.say("{item}  ·  in full at {band}", item=item.item_id, band=first)
    return BookEntry(words=texts.items[item.item_id].text, mark=said, remarks=False)


def _always(checklist: Checklist, texts: ChecklistTexts, words: Words) -> BookSection:
    """Return what is not counted: signs one by one, open questions, private talk, talk today."""
    groups = []
    for domain in checklist.domains:
        items = [i for i in checklist.items if i.construct in domain.constructs and not i.core]
        if items:
            entries = tuple(_entry(item, texts, words) for item in items)
            groups.append(BookGroup(title=texts.domains[domain.domain_id], entries=entries))
    intro = words.say("Each sign opens when its question in the band is answered other than “no”.")
    return BookSection(
        title=words.say("Signs, open questions, private talk and talk today"),
        intro=(intro,),
        groups=tuple(groups),
    )


def _entry(item: Item, texts: ChecklistTexts, words: Words) -> BookEntry:
    text = texts.items[item.item_id]
    labelled = (
        (words.say("How to look or ask"), text.how),
        (words.say("Why it matters"), text.why),
        (words.say("It may also be"), text.others),
        (words.say("Families do this in many ways"), text.culture),
        (words.say("On the family page"), text.strength or text.step),
        (words.say("What you can say"), text.say),
        (words.say("What to do"), text.do),
        (words.say("Whom to call"), text.call),
        (words.say("What to write down"), text.record),
    )
    said = [item.item_id, texts.constructs[item.construct], _run(item.bands), item.sensitivity]
    if item.skill:
        said.append(words.say("skill"))
    lines = tuple((label, said) for label, said in labelled if said)
    return BookEntry(words=text.text, mark=words.abreast(said), lines=lines)


def _strategies(checklist: Checklist, texts: ChecklistTexts, words: Words) -> BookSection:
    routines = {
        "feeding": words.say("Feeding"),
        "comforting": words.say("Holding and comforting"),
        "play": words.say("Play"),
        "sleep": words.say("Sleep"),
        "outing": words.say("Going out and chores"),
        "any": words.say("Any time"),
    }
    groups = []
    for routine, title in routines.items():
        entries = tuple(
            BookEntry(
                words=texts.strategies[each.strategy_id],
                mark=words.abreast(
                    (each.strategy_id, words.listed(each.constructs), _run(each.bands))
                ),
            )
            for each in checklist.strategies
            if each.routine == routine
        )
        if entries:
            groups.append(BookGroup(title=title, entries=entries))
    return BookSection(title=words.say("Things to try"), intro=(), groups=tuple(groups))


def _run(bands: Iterable[str]) -> str:
    """Return bands as a run, as in ``B4-B6``."""
    first, *_, last = (*bands,) * 2
    return first if first == last else f"{first}-{last}"
