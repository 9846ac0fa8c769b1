"""What the journal keeps of copies given to families."""

from datetime import date

from imh_desktop.store.reading import Tables
from imh_desktop.store.scalars import day_of
from imh_desktop.store.vault import Vault


def last_copy(vault: Vault, child_id: str) -> date | None:
    """Return the day a copy of a child's record was given last; None when none was. An adult's
    own copy is none."""
    days = []
    for row in Tables(vault).all("event"):
        details = row.elements("details")
        of_child = row.text("subject") == child_id and details.get("of") != "adult"
        day = day_of(str(details.get("on") or ""))
        if row.text("kind") == "copy_given" and of_child and day:
            days.append(day)
    return max(days, default=None)
