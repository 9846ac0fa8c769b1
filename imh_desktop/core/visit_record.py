"""The record of one visit for the file, as a frozen value: class P and C alone (clinical.md 4.1).

It is identified, and stays in the programme. What an adult said alone is no part of it.
"""

from datetime import date

import msgspec

from imh_desktop.core.people import Birth, Paper
from imh_desktop.core.summary import OpenClass


class RecordAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One answer in words. ``how``: how it is known, by whom, and on which other day. ``item_id``
    and ``code`` are the checklist's own, for another program to read.

    Raises:
        TypeError: the class is no ``OpenClass`` member.
    """

    text: str
    answer: str
    how: str = ""
    note: str = ""
    item_id: str = ""
    code: str = ""
    source: OpenClass

    def __post_init__(self) -> None:
        """Refuse, at run time too, an answer that has no place in a child's record."""
        if not isinstance(self.source, OpenClass):
            raise TypeError("a visit's record holds class P and C only")


class RecordDomain(msgspec.Struct, frozen=True, kw_only=True):
    """A domain: its answers, and its counts in one line (empty: it is not counted)."""

    title: str
    counts: str
    answers: tuple[RecordAnswer, ...]


class RecordReason(msgspec.Struct, frozen=True, kw_only=True):
    """One rule that fired, with its trace. ``reference``: rule and rule-set version. ``about``:
    the answers it stands on, one line each."""

    reference: str
    level: str
    why: str
    about: tuple[str, ...]


class RecordAmendment(msgspec.Struct, frozen=True, kw_only=True):
    """A change after the visit was closed. ``changed``: field and value, one line each. ``counts``
    is False for what came late and was not taken in."""

    on: date
    by: str
    reason: str
    changed: tuple[str, ...]
    counts: bool = True


class VisitRecord(msgspec.Struct, frozen=True, kw_only=True):
    """All of one visit that its file may hold. ``amended``: the newest change comes last.
    ``followed``: how it went with what was agreed before, one line each.
    ``still_open``: the visit has no result yet (only in a family's own copy)."""

    language: str
    paper: Paper
    visit_id: str
    child_name: str
    number: str
    birth: Birth
    chronological_age: str
    working_age: str
    on: date
    kind: str
    visitor: str
    present: tuple[str, ...]
    interpreter: str
    from_paper: bool
    checklist: str
    domains: tuple[RecordDomain, ...]
    completeness: str
    level: str
    reasons: tuple[RecordReason, ...]
    look_again: date | None
    strengths: tuple[str, ...]
    ideas: tuple[str, ...]
    steps: tuple[str, ...]
    actions: tuple[tuple[str, str], ...]
    referrals: tuple[str, ...]
    amended: tuple[RecordAmendment, ...]
    followed: tuple[str, ...] = ()
    still_open: bool = False
    review_note: str = ""
    demo: bool = False
