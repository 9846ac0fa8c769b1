"""Which language a family's page is proposed in, from who reads what; a person always decides."""

from imh_desktop.core.page_language import family_language, language_for
from imh_desktop.core.people import Child
from imh_desktop.locales import LOCALES
from imh_desktop.store import records
from imh_desktop.store.vault import Vault


def proposed_to(vault: Vault, child_id: str, caregiver_id: str, otherwise: str) -> str:
    """Return the language a page for one adult is proposed in; ``otherwise``: the one that goes
    where this adult reads it, or nothing is known."""
    people = records.caregivers(vault, child_id)
    reader = next((each for each in people if each.caregiver_id == caregiver_id), None)
    return language_for(otherwise, reader, LOCALES)


def proposed(vault: Vault, child: Child) -> str:
    """Return the language a child's page is proposed in while nobody is named."""
    kept = records.recipients(vault, child.child_id)
    readers = [
        each for each in records.caregivers(vault, child.child_id)
        if kept.get(each.caregiver_id) is None
    ]  # fmt: skip
    return family_language(child.page_language, readers, LOCALES)
