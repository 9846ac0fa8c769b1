"""The family's page: built from open values alone, by type (clinical.md 4.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import Checklist, ChecklistTexts, Review
from imh_desktop.core.people import Child, Paper, Programme
from imh_desktop.core.summary import (
    DomainStrengths,
    FamilySummary,
    OpenClass,
    PageLine,
    PageStep,
    PageSupport,
)
from imh_desktop.core.visit import Visit
from imh_desktop.documents.family import family_pdf
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.loading import load
from imh_desktop.flows.refusing import (
    FEWEST_STRENGTHS,
    PageRefused,
    of_programme,
    require_family_page,
    require_letters,
    support_fault,
    typed,
)
from imh_desktop.store.records import PROGRAMME_ID
from imh_desktop.store.vault import Vault
from imh_desktop.words import LANGUAGES, Words

__all__ = [
    "FEWEST_STRENGTHS",
    "STALE_DAYS",
    "Page",
    "PageRefused",
    "family_page",
    "family_summary",
    "page_file_name",
    "page_texts",
    "page_warnings",
    "require_settled",
    "support_block",
    "support_fault",
]

STALE_DAYS = 180
"""A support number not checked for longer than this is warned of (FS6)."""


@dataclass(frozen=True, slots=True)
class Page:
    """A finished PDF. ``file_name`` holds no name of a person. ``warnings``: sentences to show
    before printing, such as a support number long unchecked. ``review``: who stands behind the
    checklist's words on it."""

    content: bytes
    file_name: str
    warnings: tuple[str, ...] = ()
    review: Review | None = None


def family_summary(
    child: Child,
    visit: Visit,
    checklist: Checklist,
    texts: ChecklistTexts,
    programme: Programme,
    words: Words,
    paper: Paper = "a4",
    *,
    interface: Words | None = None,
) -> FamilySummary:
    """Gather what the family takes home. No parameter can hold a private value.

    ``texts`` and ``words`` are in the page's language; refusals are said in ``interface``'s.

    Raises:
        PageRefused: fewer than three strengths, an empty emergency or day-and-night number, a
            missing text, or typed words that must not stand on a family page.
    """
    require_family_page(visit, programme, interface or words)
    name = ("child.given_name", child.given_name)
    require_letters((name, *typed(visit), *of_programme(programme)))
    unreviewed = not texts.review.by_professional
    return FamilySummary(
        language=texts.language,
        paper=paper,
        given_name=child.given_name,
        on=visit.on,
        message=PageLine(_message(child, visit, words), OpenClass.P),
        strengths=_strengths(child, visit, checklist, texts, interface or words),
        moments=tuple(PageLine(moment.text, OpenClass.P) for moment in visit.moments),
        strategies=tuple(
            PageLine(
                _said(texts.strategies.get(key, ""), key, texts, interface or words), OpenClass.P
            )
            for key in visit.strategies
        ),
        steps=tuple(
            PageStep(what=PageLine(s.what, OpenClass.C), who=s.who, by=s.by, phone=s.phone)
            for s in visit.steps
        ),
        support=support_block(programme, words),
        programme=programme.name,
        programme_contact=", ".join(filter(None, (programme.contact, programme.phone))),
        review_note=(words.say("Not yet reviewed by a professional") if unreviewed else ""),
        demo=programme.fictional,
    )


def support_block(programme: Programme, words: Words) -> tuple[PageSupport, ...]:
    """Return whom to call: the same for every family of a programme and language."""
    labels = {
        "emergency": words.say("Emergency"),
        "day_and_night": words.say("Someone to talk to, day and night"),
        "other": words.say("Support"),
    }
    return tuple(
        PageSupport(label=line.name or labels[line.kind], number=line.number)
        for line in programme.for_families
    )


def page_warnings(programme: Programme, today: date, words: Words) -> tuple[str, ...]:
    """Return what to say before printing: support numbers not checked for 180 days."""
    stale = any(
        line.checked_on is None or (today - line.checked_on).days > STALE_DAYS
        for line in programme.for_families
    )
    if not stale:
        return ()
    return (
        words.say(
            "A support number was not checked for more than {n} days. Please call it, then note"
            " the day in the programme's settings.",
            n=STALE_DAYS,
        ),
    )


def page_file_name(kind: str, on: date, record_id: str) -> str:
    """Return a file name that holds a day and the end of a random id, never a name."""
    letters = "".join(letter for letter in record_id if letter.isascii() and letter.isalnum())
    return f"{kind}-{on.isoformat()}-{letters[-6:].lower()}.pdf"


def _strengths(
    child: Child, visit: Visit, checklist: Checklist, texts: ChecklistTexts, words: Words
) -> tuple[DomainStrengths, ...]:
    chosen = [checklist.item(item_id) for item_id in visit.strengths]
    found = []
    for domain in checklist.domains:
        lines = []
        for item in chosen:
            if item.construct in domain.constructs:
                written = texts.items.get(item.item_id)
                said = _said(written.strength if written else "", item.item_id, texts, words)
                text = said.replace("{name}", child.given_name)
                lines.append(PageLine(text, OpenClass(item.sensitivity.value)))
        if lines:
            title = _said(texts.domains.get(domain.domain_id, ""), domain.domain_id, texts, words)
            found.append(
                DomainStrengths(domain_id=domain.domain_id, title=title, lines=tuple(lines))
            )
    return tuple(found)


def _said(text: str, key: str, texts: ChecklistTexts, words: Words) -> str:
    """Refuse the page when a text is missing, and name it (FS9)."""
    if text.strip():
        return text
    raise PageRefused(
        words.say(
            "A text is missing in this language: {key} ({language}).",
            key=key,
            language=texts.language,
        )
    )


def _message(child: Child, visit: Visit, words: Words) -> str:
    """Choose the main message by what the page holds, and by nothing else.

    Each has over fifty words, so that with its headings even the smallest page has a hundred.
    """
    name = child.given_name
    if visit.steps:
        return words.say(
            "Thank you for sharing your day with us. {name} learns with you, every single day."
            " Holding, talking and playing help a small child grow strong inside. Here is what we"
            " saw going well. We also wrote down what comes next. You do not have to do it alone."
            " Please call us when you want to talk.",
            name=name,
        )
    if visit.strategies:
        return words.say(
            "Thank you for sharing your day with us. {name} learns with you, every single day."
            " Holding, talking and playing help a small child grow strong inside. Here is what we"
            " saw going well. There is also something small to try at home. Choose what fits your"
            " family. Please call us when you want to talk.",
            name=name,
        )
    return words.say(
        "Thank you for sharing your day with us. {name} learns with you, every single day."
        " Holding, talking and playing help a small child grow strong inside. Here is what we saw"
        " going well. Please keep doing what you already do so well. We look forward to our next"
        " visit.",
        name=name,
    )


def family_page(
    vault: Vault,
    library: Library,
    visit_id: str,
    language: str,
    paper: Paper | None = None,
    *,
    today: date | None = None,
    words: Words | None = None,
) -> Page:
    """Make a visit's family page; ``paper`` None = the programme's. ``words``: the interface's,
    for refusals and warnings.

    Raises:
        PageRefused: see ``family_summary``.
    """
    words, page_words = words or Words("en"), Words(language)
    loaded = load(vault, library, visit_id)
    require_settled(vault, (visit_id, loaded.child.child_id, PROGRAMME_ID), words)
    texts = page_texts(library, loaded.visit.checklist_id, language, words)
    summary = family_summary(
        loaded.child,
        loaded.visit,
        loaded.checklist,
        texts,
        loaded.programme,
        page_words,
        paper or loaded.programme.paper,
        interface=words,
    )
    return Page(
        content=family_pdf(summary, page_words),
        file_name=page_file_name("family", loaded.visit.on, visit_id),
        warnings=page_warnings(loaded.programme, today or local_today(), words),
        review=texts.review,
    )


def require_settled(vault: Vault, record_ids: Iterable[str], words: Words) -> None:
    """Refuse a page that would need a field two laptops wrote differently (design.md 1).

    Raises:
        PageRefused: naming the fields to be decided.
    """
    found = [vault.journal.record(record_id) for record_id in record_ids]
    fields = sorted({field for record in found if record for field in record.conflicts})
    if fields:
        raise PageRefused(
            words.say(
                "Two computers have different answers here: {fields}. Please choose one first.",
                fields=", ".join(fields),
            )
        )


def page_texts(library: Library, checklist_id: str, language: str, words: Words) -> ChecklistTexts:
    """Return the words a page is written in.

    Raises:
        PageRefused: the checklist or the program has none in that language (FS9).
    """
    if language not in LANGUAGES or language not in library.languages(checklist_id):
        raise PageRefused(
            words.say("There is no page in this language yet: {language}.", language=language),
            place="language",
            expected=", ".join(LANGUAGES),
        )
    return library.texts(checklist_id, language)
