"""What is held about a child, as its family may have it: class P and C alone by type; and what one
adult said alone, as that adult may have it. Class V is in neither (clinical.md 4.1, SV4)."""

from datetime import date
from enum import StrEnum

import msgspec

from imh_desktop.core.people import Paper
from imh_desktop.core.visit_record import VisitRecord


class FamilyCopy(msgspec.Struct, frozen=True, kw_only=True):
    """All that is open about one child. ``about``, ``people``: label and value. ``consents``,
    ``referrals``, ``papers``, ``contacts``: one line each. Phones and addresses are those
    of whom it is for."""

    language: str
    paper: Paper
    child_name: str
    given_to: str
    made_on: date
    about: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    consents: tuple[str, ...]
    referrals: tuple[str, ...]
    papers: tuple[str, ...]
    contacts: tuple[str, ...]
    visits: tuple[VisitRecord, ...]
    demo: bool = False


class AdultClass(StrEnum):
    """The one class an adult's own copy holds. There is no member for V."""

    G = "G"


class AdultAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One thing an adult said alone.

    Raises:
        TypeError: the class is no ``AdultClass`` member.
    """

    on: date
    text: str
    answer: str
    note: str = ""
    action: str = ""
    source: AdultClass

    def __post_init__(self) -> None:
        """Refuse, at run time too, what has no place in an adult's own copy."""
        if not isinstance(self.source, AdultClass):
            raise TypeError("an adult's own copy holds class G only")


class AdultCopy(msgspec.Struct, frozen=True, kw_only=True):
    """What one adult said alone, and nothing of the child. It may hold nothing, and is made and
    logged all the same. ``referrals``: whom it was told at the adult's own wish, one line each;
    what the adult asked to be told in own words (class V) is not in it."""

    language: str
    paper: Paper
    adult: str
    made_on: date
    answers: tuple[AdultAnswer, ...]
    referrals: tuple[str, ...] = ()
    demo: bool = False
