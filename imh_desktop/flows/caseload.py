"""The list of children: who is due, whose visit is open, and search as one types."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from imh_desktop.content.library import Library
from imh_desktop.core.ages import AgeReading
from imh_desktop.core.care import proposes_aging_out
from imh_desktop.core.next_visit import NextVisit
from imh_desktop.core.people import Child, Programme
from imh_desktop.flows.case_progress import CaseProgress
from imh_desktop.flows.handing_over import holding
from imh_desktop.flows.loading import policy_of, reading_for
from imh_desktop.flows.searching import Index
from imh_desktop.flows.visiting import CHECKLIST
from imh_desktop.flows.visits_due import due_after
from imh_desktop.store import records, standing
from imh_desktop.store.records import Case
from imh_desktop.store.vault import Vault
from imh_desktop.store.visit_days import Draft

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
    ``total`` cards of the open visit, counted when first asked for: never sort or filter by it.
    ``due``: the next visit. ``outgrown``: an end at this age is proposed. ``ended``: care
    ended; such a row is found by search alone and has no day due. ``drafts``: every open visit."""

    child: Child
    caregiver_names: tuple[str, ...]
    age: AgeReading | None
    open_visit_id: str
    open_on: date | None
    progress: CaseProgress = field(compare=False)
    last_on: date | None
    due: NextVisit | None
    state: State
    held: Held = ""
    ended: bool = False
    outgrown: bool = False
    drafts: tuple[Draft, ...] = ()

    @property
    def due_on(self) -> date | None:
        """Return the day the next visit is due, the visitor's own where she set one."""
        return self.due.on if self.due else None

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
        self._ended = standing.ended(self._vault)
        self._wanted = standing.wanted_visits(self._vault)
        rows = [self._row(case, programme) for case in records.caseload(self._vault)]
        rows.sort(key=lambda row: (_ORDER.index(row.state), _first_on(row.due) or date.max))
        self._rows, self._index = tuple(rows), None

    @property
    def every(self) -> tuple[CaseRow, ...]:
        """Return every child, also those whose care ended."""
        return self._rows

    def rows(self, search: str = "") -> tuple[CaseRow, ...]:
        """Return the children, open visits first, then due ones; or those found by name, number
        or caregiver, best first, accents and case ignored and slips forgiven."""
        if not search.strip():
            return tuple(row for row in self._rows if not row.ended)
        if self._index is None:
            self._index = Index(map(_searched, self._rows))
        return tuple(self._rows[n] for n in self._index.found(search))

    def interrupted(self) -> CaseRow | None:
        """Return whose visit was left open, if any was. Of a family whose visits ended, only one
        that was begun after all."""
        begun = (row for row in self._rows if row.open_visit_id)
        return next((row for row in begun if not row.ended or self._after_all(row)), None)

    def _after_all(self, row: CaseRow) -> bool:
        record = self._vault.journal.record(row.open_visit_id)
        return bool(record and record.fields.get("care_reason"))

    def row(self, child_id: str) -> CaseRow:
        """Return the row of a child, whether its care ended or not.

        Raises:
            KeyError: it is not on the list.
        """
        found = (row for row in self._rows if row.child.child_id == child_id)
        if (row := next(found, None)) is None:
            raise KeyError(child_id)
        return row

    def _row(self, case: Case, programme: Programme) -> CaseRow:
        ended = case.child.child_id in self._ended
        due = None if ended else self._due(case, programme)
        return CaseRow(
            child=case.child,
            caregiver_names=case.caregiver_names,
            age=self._age(case.child, programme),
            open_visit_id=case.open_visit_id,
            open_on=case.open_on,
            progress=CaseProgress(self._vault, self._library, case),
            last_on=case.last_on,
            due=due,
            state=_state(case, _first_on(due), self._today),
            held=self._held_as(case.child.child_id),
            ended=ended,
            outgrown=not ended and _outgrown(case, programme, self._today),
            drafts=case.drafts,
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

    def _due(self, case: Case, programme: Programme) -> NextVisit | None:
        return due_after(
            programme, self._library, case.child, case.last_on, case.open_level, case.again_on,
            self._wanted.get(case.child.child_id),
        )  # fmt: skip


def _first_on(due: NextVisit | None) -> date | None:
    return due.first.on if due else None


def _outgrown(case: Case, programme: Programme, today: date) -> bool:
    return proposes_aging_out(case.child.birth, (), today, programme.ages_out_months)


def _state(case: Case, first_on: date | None, today: date) -> State:
    if case.open_visit_id:
        return "open"
    if first_on is None:
        return "new"
    return "due" if first_on <= today else "waiting"


def _searched(row: CaseRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return (row.child.name, row.child.number), row.caregiver_names
