"""What a correction changes for one visit, line by line."""

from collections.abc import Iterator
from datetime import date

from imh_desktop.core.ages import AgeReading
from imh_desktop.core.visit import LEVELS
from imh_desktop.flows.birth_corrections import Results, VisitEffect
from imh_desktop.flows.codes_said import band_said
from imh_desktop.flows.explaining import level_said
from imh_desktop.store.entry import Value
from imh_desktop.words import Words


def effect_title(effect: VisitEffect, words: Words) -> str:
    """Name the visit."""
    day = words.date(effect.visit.on)
    if effect.visit.closed_at:
        return words.say("Visit of {day}", day=day)
    return words.say("Open visit of {day}", day=day)


def effect_lines(effect: VisitEffect, words: Words) -> tuple[str, ...]:
    """Return what changes for the visit; what stays the same is not told, but for its band."""
    return tuple(_lines(effect, words))


def _lines(effect: VisitEffect, words: Words) -> Iterator[str]:
    then, now = (_age(each, words) for each in (effect.then, effect.now))
    if then != now:
        yield words.say("Age that day: {then}. Now: {now}.", then=then, now=now)
    made = band_said(words, effect.visit.band)
    if effect.other_band and effect.now.band:
        fits = band_said(words, effect.now.band)
        yield words.say(
            "Made with the checklist for {made}, which stays. The age is now that for {fits}.",
            made=made, fits=fits,
        )  # fmt: skip
    yield from _result_lines(effect.stored, effect.anew, words)
    for page in effect.pages:
        yield words.say(
            "A page was given on {day} (page code {code}). It will be marked as outdated.",
            day=words.date(page.on), code=page.code,
        )  # fmt: skip
    for name in effect.letters:
        yield words.say(
            "A referral to {partner} tells what was known before. Please write a new one.",
            partner=name[:60],
        )  # fmt: skip


def _result_lines(stored: Results | None, anew: Results | None, words: Words) -> Iterator[str]:
    if stored is None:
        return
    if anew is None:
        yield words.say("Its checklist is not here, so what it showed stays as it is.")
        return
    for name, said in (("open_level", _step), ("reobserve_on", _look)):
        was, now = said(stored.get(name), words), said(anew.get(name), words)
        if was != now:
            yield words.say("{was}, now {now}", was=was, now=now)


def _age(reading: AgeReading, words: Words) -> str:
    by_birth = words.age(reading.chronological.months, reading.chronological.days)
    if reading.basis != "corrected":
        return by_birth
    if reading.working is None:
        days = words.count("{n} day", "{n} days", reading.days_to_due)
        before = words.say("{days} before the due date", days=days)
        return f"{by_birth} ({before})"
    working = words.age(reading.working.months, reading.working.days)
    corrected = words.say("{age} corrected", age=working)
    return f"{by_birth} ({corrected})"


def _step(level: Value, words: Words) -> str:
    known = next((each for each in LEVELS if each == level), None)
    if known is None:
        return words.say("Next step: not known")
    return words.say("Next step: {step}", step=level_said(known, words))


def _look(day: Value, words: Words) -> str:
    try:
        return words.say("Look again on {day}", day=words.date(date.fromisoformat(str(day))))
    except ValueError:
        return words.say("no day to look again")
