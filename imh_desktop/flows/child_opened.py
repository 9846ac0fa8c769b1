"""Whose page was opened, by whom and when: an entry, once for each child and unlocking."""

from contextlib import suppress

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store import records, ways_in
from imh_desktop.store.faults import StorageFault
from imh_desktop.store.vault import Vault


def note(vault: Vault, child_id: str) -> None:
    """Write down that a child was opened, where it was not yet since the file was unlocked. On a
    disk that refuses she can still be looked at; the next opening is written then."""
    if child_id in vault.opened_children or records.child(vault, child_id) is None:
        return
    said = ways_in.event(vault, "child_opened", child_id)
    with suppress(StorageFault):
        vault.journal.write_many([(*said, ChainClass.OPEN)])
        vault.opened_children.add(child_id)
