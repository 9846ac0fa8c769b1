"""Whose page was opened, by whom and when: an entry, once for each child and unlocking."""

from imh_desktop.core.privacy import ChainClass
from imh_desktop.store import ways_in
from imh_desktop.store.vault import Vault


def note(vault: Vault, child_id: str) -> None:
    """Write down that a child was opened, where it was not yet since the file was unlocked.

    Raises:
        StorageFault: the disk refused.
    """
    if child_id in vault.opened_children:
        return
    said = ways_in.event(vault, "child_opened", child_id)
    vault.journal.write_many([(*said, ChainClass.OPEN)])
    vault.opened_children.add(child_id)
