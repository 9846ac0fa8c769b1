"""The people a visit is about, and the programme behind the visitor."""

from datetime import date
from typing import Literal

import msgspec

Role = Literal["visitor", "staff", "coordinator"]
Paper = Literal["a4", "letter"]


class Birth(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The day of birth, or the days between which it lies, both included."""

    earliest: date
    latest: date

    @classmethod
    def on(cls, day: date) -> "Birth":
        """Return a birth whose day is known."""
        return cls(day, day)

    @property
    def exact(self) -> bool:
        """Tell whether the day itself is known."""
        return self.earliest == self.latest


class Child(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A child under follow-up [Patient].

    ``gestation_days``: completed days at birth (32w0d = 224); None = not known.
    ``languages``: BCP 47 codes the family speaks; ``page_language``: the one it reads.
    ``vision``, ``hearing``: what the last check found, in plain words, and the day it was made on.
    ``interpreter_language``, ``interpreter_name``: which interpreter is needed, where it is known.
    ``conditions_known``: a diagnosed condition is on record (rule C8); None = not asked.
    """

    child_id: str
    given_name: str
    family_name: str = ""
    birth: Birth
    gestation_days: int | None = None
    sex: Literal["", "female", "male", "other"] = ""
    number: str = ""
    household_id: str = ""
    languages: tuple[str, ...] = ()
    page_language: str = "en"
    interpreter: bool = False
    interpreter_language: str = ""
    interpreter_name: str = ""
    conditions_known: bool | None = None
    custody_note: str = ""
    health_provider: str = ""
    services_now: str = ""
    vision: str = ""
    vision_on: date | None = None
    hearing: str = ""
    hearing_on: date | None = None

    @property
    def name(self) -> str:
        """Return given and family name as one line."""
        return f"{self.given_name} {self.family_name}".strip()


class Caregiver(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An adult who cares for the child [RelatedPerson]. ``relation`` is a code: mother, father,
    grandparent, foster, sibling, other_family, other. ``speaks``, ``reads``: BCP 47 codes; none =
    not known."""

    caregiver_id: str
    child_id: str
    name: str
    relation: str = "other"
    household_id: str = ""
    phone: str = ""
    address: str = ""
    best_time: str = ""
    speaks: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()


class Worker(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person who works with the program [Practitioner]."""

    worker_id: str
    name: str
    role: Role = "visitor"


class SupportLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One number the programme gives. ``name`` is what the programme calls it; may be empty
    for the kinds the program can name itself. ``reporting``: the child-protection line of the
    programme's state, for the visitor alone and never on a page (clinical.md SV2)."""

    kind: Literal["emergency", "day_and_night", "reporting", "other"]
    number: str
    name: str = ""
    checked_on: date | None = None


class Programme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The organisation's settings.

    ``reobserve_days``: N1 re-observation interval in days for a working age under 6 months,
    6 to under 24 months, and 24 months on (clinical.md 3.3; at most 90 each). ``carry_days``:
    how long nothing may be carried before the visitor is reminded (1 to 90). ``ages_out_months``:
    the birthday at which visits end (36, 48, 60 or 72 months). ``part2_notice``:
    what must stand on a page that tells of a 42 CFR Part 2 programme; empty = no such page is made.
    """

    name: str = ""
    phone: str = ""
    contact: str = ""
    support: tuple[SupportLine, ...] = ()
    paper: Paper = "a4"
    age_policy: str = "default"
    reobserve_days: tuple[int, int, int] = (28, 42, 60)
    fictional: bool = False
    carry_days: int = 14
    ages_out_months: int = 72
    part2_notice: str = ""

    def number_of(self, kind: str) -> str:
        """Return the number of the first line of that kind; empty when there is none."""
        return next((line.number for line in self.support if line.kind == kind), "")

    @property
    def for_families(self) -> tuple[SupportLine, ...]:
        """Return the numbers that every family page prints."""
        return tuple(s for s in self.support if s.number.strip() and s.kind != "reporting")
