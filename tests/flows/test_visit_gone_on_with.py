"""A visit that is gone on with: after a restart, from a draft, with what was said last time."""

import random
from datetime import timedelta
from typing import Any

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.facts import Facts
from imh_desktop.core.guidance import guide
from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.flows.visiting import start
from imh_desktop.store.vault import Vault

from .conftest import ON
from .item_ids import K3, O2, R1, R2, S1, SG1, T1, T4
from .visits_looked_at import entry_count, resumed


def test_what_a_visit_says_is_the_same_after_a_restart(
    vault: Vault, library: Library, child: Child
) -> None:
    """Answer by answer, the open visit, one read anew and the pure rules agree."""
    chance = random.Random(9)
    for seed in range(3):
        visit = start(vault, library, child.child_id, on=ON + timedelta(days=seed))
        visit.use_known("both")
        visit.alone_with(visit.caregivers[0].caregiver_id)
        items = [i for i in visit.items().values() if i.codes]
        for number in range(40):
            item = chance.choice(items)
            progress = visit.answer(item.item_id, chance.choice(item.codes))
            assert progress.guidance == visit.guidance
            if number % 8 == 0:
                again = resumed(vault, library, visit)
                assert again.visit == visit.visit
                assert again.guidance == visit.guidance == guide(_facts(visit))
                assert again.profile == visit.profile
                assert again.shown == visit.shown


def _facts(visit: OpenVisit) -> Facts:
    return Facts(
        checklist=visit.checklist,
        visit=visit.visit,
        child=visit.child,
        reading=visit.reading,
        private=visit.private,
        earlier=visit.earlier,
    )


def test_changed_cards_are_the_ones_that_look_different(visit: OpenVisit) -> None:
    chance = random.Random(4)
    items = [i for i in visit.items().values() if i.codes and visit.card(i.item_id)]
    for _ in range(60):
        before = {c.item_id: c for d in visit.checklist.domains for c in visit.cards(d.domain_id)}
        item = chance.choice(items)
        progress = visit.answer(item.item_id, chance.choice(item.codes))
        after = {c.item_id: c for d in visit.checklist.domains for c in visit.cards(d.domain_id)}
        moved = {
            i
            for i in before.keys() | after.keys()
            if _without_number(before.get(i)) != _without_number(after.get(i))
        }
        assert moved <= set(progress.changed_cards)
        assert progress.changed_cards[0] == item.item_id


def _without_number(card: Any) -> Any:
    return card and (card.answer, card.known, card.greyed, card.note)


def test_a_draft_waits_and_becomes_one_entry(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    before = entry_count(vault)
    visit.draft_note(R1, "half a se")
    visit.draft_note(R1, "half a sentence ")
    assert entry_count(vault) == before
    again = resumed(vault, library, visit)
    assert again.drafts() == {R1: "half a sentence "}
    again.leave()
    assert entry_count(vault) == before + 1
    assert again.visit.notes == {R1: "half a sentence"}
    assert again.drafts() == {}
    assert again.keep_note(R1, "half a sentence") is None
    assert entry_count(vault) == before + 1
    again.draft_note(R1, "x")
    again.draft_note(R1, "")
    assert again.drafts() == {}


def test_a_private_draft_is_hers_alone(vault: Vault, visit: OpenVisit) -> None:
    mother, other = (each.caregiver_id for each in visit.caregivers)
    visit.alone_with(mother)
    visit.draft_note(K3, "since winter")
    visit.alone_with(other)
    assert visit.drafts() == {}
    visit.alone_with(None)
    assert visit.drafts() == {}
    visit.leave()
    visit.alone_with(mother)
    assert visit.drafts() == {K3: "since winter"}


@pytest.mark.parametrize("text", ["x" * 2_001, "a\0b", "a\ud800", "bell \x07"])
def test_a_note_that_cannot_be_kept_changes_nothing(
    vault: Vault, visit: OpenVisit, text: str
) -> None:
    before = entry_count(vault)
    for keep in (visit.keep_note, visit.draft_note):
        with pytest.raises(InputError):
            keep(R1, text)
    assert entry_count(vault) == before
    assert visit.drafts() == {}


def test_the_card_she_was_on(vault: Vault, library: Library, visit: OpenVisit) -> None:
    assert visit.place is None
    visit.remember_place(R2, 240)
    place = resumed(vault, library, visit).place
    assert place is not None
    assert (place.item_id, place.scroll) == (R2, 240)


def test_last_time_is_the_latest_closed_answer_and_never_the_answer(
    vault: Vault, library: Library, child: Child
) -> None:
    for days, code in ((28, "not_yet"), (14, "sometimes")):
        visit = start(vault, library, child.child_id, on=ON - timedelta(days=days))
        visit.use_known("seen")
        visit.answer(R1, code)
        visit.answer(SG1, "no")
        for text in ("Mara sang.", "Mara slept.", "Mara ate."):
            add_moment(visit, text)
        close(visit)
    left_open = start(vault, library, child.child_id, on=ON - timedelta(days=1))
    left_open.use_known("seen")
    left_open.answer(R1, "often")
    now = start(vault, library, child.child_id, on=ON)
    card = now.card(R1)
    assert card is not None
    assert (card.answer, card.last_time) == (None, "sometimes")
    assert now.last_time(now.item(S1)) == "no"


def test_next_unanswered_visits_each_gap_once(visit: OpenVisit) -> None:
    visited = []
    item_id = visit.next_unanswered()
    while item_id is not None:
        visited.append(item_id)
        item_id = visit.next_unanswered(item_id)
    assert len(visited) == len(set(visited))
    assert visited == [i for gap in visit.gaps() for i in gap.item_ids] + [O2]
    assert not {T1, T4, K3} & set(visited)
    for each in visited:
        item = visit.item(each)
        if item.codes:
            visit.answer(each, "no" if "no" in item.codes else "often")
        else:
            visit.keep_note(each, "Well.")
    assert visit.next_unanswered() == O2, "written or not, it is passed"
    assert visit.next_unanswered(O2) is None
    assert visit.gaps() == ()
    assert all(row.complete for row in visit.domains() if row.total)
