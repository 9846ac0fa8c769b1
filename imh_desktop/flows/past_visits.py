"""What was seen at a closed visit, as it was closed: nothing here is made anew."""

from dataclasses import dataclass

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.core.profile import Profile
from imh_desktop.core.visit import LEVELS
from imh_desktop.errors import InputError
from imh_desktop.flows.explaining import level_said
from imh_desktop.flows.loading import checklist_of
from imh_desktop.flows.marks import DomainMarks, domain_marks
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words


@dataclass(frozen=True, slots=True)
class ClosedStep:
    """The open step a visit was closed with, in words. ``noted``: what was written about what
    could not wait; empty at every lower step."""

    said: str
    noted: tuple[str, ...]


def closed_steps(vault: Vault, child_id: str, words: Words) -> dict[str, ClosedStep]:
    """Return visit id -> the step a child's closed visits came to. Private records are not read:
    what was noted stands in the open record, and is of open cards alone."""
    found, results = dict[str, ClosedStep](), records.results_of(vault, child_id)
    for visit in records.visits(vault, child_id):
        stored = results.get(visit.visit_id, {}).get("open_level")
        level = next((each for each in LEVELS if each == stored), None)
        if level is not None:
            noted = tuple(filter(None, visit.actions.values())) if level == LEVELS[-1] else ()
            found[visit.visit_id] = ClosedStep(level_said(level, words), noted)
    return found


def closed_marks(
    vault: Vault, library: Library, child_id: str, words: Words
) -> dict[str, tuple[DomainMarks, ...]]:
    """Return visit id -> the marks a child's closed visits were closed with, in the interface's
    language. A visit whose checklist is not here is left out."""
    found, results = dict[str, tuple[DomainMarks, ...]](), records.results_of(vault, child_id)
    for visit in records.visits(vault, child_id):
        profile = results.get(visit.visit_id, {}).get("profile")
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
