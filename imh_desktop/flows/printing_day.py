"""How many families seen on a day have no page yet: asked each time the list of children shows."""

from datetime import date

from imh_desktop.flows.care import may_have_page
from imh_desktop.store import records, standing
from imh_desktop.store.vault import Vault


def not_given(vault: Vault, on: date) -> int:
    """Return how many visits made and closed on a day have given no page."""
    ended = standing.ended(vault)
    return sum(
        may_have_page(ended.get(child_id))
        and all(each.failed for each in records.printed(vault, "visit_id", visit_id))
        for visit_id, child_id in records.closed_on(vault, on).items()
    )
