"""Days as options."""

from datetime import date

import click


class Day(click.ParamType[date]):
    """An ISO day."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """Read a day; anything else is a usage error."""
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError:
            self.fail(f"{value!r} is no day (expected a day such as 2024-01-05)", param, ctx)
