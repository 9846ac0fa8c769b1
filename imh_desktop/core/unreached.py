"""Families that cannot be reached, on one sheet: first names, days and ways, and nothing of why.

No partner stands on it: who finds it must not learn what a child was referred for.
"""

from datetime import date

import msgspec

from imh_desktop.core.people import Paper


class UnreachedFamily(msgspec.Struct, frozen=True, kw_only=True):
    """One family. ``since``: the day it was said; ``tries``: day and way, a code of ``HOWS``."""

    given_name: str
    since: date | None
    tries: tuple[tuple[date, str], ...] = ()


class UnreachedList(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet, by the day it was said, earliest first."""

    language: str
    paper: Paper
    on: date
    families: tuple[UnreachedFamily, ...]
    demo: bool = False
