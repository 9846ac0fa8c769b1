"""Why a page is not made: what is missing, or must not stand on it, with the place."""

from collections.abc import Iterable, Iterator

from imh_desktop.core.people import Programme
from imh_desktop.core.summary import MOST_STRATEGIES
from imh_desktop.core.visit import Visit
from imh_desktop.core.wording import same_words, says_something
from imh_desktop.documents.fonts import MissingGlyph, printable
from imh_desktop.errors import InputError
from imh_desktop.flows.wording import name_fault, number_fault, page_fault
from imh_desktop.words import Words

FEWEST_STRENGTHS = 3
Field = tuple[str, str]
"""A place and its text."""


class PageRefused(InputError):
    """The page cannot be made; the message says what is missing and where to set it right."""


def support_fault(programme: Programme, words: Words) -> str | None:
    """Return why no family page may be printed yet; None when both numbers are there (FS6)."""
    if not programme.number_of("emergency").strip():
        return words.say(
            "The emergency number is empty. Please fill it in under the programme's settings."
        )
    if not programme.number_of("day_and_night").strip():
        return words.say(
            "The day and night number is empty. Please fill it in under the programme's settings."
        )
    return next((fault for _, fault in _number_faults(programme, words)), None)


def require_family_page(visit: Visit, programme: Programme, words: Words) -> None:
    """Hold what the visitor and the programme typed to what may go home.

    Raises:
        PageRefused: the first fault, with its place.
    """
    for place, fault in _faults(visit, programme, words):
        raise PageRefused(fault, place=place)


def require_letters(fields: Iterable[Field]) -> None:
    """Hold texts to the letters that can be printed.

    Raises:
        MissingGlyph: ``place`` names the text.
    """
    for place, text in fields:
        try:
            printable(text)
        except MissingGlyph as fault:
            fault.place = place
            raise


def typed(visit: Visit) -> Iterator[Field]:
    """Yield what was typed for a visit's family page."""
    for number, moment in enumerate(visit.moments):
        yield f"visit.moments[{number}].text", moment.text
    for number, step in enumerate(visit.steps):
        yield f"visit.steps[{number}].what", step.what
        yield f"visit.steps[{number}].who", step.who


def of_programme(programme: Programme) -> Iterator[Field]:
    """Yield what a programme's settings put on every family page."""
    yield "programme.name", programme.name
    yield "programme.contact", programme.contact
    yield "programme.phone", programme.phone
    for number, line in enumerate(programme.support):
        if line in programme.for_families:
            yield f"programme.support[{number}].name", line.name


def _faults(visit: Visit, programme: Programme, words: Words) -> Iterator[Field]:
    yield from _number_faults(programme, words)
    if missing := support_fault(programme, words):
        yield "programme.support", missing
    if len(set(visit.strengths)) + len(_moments(visit)) < FEWEST_STRENGTHS:
        few = words.say("Please choose three strengths, or write what went well.")
        yield "visit.strengths", few
    if len(set(visit.strategies)) > MOST_STRATEGIES:
        many = words.say("Two ideas are enough for one page. Please take one off first.")
        yield f"visit.strategies[{MOST_STRATEGIES}]", many
    yield from _wording_faults(visit, programme, words)


def _wording_faults(visit: Visit, programme: Programme, words: Words) -> Iterator[Field]:
    for place, text in typed(visit):
        if not text.strip() and not place.endswith(".who"):
            yield place, words.say("Please fill this in.")
        elif wrong := page_fault(text, words):
            yield place, wrong
    for place, text in (*_phones(visit), *of_programme(programme)):
        if unsafe := name_fault(text, words):
            yield place, unsafe


def _moments(visit: Visit) -> set[str]:
    """Return the moments that say something, each once."""
    return {same_words(moment.text) for moment in visit.moments if says_something(moment.text)}


def _phones(visit: Visit) -> Iterator[Field]:
    return ((f"visit.steps[{n}].phone", step.phone) for n, step in enumerate(visit.steps))


def _number_faults(programme: Programme, words: Words) -> Iterator[Field]:
    """Yield the numbers that would be printed and are none."""
    for number, line in enumerate(programme.support):
        fault = number_fault(line.number, words) if line in programme.for_families else None
        if fault:
            yield f"programme.support[{number}].number", fault
