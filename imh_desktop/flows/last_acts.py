"""What the person here did last on this laptop, and taking it back: each undo is an entry.

Nothing of class G or V is told here: what was said alone is undone in the conversation itself.
"""

from collections.abc import Iterator
from itertools import islice

import msgspec

from imh_desktop.content.library import Library
from imh_desktop.errors import InputError
from imh_desktop.flows.act_sayings import ActSayings
from imh_desktop.flows.enrolling import BIRTH_FIELDS
from imh_desktop.flows.trash import lies_in_trash, visits_begun
from imh_desktop.store import records
from imh_desktop.store.acts import Act, acts, others_standing_on, undoing_in, undone_in
from imh_desktop.store.entry import Entry
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

MOST = 50
_NO_ACTS = frozenset("private print page event worker device checklist retraction handover".split())
"""What is no act of a person on the records, or cannot be undone by her alone: a page that was
given is in the family's hands, a child that was handed over is on another laptop."""
_MARKS = frozenset({"fictional", "demo"})
"""What says that all of it is made up: no act, and never undone."""
_MAIN = ("child", "visit", "referral")
"""What an act of several records is about."""
_ON_PAGES = frozenset({"given_name", "page_language"})
"""What a page for the family says of a child."""


class DoneAct(msgspec.Struct, frozen=True, kw_only=True):
    """One act in words. ``restores``: what would stand again, empty for what is never undone
    here; ``refused``: why it cannot be undone, empty when it can. ``child_id``: empty where it is
    about no child."""

    act_id: str
    said: str
    where: str
    when: str
    restores: str
    refused: str
    child_id: str


def last_acts(
    vault: Vault, library: Library, words: Words, most: int = MOST
) -> tuple[DoneAct, ...]:
    """Return what was done last and not undone, the latest first."""
    sayings = ActSayings(vault, library, words)
    return tuple(_told(vault, act, sayings, words) for act in islice(_acts(vault, sayings), most))


def take_back(vault: Vault, library: Library, act_id: str, words: Words) -> tuple[str, ...]:
    """Undo one act, in one transaction; return the ids of the entries that did, for
    ``bring_back``.

    Raises:
        InputError: it is not among the acts, or why it cannot be undone; nothing was written.
    """
    sayings = ActSayings(vault, library, words)
    act = next((one for one in _acts(vault, sayings) if one[0].entry_id == act_id), None)
    if act is None:
        raise InputError(words.say("This was undone already."), place=f"act {act_id}")
    if refused := _refused(vault, act, words):
        raise InputError(refused, place=f"act {act_id}")
    made = vault.journal.undoing.undo_many([entry.entry_id for entry in reversed(act)])
    return tuple(entry.entry_id for entry in made)


def bring_back(vault: Vault, undone: tuple[str, ...]) -> None:
    """Let stand again what was just undone; ``undone``: as ``take_back`` returned it.

    Raises:
        InputError: something else was written there since.
    """
    vault.journal.undoing.undo_many(tuple(reversed(undone)))


def _acts(vault: Vault, sayings: ActSayings) -> Iterator[Act]:
    """Yield the acts of a person, without what is undone, what undid it, and private words."""
    settled: dict[str, set[str]] = {}
    for act in acts(vault):
        kept = []
        for entry in act:
            if entry.record_type in _NO_ACTS or _MARKS & entry.changes.keys():
                continue
            if sayings.private(entry):
                continue
            if entry.record_id not in settled:
                history = vault.journal.history(entry.record_id)
                settled[entry.record_id] = undone_in(history) | undoing_in(history).keys()
            if entry.entry_id not in settled[entry.record_id]:
                kept.append(entry)
        if kept:
            yield tuple(kept)


def _told(vault: Vault, act: Act, sayings: ActSayings, words: Words) -> DoneAct:
    main = (each for kind in _MAIN for each in act if each.record_type == kind)
    place = sayings.place(next(main, act[0]))
    return DoneAct(
        act_id=act[0].entry_id, said=sayings.said(act), where=place.where,
        when=sayings.when(act[0]), restores=sayings.restores(act),
        refused=_refused(vault, act, words), child_id=place.child_id,
    )  # fmt: skip


def _refused(vault: Vault, act: Act, words: Words) -> str:
    """Return why an act cannot be undone; empty when it can."""
    if lies := lies_in_trash(vault, act, words):
        return lies
    try:
        for entry in act:
            vault.journal.undoing.changes(entry.entry_id)
    except InputError as error:
        return words.told(error)
    if any(field.startswith("moved.") for entry in act for field in entry.changes):
        return words.say("A visit was moved with this. Move it back on the child’s page.")
    own = {entry.record_id for entry in act}
    if any(entry.record_type == "visit" and not entry.parents for entry in act):
        return words.say("A visit goes into the trash: “Put something right” on the child’s page.")
    for entry in act:
        if not entry.parents and _stood_on(vault, entry, own):
            return words.say("More was written about this since. Undo that first.")
        if entry.record_type == "child" and (stands := _child_stands(vault, entry, words)):
            return stands
    return ""


def _child_stands(vault: Vault, entry: Entry, words: Words) -> str:
    """Return why what was written of a child stays; empty when it may be undone."""
    finished = any(visit.closed_at for visit in records.visits(vault, entry.record_id))
    if finished and BIRTH_FIELDS & entry.changes.keys():
        return words.say("Visits stand on this. Correct it under “Edit details”.")
    given = records.printed(vault, "child_id", entry.record_id)
    since = any(each.print_id > entry.entry_id and not each.failed for each in given)
    if since and _ON_PAGES & entry.changes.keys():
        return words.say("A page that says this was given since. Correct it under “Edit details”.")
    return ""


def _stood_on(vault: Vault, entry: Entry, own: set[str]) -> bool:
    """Tell whether something that is no part of the act names a record it began."""
    record_id, record_type = entry.record_id, entry.record_type
    if others_standing_on(vault, record_type, record_id, own):
        return True
    if record_type != "caregiver":
        return False
    child_id = str(entry.changes.get("child_id"))
    return visits_begun(vault, record_id) or record_id in records.recipients(vault, child_id)
