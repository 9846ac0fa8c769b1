"""When a child's next visit is due, read from what is stored."""

from datetime import date

from imh_desktop.content.library import Library
from imh_desktop.core.next_visit import LastVisit, NextVisit, Wanted, next_visit
from imh_desktop.core.people import Child, Programme
from imh_desktop.core.visit import Visit
from imh_desktop.errors import InputError
from imh_desktop.flows.ages import reading_for
from imh_desktop.flows.loading import policy_of
from imh_desktop.flows.visiting import CHECKLIST
from imh_desktop.store import records, standing
from imh_desktop.store.vault import Vault


def due_after(
    programme: Programme, library: Library, child: Child, last_on: date | None,
    level: str, again_on: date | None, wanted: Wanted | None,
) -> NextVisit | None:  # fmt: skip
    """Return when and why the visit after one of ``last_on`` is due; ``level`` and ``again_on``:
    what that one was closed with. None: no visit yet and no day set."""
    if last_on is None:
        return NextVisit(wanted.on, "set_by_visitor") if wanted else None
    policy = policy_of(programme, library.checklist(CHECKLIST))
    try:
        band = reading_for(child, last_on, policy).band or ""
    except InputError:  # a birth that two laptops tell, or a visit before it, hides no list
        band = ""
    return next_visit(LastVisit(on=last_on, band=band, level=level, again_on=again_on), wanted)


def due_of(vault: Vault, library: Library, child: Child, last: Visit | None) -> NextVisit | None:
    """Return when and why the visit after ``last``, the latest closed one, is due; None also when
    care ended."""
    if standing.care_of(vault, child.child_id).ended:
        return None
    results = records.results(vault, last.visit_id) or {} if last else {}
    again = results.get("reobserve_on")
    return due_after(
        records.programme(vault), library, child, last.on if last else None,
        str(results.get("open_level") or ""), date.fromisoformat(str(again)) if again else None,
        standing.wanted_visit(vault, child.child_id),
    )  # fmt: skip


def next_due(vault: Vault, library: Library, child: Child) -> NextVisit | None:
    """Return when and why a child's next visit is due; None as ``due_of`` has it."""
    closed = (each for each in records.visits(vault, child.child_id) if each.closed_at)
    last = max(closed, key=lambda each: (each.on, each.visit_id), default=None)
    return due_of(vault, library, child, last)
