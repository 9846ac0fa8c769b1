"""The languages the program speaks: how each names itself, which way it runs, how it says a day.

Months, weekdays and the order of a date are those of CLDR, by Babel (a test compares them); the
program itself needs no more than this table.
"""

import re
from dataclasses import dataclass
from typing import Literal

Direction = Literal["ltr", "rtl"]

FROM_THE_RIGHT = frozenset(
    {"ar", "ckb", "dv", "fa", "he", "ks", "prs", "ps", "sd", "ug", "ur", "yi"}
)
"""Languages whose usual script is read from the right."""


def direction_of(language: str) -> Direction:
    """Return which way a language runs, by its code (BCP 47)."""
    return "rtl" if re.split("[-_]", language)[0] in FROM_THE_RIGHT else "ltr"


@dataclass(frozen=True, slots=True)
class Locale:
    """One language. ``own_name``: as its readers write it. ``months``: January first, as they
    stand inside a date; ``weekdays``: Monday first. ``date``: ``{day} {month} {year}`` in order."""

    own_name: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    date: str


def _locale(own_name: str, months: str, short: str, weekdays: str, date: str) -> Locale:
    return Locale(
        own_name, tuple(months.split()), tuple(short.split()), tuple(weekdays.split()), date
    )


LOCALES = {
    "en": _locale(
        "English",
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "{day} {month} {year}",
    ),
    "es": _locale(
        "Español",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sept oct nov dic",
        "lunes martes miércoles jueves viernes sábado domingo",
        "{day} de {month} de {year}",
    ),
    "ar": _locale(
        "العربية",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
        "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد",
        "{day} {month} {year}",
    ),
}
