"""When the visit after each finished one was due, by the rule of the list of children: so that the
coordinator's figures ask of nobody what the list never said."""

from datetime import date
from functools import cached_property

from imh_desktop.content.library import Library
from imh_desktop.core.care import Care
from imh_desktop.core.next_visit import Wanted
from imh_desktop.core.people import Child, Programme
from imh_desktop.core.visit import Visit
from imh_desktop.flows.visits_due import due_after
from imh_desktop.store import records, standing
from imh_desktop.store.entry import Value
from imh_desktop.store.scalars import day_of
from imh_desktop.store.vault import Vault


class Awaited:
    """Reads once which children have days set by visitors, and whose care ended."""

    def __init__(self, vault: Vault, library: Library, programme: Programme) -> None:
        """Tell by these settings."""
        self._vault, self._library, self._programme = vault, library, programme

    def after(self, child: Child, visit: Visit, results: dict[str, Value]) -> date | None:
        """Return the day the next visit was due as the list said it, until that one was made;
        ``results``: what ``visit`` was closed with."""
        due = due_after(
            self._programme, self._library, child, visit.on, str(results.get("open_level") or ""),
            day_of(str(results.get("reobserve_on") or "")), self._wanted(visit),
        )  # fmt: skip
        return due.on if due else None

    def still(self, visit: Visit, due: date | None) -> bool:
        """Tell whether the family was still visited on the day the next visit was due."""
        care = self._ended.get(visit.child_id)
        return care is None or (care.on is not None and due is not None and due < care.on)

    @cached_property
    def _ended(self) -> dict[str, Care]:
        return standing.ended(self._vault)

    @cached_property
    def _said(self) -> dict[str, list[tuple[date, Wanted | None]]]:
        return {
            child_id: standing.wanted_said(self._vault, child_id)
            for child_id in standing.wanted_visits(self._vault)
        }

    def _wanted(self, visit: Visit) -> Wanted | None:
        """Return the day that was set when the visit after this one was made."""
        if not (said := self._said.get(visit.child_id)):
            return None
        made = (
            each.on for each in records.visits(self._vault, visit.child_id)
            if each.closed_at and (each.on, each.visit_id) > (visit.on, visit.visit_id)
        )  # fmt: skip
        next_on = min(made, default=date.max)
        held = [wanted for said_on, wanted in said if said_on <= next_on]
        return held[-1] if held else None
