"""Gestations and ages as people write and read them."""

import re
from datetime import date, timedelta

from imh_desktop.core.ages import AgePolicy, AgeReading, read_age
from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.words import Words

GESTATION_DAYS = range(22 * 7, 45 * 7)
"""22w0d to 44w6d (clinical.md 5.3, DQ2)."""
_GESTATION = re.compile(
    r"\s*(\d{1,2})\s*(?:w\s*(?:(\d)\s*d?)?|\+\s*(\d))?\s*", re.ASCII | re.IGNORECASE
)


def gestation_text(days: int | None) -> str:
    """Write a gestation as weeks and days ("32w0d"); empty when not known."""
    return "" if days is None else f"{days // 7}w{days % 7}d"


def read_gestation(text: str, words: Words | None = None) -> int | None:
    """Read a gestation into completed days; None when the text is empty.

    Raises:
        InputError: it is not weeks and days, or not between 22w0d and 44w6d.
    """
    if not text.strip():
        return None
    found = _GESTATION.fullmatch(text)
    days = int(found[1]) * 7 + int(found[2] or found[3] or 0) if found else 0
    if days not in GESTATION_DAYS or int((found and (found[2] or found[3])) or 0) > 6:
        raise InputError(
            (words or Words("en")).say("Please write weeks and days, such as 38w2d."),
            place="gestation",
            expected="22w0d to 44w6d",
        )
    return days


def age_sentence(reading: AgeReading, words: Words) -> str:
    """Say both ages in one sentence."""
    on = words.date(reading.on)
    old = words.age(reading.chronological.months, reading.chronological.days)
    if reading.working is None:
        return words.count(
            "On {on}: {old} old, {n} day before the due date.",
            "On {on}: {old} old, {n} days before the due date.",
            reading.days_to_due,
            on=on,
            old=old,
        )
    working = words.age(reading.working.months, reading.working.days)
    if reading.basis == "corrected":
        return words.say(
            "On {on}: {old} old, {working} counted from the due date.",
            on=on,
            old=old,
            working=working,
        )
    if reading.basis == "unknown_gestation":
        return words.say("On {on}: {old} old. Not adjusted: weeks unknown.", on=on, old=old)
    return words.say("On {on}: {old} old.", on=on, old=old)


def reading_for(child: Child, on: date, policy: AgePolicy, band: str | None = None) -> AgeReading:
    """Return the ages on a day. Of a birth that is not exact, the latest day that gives the band.

    Raises:
        InputError: the day is before the birth.
    """
    latest = max(min(child.birth.latest, on), child.birth.earliest)
    youngest = read_age(latest, child.gestation_days, on, policy)
    day, reading = latest, youngest
    while band is not None and reading.band != band and day > child.birth.earliest:
        day -= timedelta(days=1)
        reading = read_age(day, child.gestation_days, on, policy)
    return reading if band is None or reading.band == band else youngest
