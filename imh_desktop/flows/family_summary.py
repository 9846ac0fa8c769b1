"""What the family's page says: built from open values alone, by type (clinical.md 4.2)."""

from typing import Literal

from imh_desktop.core.checklist import Checklist, ChecklistTexts
from imh_desktop.core.people import Child, Paper, Programme
from imh_desktop.core.summary import (
    DomainStrengths,
    FamilySummary,
    OpenClass,
    PageIdea,
    PageLine,
    PageStep,
    PageStrength,
    PageSupport,
    Variant,
)
from imh_desktop.core.visit import Visit
from imh_desktop.flows.pages import review_note
from imh_desktop.flows.refusing import (
    PageRefused,
    of_programme,
    require_family_page,
    require_letters,
    typed,
)
from imh_desktop.words import Words, isolated


def family_summary(
    child: Child, visit: Visit, checklist: Checklist, texts: ChecklistTexts, programme: Programme,
    words: Words, paper: Paper = "a4", *, interface: Words | None = None,
    variant: Variant = "standard", beside: FamilySummary | None = None,
) -> FamilySummary:  # fmt: skip
    """Gather what the family takes home. No parameter can hold a private value.

    ``texts`` and ``words`` are in the page's language; refusals are said in ``interface``'s.
    ``beside``: the same in the second language of a bilingual page.

    Raises:
        PageRefused: fewer than three strengths, an empty emergency or day-and-night number, a
            missing text, or typed words that must not stand on a family page.
    """
    said_in = interface or words
    _require(child, visit, programme, said_in)
    return FamilySummary(
        language=texts.language,
        paper=paper,
        given_name=child.given_name,
        on=visit.on,
        message=PageLine(_message(child, visit, words), OpenClass.P),
        strengths=_strengths(child, visit, checklist, texts, said_in),
        moments=_moments(visit, texts),
        strategies=_strategies(visit, checklist, texts, said_in),
        steps=_steps(visit, texts),
        support=support_block(programme, words),
        programme=programme.name,
        programme_contact=", ".join(filter(None, (programme.contact, programme.phone))),
        review_note=review_note(texts, words),
        demo=programme.fictional,
        variant=variant,
        beside=beside,
    )


def _require(child: Child, visit: Visit, programme: Programme, words: Words) -> None:
    require_family_page(visit, programme, words)
    name = ("child.given_name", child.given_name)
    require_letters((name, *typed(visit), *of_programme(programme)))


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


def _moments(visit: Visit, texts: ChecklistTexts) -> tuple[PageLine, ...]:
    tongue = _tongue(visit, texts)
    return tuple(PageLine(moment.text, OpenClass.P, tongue) for moment in visit.moments)


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
                text = said.replace("{name}", isolated(child.given_name))
                source = OpenClass(item.sensitivity.value)
                lines.append(
                    PageStrength(
                        text,
                        source,
                        texts.written_in(item.item_id),
                        known=_known(item.item_id, visit),
                    )
                )
        if lines:
            title = _said(texts.domains.get(domain.domain_id, ""), domain.domain_id, texts, words)
            found.append(
                DomainStrengths(domain_id=domain.domain_id, title=title, lines=tuple(lines))
            )
    return tuple(found)


def _known(item_id: str, visit: Visit) -> Literal["", "seen", "told", "both"]:
    """Return how an answer is known; empty when that was not noted."""
    answer = visit.answers.get(item_id)
    return (answer.known if answer else None) or ""


def _strategies(
    visit: Visit, checklist: Checklist, texts: ChecklistTexts, words: Words
) -> tuple[PageIdea, ...]:
    routines = {each.strategy_id: each.routine for each in checklist.strategies}
    return tuple(
        PageIdea(
            _said(texts.strategies.get(key, ""), key, texts, words),
            OpenClass.P,
            texts.written_in(key),
            routine=routines.get(key, "any"),
        )
        for key in visit.strategies
    )


def _steps(visit: Visit, texts: ChecklistTexts) -> tuple[PageStep, ...]:
    tongue = _tongue(visit, texts)
    return tuple(
        PageStep(what=PageLine(s.what, OpenClass.C, tongue), who=s.who, by=s.by, phone=s.phone)
        for s in visit.steps
    )


def _tongue(visit: Visit, texts: ChecklistTexts) -> str:
    """Return the language of the visitor's own words where it is not the page's (FS9)."""
    main = visit.language.partition("-")[0]
    return "" if main == texts.language.partition("-")[0] else main


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
    name = isolated(child.given_name)
    if visit.steps:
        return words.say(
            "Thank you for sharing your day with us. {name} learns with you, every single day."
            " Holding, talking and playing help a small child grow strong inside. Here is what is"
            " going well. We also wrote down what comes next. You do not have to do it alone."
            " Please call us when you want to talk.",
            name=name,
        )
    if visit.strategies:
        return words.say(
            "Thank you for sharing your day with us. {name} learns with you, every single day."
            " Holding, talking and playing help a small child grow strong inside. Here is what is"
            " going well. There is also something small to try at home. Choose what fits your"
            " family. Please call us when you want to talk.",
            name=name,
        )
    return words.say(
        "Thank you for sharing your day with us. {name} learns with you, every single day."
        " Holding, talking and playing help a small child grow strong inside. Here is what is"
        " going well. Please keep doing what you already do so well. We look forward to our next"
        " visit.",
        name=name,
    )
