"""A visitor who answers for ever, a throw-away vault, and what must hold of it afterwards."""

import random
import shutil
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from pathlib import Path

from imh_desktop.content.library import Library
from imh_desktop.errors import ImhError
from imh_desktop.flows.clock import local_today
from imh_desktop.flows.closing import close
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.refusing import FEWEST_STRENGTHS
from imh_desktop.flows.reviewing import choose_strength
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import anchors, records, upgrade
from imh_desktop.store.vault import Vault

KEY = bytes(range(32))
Told = Callable[[str, str], None]

LIBRARY = Library()
_TEN_MONTHS = timedelta(days=305)


class Visitor:
    """Answers card after card, closes each visit when it is full, begins the next."""

    def __init__(self, vault: Vault, told: Told, chance: random.Random) -> None:
        """Work on an open vault; ``told`` takes id and content of what was acknowledged."""
        self.vault, self.told, self.chance = vault, told, chance
        self.visit: OpenVisit | None = None

    def step(self) -> None:
        """Do the next thing of a visit. What is refused is tried again by the next call."""
        visit = self.visit = self.visit or self._found()
        if card := self._next(visit):
            code = "no" if card.item.kind == "today" else self.chance.choice(card.choices)[0]
            visit.answer(card.item_id, code)
            self._acknowledge(visit)
        elif item_id := self._strength(visit):
            if visit.is_strength(item_id):
                choose_strength(visit, item_id)
            else:
                visit.answer(item_id, "often")
            self._acknowledge(visit)
        else:
            close(visit)
            self.visit = None
            last = self.vault.journal.history(visit.visit.visit_id)[-1]
            self.told(last.entry_id, last.content)

    def _found(self) -> OpenVisit:
        left_open = records.open_visits(self.vault)
        going = left_open and resume(self.vault, LIBRARY, left_open[0].visit_id)
        visit = going or self._begun()
        visit.use_known("seen")
        visit.alone_with(visit.caregivers[0].caregiver_id)
        return visit

    def _begun(self) -> OpenVisit:
        today = local_today()
        form = ChildForm(given_name="Soak", born_earliest=(today - _TEN_MONTHS).isoformat())
        child = add_child(self.vault, form, (CaregiverForm(name="Soak"),))
        visit = start(self.vault, LIBRARY, child.child_id, on=today)
        for entry in self.vault.journal.history(visit.visit.visit_id):
            self.told(entry.entry_id, entry.content)
        return visit

    def _next(self, visit: OpenVisit):  # type: ignore[no-untyped-def]
        for domain in visit.checklist.domains:
            for card in visit.cards(domain.domain_id):
                if card.answer is None and card.choices:
                    return card
        return None

    def _strength(self, visit: OpenVisit) -> str | None:
        able = [i.item_id for i in visit.items().values() if i.polarity == "strength"]
        return next((i for i in able[:FEWEST_STRENGTHS] if i not in visit.visit.strengths), None)

    def _acknowledge(self, visit: OpenVisit) -> None:
        entry = visit.ledger.latest
        assert entry is not None
        self.told(entry.entry_id, entry.content)


def make(folder: Path, steps: int, seed: int = 0) -> dict[str, str]:
    """Make a vault, do so many steps in it and close it; return what was acknowledged."""
    told: dict[str, str] = {}
    with Vault.create_with_key(folder, KEY, "Ana") as vault:
        visitor = Visitor(vault, told.__setitem__, random.Random(seed))
        for _ in range(steps):
            visitor.step()
    return told


def lay(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder anew with these files, by their names within it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_bytes(data)


def read(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder but the lock and what SQLite throws away."""
    found = (path for path in folder.rglob("*") if path.is_file())
    kept = (path for path in found if not path.name.endswith((".lock", "-shm")))
    return {str(path.relative_to(folder)): path.read_bytes() for path in kept}


def examine(folder: Path, told: Mapping[str, str], *, go_on: bool = True) -> tuple[int, list[str]]:
    """Open a vault with the program; return how many acknowledged entries are not there, and what
    is wrong with it. It must also take the next answer."""
    try:
        with Vault.open_with_key(folder, KEY) as vault:
            have = {entry.entry_id: entry.content for entry in vault.journal.entries()}
            faults = list(vault.journal.verify())
            if go_on:
                Visitor(vault, lambda *_: None, random.Random(1)).step()
    except ImhError as fault:
        return len(told), [f"{type(fault).__name__}: {fault}"]
    return sum(have.get(entry) != content for entry, content in told.items()), faults


def check_quickly() -> None:
    """Let every check of a vault in this process compare with the same list of tables, made once:
    it is the greater part of what a check of a small vault costs."""
    upgrade.expected_objects = cache(upgrade.expected_objects)  # type: ignore[assignment]
    steps = upgrade.schema.steps()
    upgrade.schema.steps = lambda: steps


def leave_anchors_out() -> None:
    """Let no anchor speak in this process: a vault that is laid into another folder has none, and
    would rightly say so in an entry more."""
    anchors.anchored = lambda _folder: False  # type: ignore[assignment]
