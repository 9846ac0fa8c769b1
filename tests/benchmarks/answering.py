"""A visitor's answers, one after the other, for timings."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from imh_desktop.content.library import Library
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault

ON = date(2026, 6, 10)


def answers(vault: Vault, library: Library) -> Iterator[tuple[OpenVisit, str, str]]:
    """Answer like a visitor: each card once in turn, now and then one changed. Yields the visit,
    the item and the code, for ever."""
    chance = random.Random(7)
    for visit in _visits(vault, library):
        cards = [c for d in visit.checklist.domains for c in visit.cards(d.domain_id)]
        asked = [c.item for c in cards if c.choices and c.item.kind != "today"]
        for item in (*asked, *chance.sample(asked, 5)):
            yield visit, item.item_id, chance.choice(item.codes)


def _visits(vault: Vault, library: Library) -> Iterator[OpenVisit]:
    """Start visit after visit of children ten months old."""
    while True:
        form = ChildForm(given_name="Cost", born_earliest=(ON - timedelta(days=305)).isoformat())
        child = add_child(vault, form, (CaregiverForm(name="Cost"),))
        visit = start(vault, library, child.child_id, on=ON)
        visit.use_known("seen")
        yield visit
