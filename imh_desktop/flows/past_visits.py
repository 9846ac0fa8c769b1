"""What was seen at a closed visit, as it was closed: nothing here is made anew."""

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.profile import Profile
from imh_desktop.errors import InputError
from imh_desktop.flows.loading import checklist_of
from imh_desktop.flows.marks import DomainMarks, domain_marks
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


def closed_marks(
    vault: Vault, library: Library, child_id: str, words: Words
) -> dict[str, tuple[DomainMarks, ...]]:
    """Return visit id -> the marks a child's closed visits were closed with, in the interface's
    language. A visit whose checklist is not here is left out."""
    found: dict[str, tuple[DomainMarks, ...]] = {}
    for visit in records.visits(vault, child_id):
        profile = (records.results(vault, visit.visit_id) or {}).get("profile")
        if not isinstance(profile, str):
            continue
        try:
            checklist = checklist_of(vault, library, visit)
            texts = library.texts(visit.checklist_id, words.language)
        except InputError:
            continue
        read = msgspec.json.decode(profile, type=Profile)
        found[visit.visit_id] = domain_marks(read, checklist, texts, words)
    return found
