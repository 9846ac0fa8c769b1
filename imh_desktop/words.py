"""The program's own words and dates in the person's language, for every layer."""

import gettext
from datetime import date

from imh_desktop import assets
from imh_desktop.errors import ImhError

LANGUAGES = ("en", "es")
_MONTHS = {
    "en": (
        "January February March April May June July August September October November December"
    ).split(),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    ).split(),
}
_DATE = {"en": "{day} {month} {year}", "es": "{day} de {month} de {year}"}


class Words:
    """The words of one language; falls back to English, which is the source.

    ``say`` and ``count`` take the English words as they stand in the code, so that they can be
    extracted; values are filled in after translation.
    """

    def __init__(self, language: str) -> None:
        """Load the catalogue of a language; one that is not shipped reads English."""
        self.language = language if language in LANGUAGES else "en"
        self._catalogue = gettext.translation(
            "imh", assets.resources() / "locale", [self.language], fallback=True
        )

    def say(self, message: str, /, **values: object) -> str:
        """Return a message, translated, with its values filled in."""
        text = self._found(message)
        return text.format(**values) if values else text

    def say_for(self, context: str, message: str, /, **values: object) -> str:
        """Return a message whose English is ambiguous, told apart by its context."""
        text = self._catalogue.pgettext(context, message)
        return text.format(**values) if values else text

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the right plural for ``n``, with ``{n}`` and the values filled in."""
        return self._catalogue.ngettext(one, many, n).format(n=n, **values)

    def told(self, error: ImhError) -> str:
        """Return what an error says, translated; one said in this language already stays so."""
        text = self._found(error.sentence)
        return text.format(**error.values) if error.values else text

    def _found(self, message: str) -> str:
        """Return a message, translated, also where the catalogue has it with a plural only.

        Python before 3.11.5 looks for such a message among the plurals alone.
        """
        text = self._catalogue.gettext(message)
        return text if text != message else self._catalogue.ngettext(message, message, 1)

    def date(self, day: date) -> str:
        """Return a day in full, never as ambiguous numerals."""
        month = _MONTHS[self.language][day.month - 1]
        return _DATE[self.language].format(day=day.day, month=month, year=day.year)

    def months(self) -> tuple[str, ...]:
        """Return the twelve months by name, as they stand inside a date."""
        return tuple(_MONTHS[self.language])

    def age(self, months: int, days: int) -> str:
        """Return an age in months and days; under a month, in days alone."""
        said_months = self.count("{n} month", "{n} months", months)
        if not days:
            return said_months
        said_days = self.count("{n} day", "{n} days", days)
        if not months:
            return said_days
        return self.say("{months} {days}", months=said_months, days=said_days)
