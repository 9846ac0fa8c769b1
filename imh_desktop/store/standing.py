"""Where children stand: under care or no longer, and the day a visitor set for the next visit."""

from datetime import date, datetime

from imh_desktop.core.care import Care
from imh_desktop.core.next_visit import Wanted
from imh_desktop.store.reading import Tables
from imh_desktop.store.row import Row
from imh_desktop.store.scalars import day_of
from imh_desktop.store.vault import Vault


def care_of(vault: Vault, child_id: str) -> Care:
    """Return where a child stands; active when nothing was said or the child is not here."""
    row = Tables(vault).one("child", child_id)
    return _care(row) if row else Care()


def ended(vault: Vault) -> dict[str, Care]:
    """Return child id -> where it stands, of those whose care ended."""
    cares = {row.record_id: _care(row) for row in Tables(vault).saying("child", "care")}
    return {child_id: care for child_id, care in cares.items() if care.ended}


def wanted_visit(vault: Vault, child_id: str) -> Wanted | None:
    """Return the day set for a child's next visit; None when none is."""
    row = Tables(vault).one("child", child_id)
    return _wanted(row) if row else None


def wanted_visits(vault: Vault) -> dict[str, Wanted]:
    """Return child id -> the day set for its next visit, of those that have one."""
    said = Tables(vault).saying("child", "next_visit_on")
    days = {row.record_id: _wanted(row) for row in said}
    return {child_id: wanted for child_id, wanted in days.items() if wanted}


def wanted_said(vault: Vault, child_id: str) -> list[tuple[date, Wanted | None]]:
    """Return every day a next visit was set to, with the day it was said, in the order it was
    said; None: it was taken back."""
    found, reason = list[tuple[date, Wanted | None]](), ""
    for entry in vault.journal.retracting.given(child_id):
        reason = str(entry.changes.get("next_visit_reason", reason) or "")
        if "next_visit_on" in entry.changes:
            on = day_of(str(entry.changes["next_visit_on"] or ""))
            said_on = datetime.fromisoformat(entry.recorded_at).astimezone().date()
            found.append((said_on, Wanted(on=on, reason=reason) if on else None))
    return found


def _wanted(row: Row) -> Wanted | None:
    on = day_of(min(row.texts("next_visit_on"), default=""))
    return None if on is None else Wanted(on=on, reason=row.text("next_visit_reason"))


def _care(row: Row) -> Care:
    return Care(
        statuses=tuple(row.texts("care")) or ("active",), on=day_of(row.text("care_on")),
        reason=row.text("care_reason"), worker_id=row.text("care_by"),
        page_reason=row.text("page_reason"),
    )  # fmt: skip
