"""Days as options."""

import re
from datetime import date

import click

from imh_desktop.core.decoding import DAY

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(text: str) -> date:
    """Read a day written YYYY-MM-DD, and in no other way.

    Raises:
        ValueError: it is none.
    """
    if not _DAY.fullmatch(text):
        raise ValueError(f"{text!r} is no day")
    return date.fromisoformat(text)


class Day(click.ParamType[date]):
    """An ISO day."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read a day; anything else is a usage error."""
        try:
            return read_day(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day (expected {DAY})", param, ctx)
