"""imh-desktop age: how old a child is on a day, and which band fits."""

from datetime import date
from typing import Any

import click

from imh_desktop.cli.days import Day, read_day
from imh_desktop.cli.output import print_json
from imh_desktop.core.ages import (
    POLICIES,
    AgePolicy,
    AgeReading,
    BeforeBirth,
    bands_touched,
    read_age,
)
from imh_desktop.core.decoding import DAY
from imh_desktop.core.people import Birth
from imh_desktop.errors import InputError
from imh_desktop.flows.ages import age_sentence, read_gestation
from imh_desktop.flows.clock import local_today
from imh_desktop.words import Words


@click.command()
@click.option("--born", required=True, metavar="DAY", help="2024-01-05, or 2024-01-01..2024-01-20.")
@click.option("--gestation", default="unknown", help="Weeks and days, 32w0d; or unknown.")
@click.option("--on", "on", type=Day(), metavar="DAY", help="The day of the visit; today.")
@click.option("--policy", type=click.Choice(list(POLICIES)), default="default")
def age(born: str, gestation: str, on: date | None, policy: str) -> None:
    """Print a child's ages on a day, as JSON.

    A birth between two days prints "from" (youngest) and "to" (oldest), and every band touched.
    """
    birth, days = _birth(born), _gestation(gestation)
    try:
        print_json(_ages(birth, days, on or local_today(), POLICIES[policy]))
    except BeforeBirth as fault:
        fault.place = "--on"
        raise
    except InputError as fault:
        fault.place = "--born"
        raise


def _ages(birth: Birth, days: int | None, on: date, policy: AgePolicy) -> dict[str, Any]:
    oldest = read_age(birth.earliest, days, on, policy)
    if birth.exact:
        return _told(oldest)
    youngest = read_age(min(birth.latest, on), days, on, policy)
    bands = bands_touched(birth, days, on, policy)
    return {"from": _told(youngest), "to": _told(oldest), "bands": bands}


def _birth(text: str) -> Birth:
    first, dots, last = text.partition("..")
    try:
        birth = Birth(read_day(first), read_day(last if dots else first))
    except ValueError:
        said = f"{text!r} is no day of birth"
        raise InputError(said, place="--born", expected=f"{DAY}, or DAY..DAY") from None
    if birth.latest < birth.earliest:
        raise InputError(
            "the last day is before the first", place="--born", expected="the first day first"
        )
    return birth


def _gestation(text: str) -> int | None:
    """Read weeks and days; None when they are not known."""
    if text == "unknown":
        return None
    try:
        days = read_gestation(text)
    except InputError:
        days = None
    if days is None:
        expected = "weeks and days from 22w0d to 44w6d, or unknown"
        raise InputError(f"{text!r} is no gestation", place="--gestation", expected=expected)
    return days


def _told(reading: AgeReading) -> dict[str, Any]:
    sentence = age_sentence(reading, Words("en"))
    if reading.band is None:
        sentence += " There is no age band from 72 months on."
    return {
        "chronological": str(reading.chronological),
        "working": reading.working_text,
        "basis": reading.basis,
        "due_on": reading.due_on.isoformat() if reading.due_on else None,
        "band": reading.band,
        "sentence": sentence,
    }
