"""Codes of the record in the words of a page."""

from collections.abc import Callable
from datetime import date

from imh_desktop.core.languages import inside, spoken_languages
from imh_desktop.core.people import Birth, Child
from imh_desktop.words import Words


def relation(code: str, words: Words) -> str:
    """Return how a caregiver is related to the child."""
    said = {
        "mother": words.say("mother"),
        "father": words.say("father"),
        "grandparent": words.say("grandparent"),
        "foster": words.say("foster parent"),
        "sibling": words.say("brother or sister"),
        "other_family": words.say("other family member"),
    }
    return said.get(code, words.say("other caregiver"))


def sex(code: str, words: Words) -> str:
    """Return a child's sex; empty when it is not recorded."""
    said = {"female": words.say("girl"), "male": words.say("boy"), "other": words.say("other")}
    return said.get(code, "")


def known(code: str | None, words: Words) -> str:
    """Return how an answer is known; empty when there is no such thing."""
    said = {
        "seen": words.say("seen by the visitor"),
        "told": words.say("told by the family"),
        "both": words.say("seen and told"),
    }
    return said.get(code or "", "")


def language(code: str, words: Words) -> str:
    """Return the name of a language; its code when this program has no name for it."""
    return spoken_languages(words).get(code.partition("-")[0], code)


def interpreter(child: Child, words: Words) -> str:
    """Return that an interpreter is needed, and of which language; empty where none is."""
    if not child.interpreter:
        return ""
    if not child.interpreter_language:
        return words.say("Interpreter needed")
    named = inside(language(child.interpreter_language, words), words)
    return words.say("Interpreter needed: {language}", language=named)


def consent_line(code: str, words: Words) -> str:
    """Return the name of a part of the referral that a consent can cover."""
    said = {
        "contact": words.say("contact"),
        "gestation": words.say("weeks of pregnancy"),
        "languages": words.say("languages"),
        "custody": words.say("custody"),
        "reason": words.say("reason"),
        "strengths": words.say("strengths"),
        "tried": words.say("what was tried"),
        "instruments": words.say("instruments used"),
        "profile": words.say("what was noticed"),
        "health": words.say("health provider"),
        "senses": words.say("eyes and ears"),
        "services": words.say("services now"),
    }
    return said.get(code, code)


def always_told(words: Words) -> str:
    """Say what stands on every referral: it has no tick, and the family must hear of it too."""
    return words.say(
        "Always on it: name, day of birth, sex and age, also counted from the due date"
    )


def how(code: str, words: Words) -> str:
    """Return how somebody agreed; empty where that was not noted."""
    said = {
        "paper": words.say("Signed on paper"),
        "electronic": words.say("Signed on a device"),
        "spoken": words.say("Said before a witness"),
    }
    return said.get(code, "")


def birth(value: Birth, words: Words) -> str:
    """Return the day of birth, or the days it lies between."""
    if value.exact:
        return words.date(value.earliest)
    first, last = words.date(value.earliest), words.date(value.latest)
    return words.say("between {first} and {last}", first=first, last=last)


def checked(found: str, on: date | None, words: Words) -> str:
    """Return what a check of eyes or ears found, with its day; empty where nothing is known."""
    if on is None:
        return found
    day = words.date(on)
    if not found:
        return words.say("checked on {date}", date=day)
    return words.say("{found} (checked on {date})", found=found, date=day)


def gestation(child: Child, words: Words) -> str:
    """Return the length of the pregnancy; empty when it is not known."""
    if child.gestation_days is None:
        return ""
    weeks, days = divmod(child.gestation_days, 7)
    return words.count("{weeks} weeks {n} day", "{weeks} weeks {n} days", days, weeks=weeks)


def listed(codes: tuple[str, ...], name: Callable[[str, Words], str], words: Words) -> str:
    """Return the names of some codes, separated by commas."""
    return words.listed(name(code, words) for code in codes)


def routine(code: str, words: Words) -> str:
    """Return the part of the day that an idea belongs to."""
    said = {
        "feeding": words.say("Feeding"),
        "comforting": words.say("Comforting"),
        "play": words.say("Play"),
        "sleep": words.say("Sleep"),
        "bath": words.say("Bath"),
        "dressing": words.say("Dressing"),
        "outing": words.say("Going out"),
    }
    return said.get(code, words.say("Any time"))
