"""What a form says of a child and of its caregivers, checked, as the fields of their records."""

import re
from datetime import date

from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.people import Birth
from imh_desktop.errors import InputError
from imh_desktop.flows.ages import read_gestation
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm
from imh_desktop.flows.fields import day, one_of
from imh_desktop.store.entry import Value
from imh_desktop.words import Words

RELATIONS = ("mother", "father", "grandparent", "foster", "sibling", "other_family", "other")
SEXES = ("", "female", "male", "other")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LONGEST_RANGE = 366
Fields = dict[str, Value]


def child_fields(form: ChildForm, today: date, words: Words) -> Fields:
    """Return what is kept of a child. Raises InputError: a field will not do (``place``)."""
    birth = _birth(form, today, words)
    one_of(form.sex, SEXES, "sex", words)
    name = clean(form.given_name, "given_name", NAME_LIMIT)
    if not name:
        raise InputError(words.say("Please write the child's first name."), place="given_name")
    return {
        "given_name": name,
        "family_name": clean(form.family_name, "family_name", NAME_LIMIT),
        "born_earliest": birth.earliest.isoformat(),
        "born_latest": birth.latest.isoformat(),
        "gestation_days": read_gestation(form.gestation, words),
        "sex": form.sex,
        "number": clean(form.number, "number", NAME_LIMIT),
        **{f"languages.{code}": True for code in _languages(form.languages, words)},
        "page_language": _language(form.page_language, "page_language", words),
        **_interpreter(form, words),
        "conditions_known": form.conditions_known,
        "custody_note": clean(form.custody_note, "custody_note", NOTE_LIMIT),
        "health_provider": clean(form.health_provider, "health_provider", NAME_LIMIT),
        "services_now": clean(form.services_now, "services_now", NOTE_LIMIT),
        "vision": clean(form.vision, "vision", NAME_LIMIT),
        "vision_on": _checked_on(form.vision_on, "vision_on", today, words),
        "hearing": clean(form.hearing, "hearing", NAME_LIMIT),
        "hearing_on": _checked_on(form.hearing_on, "hearing_on", today, words),
    }


def _interpreter(form: ChildForm, words: Words) -> Fields:
    """Return what is kept of the interpreter: of one that is not needed, nothing."""
    code = form.interpreter_language
    if code:
        _language(code, "interpreter_language", words)
    name = clean(form.interpreter_name, "interpreter_name", NAME_LIMIT)
    return {
        "interpreter": form.interpreter or None,
        "interpreter_language": code if form.interpreter else "",
        "interpreter_name": name if form.interpreter else "",
    }


def _checked_on(text: str, place: str, today: date, words: Words) -> str:
    return day(text, place, words, until=today).isoformat() if text.strip() else ""


def _birth(form: ChildForm, today: date, words: Words) -> Birth:
    asking = words.say("Please give the day of birth.")
    earliest = day(form.born_earliest, "born_earliest", words, asking=asking)
    latest = earliest
    if form.born_latest:
        latest = day(form.born_latest, "born_latest", words, asking=asking)
    if latest < earliest or (latest - earliest).days > _LONGEST_RANGE:
        raise InputError(
            words.say("The last possible day must come after the first, within a year."),
            place="born_latest",
        )
    if latest > today:
        raise InputError(words.say("This day is in the future."), place="born_latest")
    return Birth(earliest, latest)


def _languages(codes: tuple[str, ...], words: Words) -> tuple[str, ...]:
    return tuple(_language(code, "languages", words) for code in codes)


def _language(code: str, place: str, words: Words) -> str:
    if not _LANGUAGE.fullmatch(code):
        raise InputError(words.say("We do not know this language."), place=place, expected="en, es")
    return code


def caregiver_fields(form: CaregiverForm, number: int | None, words: Words) -> Fields:
    """Return what is kept of a caregiver; ``number``: which of the form, for the place of a fault.
    Raises as ``child_fields``."""
    at = "" if number is None else f"caregivers.{number}."
    one_of(form.relation, RELATIONS, f"{at}relation", words)
    name = clean(form.name, f"{at}name", NAME_LIMIT)
    if not name:
        raise InputError(words.say("Please write the caregiver's name."), place=f"{at}name")
    why_not = clean(form.why_not, f"{at}why_not", NAME_LIMIT)
    if form.receives is False and not why_not:
        raise InputError(words.say("Say why this person receives no page."), place=f"{at}why_not")
    return {
        "name": name,
        "relation": form.relation,
        "phone": clean(form.phone, f"{at}phone", NAME_LIMIT),
        "address": clean(form.address, f"{at}address", NOTE_LIMIT),
        "best_time": clean(form.best_time, f"{at}best_time", NAME_LIMIT),
        **{f"speaks.{_language(code, f'{at}speaks', words)}": True for code in form.speaks},
        **{f"reads.{_language(code, f'{at}reads', words)}": True for code in form.reads},
    }
