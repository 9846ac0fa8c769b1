"""The list of children: who is due, whose visit is open, and search as one types."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from imh_desktop.content.library import Library
from imh_desktop.core.ages import AgeReading
from imh_desktop.core.people import Child, Programme
from imh_desktop.flows.case_progress import CaseProgress
from imh_desktop.flows.closing import reobserve_days
from imh_desktop.flows.handing_over import holding
from imh_desktop.flows.loading import policy_of, reading_for
from imh_desktop.flows.searching import Index
from imh_desktop.flows.visiting import CHECKLIST
from imh_desktop.store import records
from imh_desktop.store.records import Case
from imh_desktop.store.vault import Vault

State = Literal["open", "due", "waiting", "new"]
"""open: a visit is under way; due: the day to look again has come; waiting: it has not;
new: no visit yet."""

Held = Literal["", "covering", "received", "covered", "given"]
"""Whether a family was given to or by another laptop: here for a time or for good, there for a
time or for good; empty = neither."""

_ORDER: tuple[State, ...] = ("open", "due", "new", "waiting")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One child in the list. ``age``: None while ``today`` is before the birth. ``answered`` of
    ``total`` cards of the open visit, counted when first asked for: never sort or filter by it."""

    child: Child
    caregiver_names: tuple[str, ...]
    age: AgeReading | None
    open_visit_id: str
    open_on: date | None
    progress: CaseProgress = field(compare=False)
    last_on: date | None
    due_on: date | None
    state: State
    held: Held = ""

    @property
    def answered(self) -> int:
        """Return how many cards of the open visit hold an answer."""
        return self.progress.answered

    @property
    def total(self) -> int:
        """Return how many cards the open visit has."""
        return self.progress.total


class Caseload:
    """The children of this vault as of one day."""

    def __init__(self, vault: Vault, today: date, library: Library | None = None) -> None:
        """Read the list once; ``reload`` reads it again. ``library`` fills ``CaseRow.total``."""
        self._vault, self._today, self._library = vault, today, library or Library()
        self._rows: tuple[CaseRow, ...] = ()
        self._index: Index | None = None
        self.reload()

    def reload(self) -> None:
        """Read the list from the vault again."""
        programme = records.programme(self._vault)
        self._held = holding(self._vault, self._today)
        rows = [self._row(case, programme) for case in records.caseload(self._vault)]
        rows.sort(key=lambda row: (_ORDER.index(row.state), row.due_on or date.max))
        self._rows, self._index = tuple(rows), None

    def rows(self, search: str = "") -> tuple[CaseRow, ...]:
        """Return the children, open visits first, then due ones; or those found by name, number
        or caregiver, best first, accents and case ignored and slips forgiven."""
        if not search.strip():
            return self._rows
        if self._index is None:
            self._index = Index(map(_searched, self._rows))
        return tuple(self._rows[n] for n in self._index.found(search))

    def _row(self, case: Case, programme: Programme) -> CaseRow:
        due_on = self._due(case, programme)
        return CaseRow(
            child=case.child,
            caregiver_names=case.caregiver_names,
            age=self._age(case.child, programme),
            open_visit_id=case.open_visit_id,
            open_on=case.open_on,
            progress=CaseProgress(self._vault, self._library, case),
            last_on=case.last_on,
            due_on=due_on,
            state=_state(case, due_on, self._today),
            held=self._held_as(case.child.child_id),
        )

    def _held_as(self, child_id: str) -> Held:
        held = self._held.get(child_id)
        if held is None:
            return ""
        if held.to_device == self._vault.device_id:
            return "received" if held.kind == "handover" else "covering"
        return "given" if held.kind == "handover" else "covered"

    def _age(self, child: Child, programme: Programme) -> AgeReading | None:
        if child.birth.earliest > self._today:
            return None
        policy = policy_of(programme, self._library.checklist(CHECKLIST))
        return reading_for(child, self._today, policy)

    def _due(self, case: Case, programme: Programme) -> date | None:
        """Return the day to look again: the open results say it, else the programme's interval."""
        if case.last_on is None:
            return None
        if case.again_on is not None:
            return case.again_on
        policy = policy_of(programme, self._library.checklist(CHECKLIST))
        then = reading_for(case.child, case.last_on, policy)
        return case.last_on + timedelta(days=reobserve_days(programme, then.working_months))


def _state(case: Case, due_on: date | None, today: date) -> State:
    if case.open_visit_id:
        return "open"
    if due_on is None:
        return "new"
    return "due" if due_on <= today else "waiting"


def _searched(row: CaseRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (row.child.name, row.child.number), row.caregiver_names
