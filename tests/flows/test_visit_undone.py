"""Undo in a visit: in order, in the right company, and after a restart."""

import random
from typing import Any

from imh_desktop.content.library import Library
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visit_state import gated
from imh_desktop.store.vault import Vault

from .item_ids import SG1, T1
from .visits_looked_at import resumed


def test_undo_takes_back_everything_in_order(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    """Fifty acts of all kinds, undone one by one, pass through the very states they came from."""
    chance = random.Random(3)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    items = [i for i in visit.items().values() if i.codes]
    states: list[Any] = []
    for number in range(50):
        states.append((visit.visit, _said(visit), visit.guidance))
        item = chance.choice(items)
        if number % 5 == 4:
            assert visit.keep_note(item.item_id, f"note {number}") is not None
        elif number % 7 == 6 and visit.answer_of(item):
            visit.clear(item.item_id)
        else:
            visit.answer(item.item_id, chance.choice(item.codes))
    while visit.can_undo:
        assert "{" not in visit.can_undo
        visit.undo()
        assert (visit.visit, _said(visit), visit.guidance) == states.pop()
    assert not states
    assert visit.undo() is None
    assert vault.journal.verify() == ()


def _said(visit: OpenVisit) -> list[Any]:
    talks = sorted(visit.private, key=lambda talk: talk.sensitivity)
    return [(t.sensitivity, t.answers, t.notes) for t in talks if t.answers or t.notes]


def test_what_was_said_alone_is_undone_alone(visit: OpenVisit) -> None:
    visit.answer(SG1, "a_little")
    first, second = (each.caregiver_id for each in visit.caregivers)
    visit.alone_with(first)
    visit.answer(T1, "yes")
    said = _said(visit)
    for company in (None, second):
        visit.alone_with(company)
        assert visit.can_undo is not None
        assert "private" not in visit.can_undo
    visit.alone_with(first)
    assert visit.can_undo is not None
    assert "harm" not in visit.can_undo.casefold()
    visit.alone_with(None)
    visit.undo()
    assert not visit.visit.answers
    assert visit.can_undo is None
    assert _said(visit) == said
    visit.alone_with(first)
    visit.undo()
    assert _said(visit) == []


def test_how_are_you_is_undone_in_company_though_more_was_said_alone(visit: OpenVisit) -> None:
    """Both stand in one record of one person; which of them began it does not matter."""
    well = next(i.item_id for i in visit.items().values() if i.kind == "wellbeing")
    heavy = next(
        i for i in visit.items().values()
        if gated(i) and i.codes and i.sensitivity is visit.item(well).sensitivity
    )  # fmt: skip
    first = visit.caregivers[0].caregiver_id
    visit.alone_with(first)
    visit.keep_note(well, "Tired, and glad.")
    visit.answer(heavy.item_id, heavy.codes[0])
    visit.alone_with(None)
    visit.undo()
    visit.alone_with(first)
    assert [(set(t.answers), set(t.notes)) for t in visit.private] == [({heavy.item_id}, set())]
    visit.undo()
    assert _said(visit) == []
    assert visit.can_undo is None
    assert visit.vault.journal.verify() == ()


def test_undo_goes_on_after_a_restart(vault: Vault, library: Library, visit: OpenVisit) -> None:
    """Fifty acts, cleared answers and notes among them; the program is closed in between."""
    chance, alone = random.Random(5), visit.caregivers[0].caregiver_id
    visit.alone_with(alone)
    items = [i for i in visit.items().values() if i.codes]
    states: list[Any] = []
    for number in range(50):
        states.append((visit.visit, _said(visit)))
        item = chance.choice(items[:12] if number % 2 else items)
        if number % 5 == 4:
            visit.keep_note(item.item_id, f"note {number}")
        elif number % 4 == 3 and visit.answer_of(item):
            visit.clear(item.item_id)
        else:
            visit.answer(item.item_id, chance.choice(item.codes))
    for number in range(50):
        if number % 9 == 0:
            visit = resumed(vault, library, visit)
            visit.alone_with(alone)
        visit.undo()
        assert (visit.visit, _said(visit)) == states.pop()
    assert visit.can_undo is None
    assert resumed(vault, library, visit).can_undo is None
    assert vault.journal.verify() == ()
