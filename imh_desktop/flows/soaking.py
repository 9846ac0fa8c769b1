"""Answering for ever, for the crash tests: every acknowledged answer must be there afterwards."""

import os
import random
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.errors import EnvironmentFault
from imh_desktop.flows.child_forms import CaregiverForm, ChildForm
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.closing import close
from imh_desktop.flows.enrolling import add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.refusing import FEWEST_STRENGTHS
from imh_desktop.flows.reviewing import choose_strength
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.store.entry import Entry
from imh_desktop.store.faults import VaultDamaged, VaultMissing
from imh_desktop.store.vault import Vault

MARK, KEY = "SOAK", "soak.key"
_AGE = timedelta(days=305)
"""Ten months: an age the checklist is written for."""

Acknowledge = Callable[[str, str], None]


def soak(folder: Path, acknowledge: Acknowledge, *, visits: int | None = None) -> None:
    """Answer demo visits in a throw-away vault, closing each when full, until killed.

    Args:
        acknowledge: called with entry id and content hash after each commit.
        visits: stop after so many; None = never.
    Raises:
        EnvironmentFault: the folder holds any other vault.
    """
    library, chance = Library(), random.Random()  # noqa: S311
    with _open(folder) as vault:
        left = visits
        while left is None or left > 0:
            _one_visit(vault, library, chance, lambda e: acknowledge(e.entry_id, e.content))
            left = None if left is None else left - 1


def check(folder: Path, have: Acknowledge) -> tuple[str, ...]:
    """Call ``have`` for each stored entry, packed ones included; return the faults, none = sound.

    Raises:
        EnvironmentFault: the folder is not a soak folder.
    """
    if not (folder / MARK).is_file():
        raise EnvironmentFault(f"{folder}: is no soak folder. Nothing was changed.")
    try:
        with Vault.open_with_key(folder, _key(folder)) as vault:
            for entry in vault.journal.entries():
                have(entry.entry_id, entry.content)
            return vault.journal.verify()
    except (VaultDamaged, VaultMissing) as fault:
        return (str(fault),)


def _open(folder: Path) -> Vault:
    """Open the throw-away vault, made now unless it is there; the mark stands before the vault."""
    if not (folder / MARK).is_file():
        if Vault.exists(folder):
            raise EnvironmentFault(f"{folder}: holds another vault. Nothing was changed.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(folder / KEY, os.urandom(32).hex())
        _write(folder / MARK, "A throw-away vault of made-up visits; its key lies beside it.\n")
    if Vault.exists(folder):
        return Vault.open_with_key(folder, _key(folder))
    return Vault.create_with_key(folder, _key(folder), "Soak")


def _write(path: Path, text: str) -> None:
    temporary = path.with_suffix(".tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(path)


def _key(folder: Path) -> bytes:
    try:
        return bytes.fromhex((folder / KEY).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise EnvironmentFault(f"{folder}: its key is missing. Nothing was changed.") from None


def _one_visit(
    vault: Vault, library: Library, chance: random.Random, told: Callable[[Entry], None]
) -> None:
    visit = _visit(vault, library, told)
    visit.use_known("seen")
    visit.alone_with(visit.caregivers[0].caregiver_id)
    for domain in visit.checklist.domains:
        for card in visit.cards(domain.domain_id):
            if card.answer is None and card.choices:
                codes = [code for code, _ in card.choices]
                quiet = card.item.kind == "today"
                visit.answer(card.item_id, "no" if quiet else chance.choice(codes))
                told(_latest(visit))
    _choose(visit, told)
    close(visit)
    told(vault.journal.history(visit.visit.visit_id)[-1])


def _visit(vault: Vault, library: Library, told: Callable[[Entry], None]) -> OpenVisit:
    """Go on with the visit that was cut off, or start one with a child of its own."""
    left_open = records.open_visits(vault)
    if left_open:
        return resume(vault, library, left_open[0].visit_id)
    today = local_today()
    form = ChildForm(given_name="Soak", born_earliest=(today - _AGE).isoformat())
    child = add_child(vault, form, (CaregiverForm(name="Soak"),))
    visit = start(vault, library, child.child_id, on=today)
    for entry in vault.journal.history(visit.visit.visit_id):
        told(entry)
    return visit


def _choose(visit: OpenVisit, told: Callable[[Entry], None]) -> None:
    """Put three strengths on the page, answering cards anew where fewer were seen."""
    able = [i.item_id for i in visit.items().values() if i.polarity == "strength"]
    for item_id in able[:FEWEST_STRENGTHS]:
        if item_id in visit.visit.strengths:
            continue
        if not visit.is_strength(item_id):
            visit.answer(item_id, "often")
            told(_latest(visit))
        choose_strength(visit, item_id)
        told(_latest(visit))


def _latest(visit: OpenVisit) -> Entry:
    """Return the entry just committed."""
    entry = visit.ledger.latest
    if entry is None:
        raise RuntimeError("nothing was written")
    return entry
