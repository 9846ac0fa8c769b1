"""Whose page was opened, by whom and when: an entry, once for each child and unlocking."""

from contextlib import suppress

from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows.asking import Place, find
from imh_desktop.store import records, ways_in
from imh_desktop.store.faults import StorageFault
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def note(vault: Vault, *child_ids: str) -> None:
    """Write down that children were opened, where it was not yet since the file was unlocked. On a
    disk that refuses they can still be looked at; the next opening is written then."""
    fresh = [
        child_id
        for child_id in dict.fromkeys(child_ids)
        if child_id not in vault.opened_children and records.child(vault, child_id) is not None
    ]
    if not fresh:
        return
    said = [ways_in.event(vault, "child_opened", child_id) for child_id in fresh]
    with suppress(StorageFault):
        vault.journal.write_many([(*each, ChainClass.OPEN) for each in said])
        vault.opened_children.update(fresh)


def note_about(vault: Vault, *record_ids: str) -> None:
    """Write down that the children were opened whom records are about; of none, nothing."""
    found = filter(None, map(vault.journal.record, record_ids))
    note(vault, *(Place(vault, record, Words("en")).child_id for record in found))


def note_asked(vault: Vault, question_id: str) -> None:
    """Write down that the child was opened whom a question is about.

    Raises:
        InputError: nothing of this id waits (any more).
    """
    note_about(vault, find(vault, question_id, Words("en")).waits.record_id)
