"""A family page on its way through a print desk. It holds what the page says, and no more."""

from datetime import date

import msgspec


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody did with a page. ``copies`` of a print; ``to``: who received it."""

    on: date
    by: str = ""
    copies: int = 0
    to: str = ""


class PrintPage(msgspec.Struct, frozen=True, kw_only=True):
    """``body``: a ``FamilySummary`` as JSON; ``made_on``: when it was sent to be printed."""

    page_id: str
    child_id: str
    visit_id: str
    language: str
    body: str
    made_on: date
    prints: tuple[Mark, ...] = ()
    handed: tuple[Mark, ...] = ()
