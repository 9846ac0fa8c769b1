"""The program's own words and dates in the person's language, for every layer."""

import gettext
import re
from collections.abc import Iterable, Mapping
from datetime import date

from imh_desktop import assets
from imh_desktop.errors import ImhError
from imh_desktop.locales import LOCALES, Direction, direction_of

LANGUAGES = tuple(LOCALES)
_RUNS_RIGHT = re.compile("[A-Za-z\u00c0-\u058f0-9]")
_RUNS_LEFT = re.compile(
    "[\u0590-\u08ff\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe]"
)
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_BEFORE_DOT = re.compile(" +(?=·)")
_ISOLATE, _END = "\u2068", "\u2069"
_OPENING = "\u2066\u2067\u2068"


def isolated(name: str) -> str:
    """Return an inserted name so that it cannot disturb the order of the sentence around it.

    Marks of direction that stand in it are left out, but isolates of its own that are each closed:
    one that is not could close this one early.
    """
    inner = _MARKS.sub("", name)
    inner = inner if _closed(inner) else _ISOLATES.sub("", inner)
    return f"{_ISOLATE}{inner}{_END}"


def apart_in(sentence: str, value: str) -> str:
    """Return a value as it may stand in a sentence of any language: where either is read from the
    right, a telephone number would else be told with its groups in the wrong order."""
    return isolated(value) if _RUNS_LEFT.search(sentence + value) else value


def dotted(parts: Iterable[str]) -> str:
    """Return short texts on one line with dots between them; empty ones are left out. Where the
    line wraps, a dot stays with what stands before it."""
    return "\u00a0\u00a0·  ".join(part for part in parts if part)


def _kept_together(text: str) -> str:
    """Return a text of ours in which no line begins with a dot."""
    if "·" not in text:
        return text
    return _BEFORE_DOT.sub(lambda found: "\u00a0" * len(found[0]), text)


def _closed(text: str) -> bool:
    depth = 0
    for letter in text:
        depth += (letter in _OPENING) - (letter == _END)
        if depth < 0:
            return False
    return not depth


class Words:
    """The words of one language; falls back to English, which is the source.

    ``say`` and ``count`` take the English words as they stand in the code, so that they can be
    extracted; values are filled in after translation.
    """

    def __init__(self, language: str) -> None:
        """Load the catalogue of a language; one that is not shipped reads English."""
        self.language = language if language in LANGUAGES else "en"
        self.direction: Direction = direction_of(self.language)
        self._locale = LOCALES[self.language]
        self._catalogue = gettext.translation(
            "imh", assets.resources() / "locale", [self.language], fallback=True
        )

    def say(self, message: str, /, **values: object) -> str:
        """Return a message, translated, with its values filled in."""
        text = self._found(message)
        return self._filled(text, values) if values else text

    def say_for(self, context: str, message: str, /, **values: object) -> str:
        """Return a message whose English is ambiguous, told apart by its context."""
        text = _kept_together(self._catalogue.pgettext(context, message))
        return self._filled(text, values) if values else text

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Return the right plural for ``n``, with ``{n}`` and the values filled in."""
        text = _kept_together(self._catalogue.ngettext(one, many, n))
        return self._filled(text, {"n": n, **values})

    def abreast(self, parts: Iterable[str]) -> str:
        """Return short texts on one line with dots between them; empty ones are left out. None of
        them can disturb the order of the others."""
        return dotted(self.set_apart(part) for part in parts if part)

    def listed(self, parts: Iterable[str]) -> str:
        """Return a list in a sentence, with the commas of this language; empty parts are left out.
        None of them can disturb the order of the others."""
        comma = "، " if self.direction == "rtl" else ", "
        return comma.join(self.set_apart(part) for part in parts if part)

    def clauses(self, parts: Iterable[str]) -> str:
        """Return what is longer than a word or two one after the other, with semicolons."""
        semicolon = "؛ " if self.direction == "rtl" else "; "
        return semicolon.join(map(self.set_apart, parts))

    def set_apart(self, text: str) -> str:
        """Return a text as it stands in a sentence of this language: one that runs, or may run,
        the other way is set apart. ``say`` and ``count`` do so themselves with their values."""
        other_way = _RUNS_RIGHT if self.direction == "rtl" else _RUNS_LEFT
        return isolated(text) if other_way.search(text) else text

    def told(self, error: ImhError) -> str:
        """Return what an error says, translated; one said in this language already stays so."""
        text = self._found(error.sentence)
        return self._filled(text, error.values) if error.values else text

    def of_screen(self, message: str) -> str:
        """Return a word of a screen that help names by its English, set apart in a sentence."""
        return self.set_apart(self._found(message))

    def _filled(self, text: str, values: Mapping[str, object]) -> str:
        apart = {
            place: self.set_apart(value) if isinstance(value, str) else value
            for place, value in values.items()
        }
        return text.format(**apart)

    def _found(self, message: str) -> str:
        """Return a message, translated, also where the catalogue has it with a plural only.

        Python before 3.11.5 looks for such a message among the plurals alone.
        """
        text = self._catalogue.gettext(message)
        if text == message:
            text = self._catalogue.ngettext(message, message, 1)
        return _kept_together(text)

    def short_date(self, day: date) -> str:
        """Return a day and its month in short, where the year stands elsewhere or is plain."""
        return f"{day.day} {self._locale.short_months[day.month - 1]}"

    def date(self, day: date) -> str:
        """Return a day in full, never as ambiguous numerals."""
        month = self._locale.months[day.month - 1]
        return self._locale.date.format(day=day.day, month=month, year=day.year)

    def months(self) -> tuple[str, ...]:
        """Return the twelve months by name, as they stand inside a date."""
        return self._locale.months

    def weekdays(self) -> tuple[str, ...]:
        """Return the seven days by name, Monday first."""
        return self._locale.weekdays

    def age(self, months: int, days: int) -> str:
        """Return an age in months and days; under a month, in days alone."""
        said_months = self.count("{n} month", "{n} months", months)
        if not days:
            return said_months
        said_days = self.count("{n} day", "{n} days", days)
        if not months:
            return said_days
        return self.say("{months} {days}", months=said_months, days=said_days)
