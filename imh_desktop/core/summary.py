"""What the family takes home, as one frozen value (clinical.md 4.2).

Every word on it that comes from the visit is a ``PageLine``, whose class can only be P or C:
there is no value of class G or V that these types can hold.
"""

from datetime import date
from enum import StrEnum
from typing import Literal

import msgspec

from imh_desktop.core.people import Paper

MOST_STRATEGIES = 2
"""Things to try that one page holds (clinical.md FS2)."""
Variant = Literal["standard", "large", "bilingual", "pictures"]
"""How a page is laid out: as usual, in large print, in two languages, or led by pictures."""


class OpenClass(StrEnum):
    """The two classes a family page may show. There is no member for G or V."""

    P = "P"
    C = "C"


class PageLine(msgspec.Struct, frozen=True):
    """Words of the visit on a family page, with the class they came from.

    ``written_in``: their language (BCP 47), where it is not the page's own; the page says so.

    Raises:
        TypeError: the class is not an ``OpenClass`` member.
    """

    text: str
    source: OpenClass
    written_in: str = ""

    def __post_init__(self) -> None:
        """Refuse, at run time too, a class that has no place on a family page."""
        if not isinstance(self.source, OpenClass):
            raise TypeError("a family page holds class P and C only")


class PageStrength(PageLine, frozen=True):
    """A strength. ``known``: how, which ties it to what was seen; empty when nobody noted it."""

    known: Literal["", "seen", "told", "both"] = ""


class PageIdea(PageLine, frozen=True):
    """A thing to try. ``routine``: the part of the day it belongs to, which has a drawing."""

    routine: str = "any"


class DomainStrengths(msgspec.Struct, frozen=True, kw_only=True):
    """One domain's drawing (the same for every child) and the strengths chosen for it."""

    domain_id: str
    title: str
    lines: tuple[PageStrength, ...]


class PageStep(msgspec.Struct, frozen=True, kw_only=True):
    """A next step as the family reads it."""

    what: PageLine
    who: str = ""
    by: date | None = None
    phone: str = ""


class PageSupport(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the support block: the same for every family of a programme and language."""

    label: str
    number: str


class FamilySummary(msgspec.Struct, frozen=True, kw_only=True):
    """One family page. ``given_name``: the child's first name only.

    ``review_note``: the footer line that says the words await a professional; empty when
    reviewed. ``demo``: watermarked as invented. ``stamp``: the footer line with the page's code.
    ``beside``: the same page in the second language of a bilingual one, and of no other.
    """

    language: str
    paper: Paper
    given_name: str
    on: date
    message: PageLine
    strengths: tuple[DomainStrengths, ...]
    moments: tuple[PageLine, ...]
    strategies: tuple[PageIdea, ...]
    steps: tuple[PageStep, ...]
    support: tuple[PageSupport, ...]
    programme: str
    programme_contact: str
    review_note: str = ""
    demo: bool = False
    stamp: str = ""
    variant: Variant = "standard"
    beside: "FamilySummary | None" = None
