"""Starting a visit, and going on with one that was left open."""

from collections.abc import Sequence
from datetime import date

from imh_desktop.content.library import Library, structure_hash
from imh_desktop.core.ages import bands_touched
from imh_desktop.core.checklist import Checklist, Review, VisitKind
from imh_desktop.core.limits import NAME_LIMIT, NOTE_LIMIT, clean
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows.cards import (
    ActNow,
    BandChoice,
    CardView,
    DomainView,
    Gap,
    Place,
    Progress,
    Undone,
)
from imh_desktop.flows.care_doors import begun_after_all
from imh_desktop.flows.clock import local_now, local_today
from imh_desktop.flows.loading import as_text, child_of, policy_of, reading_for
from imh_desktop.flows.open_visit import KnownNeeded, OpenVisit
from imh_desktop.flows.visit_state import AloneNeeded
from imh_desktop.store import records
from imh_desktop.store.entry import Changes
from imh_desktop.store.journal import Write
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

__all__ = [
    "ActNow",
    "AloneNeeded",
    "BandChoice",
    "CardView",
    "DomainView",
    "Gap",
    "KnownNeeded",
    "OpenVisit",
    "Place",
    "Progress",
    "Undone",
    "bands_for",
    "resume",
    "reviews",
    "start",
]

CHECKLIST = "observation"


def bands_for(
    vault: Vault, library: Library, child_id: str, on: date, *, checklist_id: str = CHECKLIST
) -> tuple[BandChoice, ...]:
    """Return the bands the child's age touches on a day; none from 72 months.

    More than one means that the birth day is not exact: the visitor picks one with a reason.

    Raises:
        InputError: the day is before the birth.
    """
    child, checklist = child_of(vault, child_id), library.checklist(checklist_id)
    policy = policy_of(records.programme(vault), checklist)
    return tuple(
        BandChoice(band, reading_for(child, on, policy, band), band in checklist.bands)
        for band in bands_touched(child.birth, child.gestation_days, on, policy)
    )


def reviews(library: Library, *, checklist_id: str = CHECKLIST) -> dict[str, Review]:
    """Return who stands behind the questions, by the language they are asked in."""
    languages = library.languages(checklist_id)
    return {each: library.texts(checklist_id, each).review for each in languages}


def start(
    vault: Vault,
    library: Library,
    child_id: str,
    *,
    on: date,
    kind: VisitKind = "home",
    language: str = "en",
    interpreter: str = "",
    band: str | None = None,
    reason: str = "",
    words: Words | None = None,
    checklist_id: str = CHECKLIST,
    from_paper: bool = False,
    today: date | None = None,
    care_reason: str = "",
) -> OpenVisit:
    """Write a visit's first entry and return it open.

    ``band`` is needed, with a ``reason``, when the age touches several; ``language`` is the one
    the cards are read in; ``words`` are the interface's. ``from_paper``: it was made on paper on
    that day, no later than ``today``, and is typed in now. ``care_reason``: why it is begun
    although care ended.

    Raises:
        CareEnded: care ended, and no reason is given.
        InputError: no band is ready for this age, no band was picked, the day is before the
            birth or, of a visit from paper, still to come, or the checklist has no words in
            that language.
    """
    words = words or Words("en")
    visit_id, writes = beginning(
        vault, library, child_id, on=on, kind=kind, language=language, interpreter=interpreter,
        band=band, reason=reason, words=words, checklist_id=checklist_id, from_paper=from_paper,
        today=today, care_reason=care_reason,
    )  # fmt: skip
    vault.journal.write_many(writes)
    return OpenVisit(vault, library, visit_id, words)


def beginning(
    vault: Vault,
    library: Library,
    child_id: str,
    *,
    on: date,
    kind: VisitKind,
    language: str,
    interpreter: str,
    band: str | None,
    reason: str,
    words: Words,
    checklist_id: str = CHECKLIST,
    from_paper: bool = False,
    today: date | None = None,
    care_reason: str = "",
) -> tuple[str, list[Write]]:
    """Return the id of a new visit and what begins it, unwritten. Raises as ``start``."""
    if from_paper and on > (today or local_today()):
        raise InputError(words.say("This day is still to come."), place="on")
    child, checklist = child_of(vault, child_id), library.checklist(checklist_id)
    library.texts(checklist_id, language)
    choices = bands_for(vault, library, child_id, on, checklist_id=checklist_id)
    fields: Changes = {
        **_made_with(vault, checklist),
        "child_id": child.child_id,
        "on": on.isoformat(),
        "band": _band(choices, band, reason, words),
        "kind": kind,
        "language": language,
        **_written(interpreter, reason),
        **({"from_paper": True} if from_paper else {}),
        **begun_after_all(vault, child_id, on, care_reason, words, from_paper=from_paper),
    }
    visit_id = vault.journal.new_id()
    first = ("visit", visit_id, fields, ChainClass.OPEN)
    return visit_id, [*_travelling(vault, checklist), first]


def resume(
    vault: Vault,
    library: Library,
    visit_id: str,
    *,
    words: Words | None = None,
    day: date | None = None,
) -> OpenVisit:
    """Return a visit left open, on the checklist it was started with.

    ``day``: today, when the visit is gone on with on another day; it is stored with the answers.
    What stands on paper was answered on the day of the visit, whenever it is typed in.

    Raises:
        InputError: the visit is closed already.
    """
    words = words or Words("en")
    opened = OpenVisit(vault, library, visit_id, words, day)
    if opened.visit.closed_at:
        raise InputError(words.say("This visit is closed already."), place=f"visit {visit_id}")
    return opened


def _band(choices: Sequence[BandChoice], band: str | None, reason: str, words: Words) -> str:
    if not choices:
        raise InputError(words.say("This child is six years or older. No visit was started."))
    if band is None and len(choices) == 1:
        band = choices[0].band
    chosen = next((choice for choice in choices if choice.band == band), None)
    if chosen is None:
        raise InputError(words.say("Please choose the age range that fits."), place="band")
    if len(choices) > 1 and not reason.strip():
        raise InputError(words.say("Please write why this age range fits."), place="reason")
    if not chosen.ready:
        raise InputError(words.say("There is no checklist for this age yet."), place="band")
    return chosen.band


def _made_with(vault: Vault, checklist: Checklist) -> Changes:
    """Return what a visit is made with: checklist, age policy, worker, the time it begins."""
    return {
        "checklist_id": checklist.checklist_id,
        "checklist_version": checklist.version,
        "checklist_hash": structure_hash(checklist),
        "age_policy": policy_of(records.programme(vault), checklist).policy_id,
        "worker_id": vault.worker_id,
        "started_at": local_now().isoformat(timespec="seconds"),
    }


def _written(interpreter: str, reason: str) -> Changes:
    """Return what the visitor wrote about the visit, without what is empty."""
    fields: Changes = {}
    if interpreter:
        fields["interpreter"] = clean(interpreter, "interpreter", NAME_LIMIT)
    if reason:
        fields["band_reason"] = clean(reason, "reason", NOTE_LIMIT)
    return fields


def _travelling(vault: Vault, checklist: Checklist) -> list[Write]:
    """Return the entry that stores a structure no visit here was made with yet (design.md 1)."""
    digest = structure_hash(checklist)
    if records.checklist(vault, digest) is not None:
        return []
    fields: Changes = {"hash": digest, "body": as_text(checklist)}
    return [("checklist", vault.journal.new_id(), fields, ChainClass.OPEN)]
