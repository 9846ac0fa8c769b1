"""The list of children: who is due, whose visit is open, and search as one types."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from imh_desktop.content.library import Library
from imh_desktop.core.ages import AgeReading
from imh_desktop.core.people import Child
from imh_desktop.store.vault import Vault

State = Literal["open", "due", "waiting", "new"]
"""open: a visit is under way; due: the day to look again has come; waiting: it has not;
new: no visit yet."""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One child in the list. ``age``: None for a birth in the future of ``today``."""

    child: Child
    caregiver_names: tuple[str, ...]
    age: AgeReading | None
    open_visit_id: str
    open_on: date | None
    answered: int
    total: int
    last_on: date | None
    due_on: date | None
    state: State


class Caseload:
    """The children of this vault as of one day."""

    def __init__(self, vault: Vault, today: date, library: Library | None = None) -> None:
        """Read the list once; ``reload`` reads it again. ``library`` fills ``CaseRow.total``."""
        raise NotImplementedError

    def reload(self) -> None:
        """Read the list from the vault again."""
        raise NotImplementedError

    def rows(self, search: str = "") -> tuple[CaseRow, ...]:
        """Return the children, open visits first, then due ones; or those found by name, number
        or caregiver, best first, accents and case ignored and slips forgiven."""
        raise NotImplementedError
