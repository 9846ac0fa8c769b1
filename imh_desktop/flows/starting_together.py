"""The visits of several children of one home, begun in one step."""

from collections.abc import Sequence
from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.checklist import VisitKind
from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows.household import siblings
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visiting import bands_for, beginning, resume
from imh_desktop.store import records, standing
from imh_desktop.store.journal import Write
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def start_together(
    vault: Vault, library: Library, child_ids: Sequence[str], *, on: date, kind: VisitKind = "home",
    language: str = "en", interpreter: str = "", band: str | None = None, reason: str = "",
    words: Words | None = None, today: date | None = None, care_reason: str = "",
) -> OpenVisit:  # fmt: skip
    """Begin the visits of several children in one transaction, and return the first one's. A
    visit of that day that is open already goes on.

    ``band``, ``reason``: for the first child whose birth is not exact, and for each other one of
    whom the same bands come into question. ``today``: what the first visit's answers bear.
    ``care_reason``: why the first child is visited although care ended.

    Raises:
        InputError: a visit cannot begin, ``place`` is "child <id>" where it is a sibling's;
            nothing was written.
    """
    words = words or Words("en")
    begun: dict[str, str] = {}
    writes: list[Write] = []
    for child_id in child_ids:
        if draft := open_visit_on(vault, child_id, on):
            begun[child_id] = draft
            continue
        picked = band if band and _same_bands(vault, library, child_ids[0], child_id, on) else None
        try:
            begun[child_id], more = beginning(
                vault, library, child_id, on=on, kind=kind, language=language,
                interpreter=interpreter, band=picked, reason=reason if picked else "", words=words,
                care_reason=care_reason if child_id == child_ids[0] else "",
            )  # fmt: skip
        except InputError as error:
            if child_id == child_ids[0]:
                raise
            raise InputError(words.told(error), place=f"child {child_id}") from error
        writes += more
    if writes:
        vault.journal.write_many(_once(writes))
    return resume(vault, library, begun[child_ids[0]], words=words, day=today or on)


def to_visit(vault: Vault, child_id: str) -> tuple[Child, ...]:
    """Return the siblings who can be visited in one sitting with a child: those whose visits go
    on, and nobody where the child's own have ended."""
    ended = standing.ended(vault)
    if child_id in ended:
        return ()
    return tuple(each for each in siblings(vault, child_id) if each.child_id not in ended)


def open_visit_on(vault: Vault, child_id: str, on: date) -> str:
    """Return the id of a child's visit of a day that is still open; empty where there is none."""
    drafts = (v for v in records.visits(vault, child_id) if not v.closed_at and v.on == on)
    return next((visit.visit_id for visit in drafts), "")


def _same_bands(vault: Vault, library: Library, first: str, other: str, on: date) -> bool:
    """Tell whether the bands asked about for the first child are those of another."""
    asked, mine = (
        [choice.band for choice in bands_for(vault, library, child_id, on)]
        for child_id in (first, other)
    )
    return len(mine) > 1 and asked == mine


def _once(writes: Sequence[Write]) -> list[Write]:
    """Return the entries with a checklist that is stored for the first time stored once."""
    kept: dict[object, Write] = {}
    for each in writes:
        kept.setdefault(each[2]["hash"] if each[0] == "checklist" else each[1], each)
    return list(kept.values())
