"""imh-desktop age: how old a child is on a day, and which band fits."""

from datetime import date
from typing import Any

import click

from imh_desktop.cli.output import print_json
from imh_desktop.core.ages import POLICIES, AgeReading, bands_touched, read_age
from imh_desktop.core.people import Birth
from imh_desktop.errors import InputError
from imh_desktop.flows.ages import age_sentence, read_gestation
from imh_desktop.flows.clock import local_today
from imh_desktop.words import Words


@click.command()
@click.option("--born", required=True, metavar="DAY", help="2024-01-05, or 2024-01-01..2024-01-20.")
@click.option("--gestation", default="unknown", help="Weeks and days, 32w0d; or unknown.")
@click.option("--on", "on", default="", metavar="DAY", help="The day of the visit; today.")
@click.option("--policy", type=click.Choice(list(POLICIES)), default="default")
def age(born: str, gestation: str, on: str, policy: str) -> None:
    """Print a child's ages on a day, as JSON.

    A birth between two days prints "from" (youngest) and "to" (oldest), and every band touched.
    """
    first, dots, last = born.partition("..")
    birth = Birth(_day(first, "--born"), _day(last if dots else first, "--born"))
    if birth.latest < birth.earliest:
        raise InputError("the last day is before the first", place="--born")
    day = _day(on, "--on") if on else local_today()
    days = None if gestation == "unknown" else read_gestation(gestation)
    rule = POLICIES[policy]
    oldest = read_age(birth.earliest, days, day, rule)
    if birth.exact:
        print_json(_told(oldest))
        return
    youngest = read_age(min(birth.latest, day), days, day, rule)
    bands = bands_touched(birth, days, day, rule)
    print_json({"from": _told(youngest), "to": _told(oldest), "bands": bands})


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(
            f"{text!r} is no day", place=option, expected="a day such as 2024-01-05"
        ) from None


def _told(reading: AgeReading) -> dict[str, Any]:
    return {
        "chronological": str(reading.chronological),
        "working": reading.working_text,
        "basis": reading.basis,
        "due_on": reading.due_on.isoformat() if reading.due_on else None,
        "band": reading.band,
        "sentence": age_sentence(reading, Words("en")),
    }
