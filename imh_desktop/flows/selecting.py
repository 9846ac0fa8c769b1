"""What of a vault goes into an archive that does not hold everything."""

from collections.abc import Collection
from datetime import date

import msgspec

from imh_desktop.flows import print_desk
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.consent_doors import agreed_fault
from imh_desktop.flows.loading import child_of
from imh_desktop.store import families
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """``records``: the ids of those that go. ``pages``: they are family pages and nothing else,
    so a print desk may have them."""

    records: frozenset[str]
    pages: bool = False


def families_of(vault: Vault, child_ids: Collection[str]) -> Selection:
    """Return all that is known of some children, and what it takes to read it.

    Raises:
        InputError: a child is not here.
    """
    children = [child_of(vault, child_id).child_id for child_id in child_ids]
    found = families.family_records(vault, children) | families.shared_records(vault)
    return Selection(records=found | vault.journal.retracting.repeats(found))


def family_pages(vault: Vault, today: date | None = None) -> Selection:
    """Return the family pages that were sent to a print desk, but for those stopped since, and
    those of families who do not agree to that today."""
    words, on = Words("en"), today or local_today()
    stopped = {
        page.page_id
        for page in print_desk.pages(vault)
        if print_desk.stopped(vault, page)
        or agreed_fault(vault, page.child_id, "print", on, words) is not None
    }
    return Selection(records=families.page_records(vault) - stopped, pages=True)
