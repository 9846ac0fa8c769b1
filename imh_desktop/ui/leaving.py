"""A page about to leave the program: what leaves, and how that is kept before it does."""

from collections.abc import Callable
from typing import NamedTuple

from imh_desktop.core.printed import Way
from imh_desktop.core.summary import FamilySummary
from imh_desktop.flows.pages import Page


class Leaving(NamedTuple):
    """``keep`` writes that the page leaves, and returns what to call if it did not after all.
    ``summary``: what the page says, where it is a family's."""

    page: Page
    keep: Callable[[], Callable[[], object]]
    summary: FamilySummary | None = None


Gate = Callable[[Way, Callable[[Leaving], object]], object]
"""Asks what has to be asked before a page leaves in some way; goes on only where it may."""
