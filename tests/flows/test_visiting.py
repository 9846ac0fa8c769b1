"""A visit, answer by answer: what is on the disk and in which record."""

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.visit import Answer
from imh_desktop.errors import InputError
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.visiting import AloneNeeded, KnownNeeded, start
from imh_desktop.store import records
from imh_desktop.store.faults import StorageFault
from imh_desktop.store.vault import Vault

from .conftest import ON
from .item_ids import K3, O1, O2, R1, R2, S1, S4, SG1, T1, T4, T5
from .visits_looked_at import entry_count, resumed


def test_one_answer_is_one_entry_of_the_open_record(vault: Vault, visit: OpenVisit) -> None:
    before = entry_count(vault)
    progress = visit.answer(R1, "often")
    assert entry_count(vault) == before + 1
    entry = vault.journal.history(visit.visit.visit_id)[-1]
    assert entry.entry_id == progress.entry_id
    assert entry.chain.chain_class is ChainClass.OPEN
    assert entry.changes == {f"answers.{R1}": {"code": "often", "known": "seen"}}
    stored = records.visit(vault, visit.visit.visit_id)
    assert stored is not None
    assert stored.answers[R1] == Answer(code="often", known="seen")
    assert progress.changed_cards == (R1,)


@pytest.mark.parametrize(("item_id", "code", "chain"), [(T1, "no", "V"), (K3, "a_little", "G")])
def test_a_private_answer_is_one_entry_of_a_record_of_its_own(
    vault: Vault, visit: OpenVisit, item_id: str, code: str, chain: str
) -> None:
    mother = visit.caregivers[0].caregiver_id
    visit.alone_with(mother)
    before = entry_count(vault)
    progress = visit.answer(item_id, code)
    assert entry_count(vault) == before + 1
    entry = vault.journal.entry(progress.entry_id)
    assert entry is not None
    assert (entry.record_type, entry.chain.chain_class.value) == ("private", chain)
    assert entry.record_id != visit.visit.visit_id
    assert not set(entry.parents) & {
        e.entry_id for e in vault.journal.history(visit.visit.visit_id)
    }
    assert item_id not in str(vault.journal.history(visit.visit.visit_id))
    (talk,) = records.private_talks(vault, visit.visit.visit_id)
    assert (talk.caregiver_id, talk.answers[item_id].code) == (mother, code)


def test_two_caregivers_are_two_talks(vault: Vault, visit: OpenVisit) -> None:
    for caregiver, code in zip(visit.caregivers, ("yes", "no"), strict=True):
        visit.alone_with(caregiver.caregiver_id)
        visit.answer(T1, code)
    talks = records.private_talks(vault, visit.visit.visit_id)
    assert sorted(talk.answers[T1].code for talk in talks) == ["no", "yes"]
    card = visit.card(T1)
    assert card is not None
    assert card.answer == "no"


def test_the_gate_holds_for_risk_and_talk_today_and_not_for_the_urgent_two(
    vault: Vault, visit: OpenVisit
) -> None:
    items = visit.items().values()
    gated = {"K1", "K2", "K3", "K4", "T1", "T2", "T3", "T6"}
    before = entry_count(vault)
    for item_id in (i.item_id for i in items if i.construct in gated):
        assert visit.card(item_id) is None
        for act in (visit.answer, visit.keep_note, visit.draft_note):
            with pytest.raises(AloneNeeded):
                act(item_id, "no")
    assert entry_count(vault) == before
    assert {i.construct for i in items if visit.card(i.item_id)}.isdisjoint(gated)
    for item_id in (T4, T5):
        assert visit.card(item_id) is not None
        visit.answer(item_id, "no")
    visit.keep_note(O2, "Tired.")
    visit.alone_with(visit.caregivers[0].caregiver_id)
    assert all(visit.card(i.item_id) for i in items if i.construct in gated)
    visit.alone_with(None)
    assert visit.card(T1) is None


def test_how_are_you_is_a_private_note_without_a_gate(vault: Vault, visit: OpenVisit) -> None:
    visit.keep_note(O2, "Tired.")
    (talk,) = records.private_talks(vault, visit.visit.visit_id)
    assert (talk.sensitivity, talk.notes) == ("G", {O2: "Tired."})
    assert visit.guidance.private_level is None
    with pytest.raises(InputError):
        visit.answer(O2, "no")


def test_how_it_is_known_is_asked_once_and_then_sticks(
    vault: Vault, library: Library, child: Child
) -> None:
    visit = start(vault, library, child.child_id, on=ON)
    before = entry_count(vault)
    for item_id in (R1, SG1):
        with pytest.raises(KnownNeeded):
            visit.answer(item_id, "no" if item_id == SG1 else "often")
    assert entry_count(vault) == before
    visit.answer(O1, "a_little")
    visit.answer(T4, "no")
    visit.use_known("told", visit.caregivers[0].caregiver_id)
    visit.answer(R1, "often")
    visit.use_known("seen")
    visit.answer(R2, "often")
    assert visit.visit.answers[R1] == Answer(
        code="often", known="told", informant=visit.caregivers[0].caregiver_id
    )
    assert visit.visit.answers[R2] == Answer(code="often", known="seen")
    assert visit.visit.answers[O1].known is None
    with pytest.raises(InputError):
        visit.use_known("told", "a stranger")


def test_a_remote_visit_is_told(vault: Vault, library: Library, child: Child) -> None:
    visit = start(vault, library, child.child_id, on=ON, kind="remote")
    visit.answer(R1, "often")
    assert visit.visit.answers[R1].known == "told"
    with pytest.raises(InputError):
        visit.use_known("seen")
    assert visit.card("e4-settles-with-someone-new") is None


def test_no_to_a_group_is_one_entry_and_clears_its_signs(vault: Vault, visit: OpenVisit) -> None:
    opened = visit.answer(SG1, "a_little")
    assert opened.changed_cards == (SG1, S1, S4)
    visit.answer(S1, "a_lot")
    visit.answer(S4, "a_little")
    assert visit.guidance.open_level == "N2"
    before = entry_count(vault)
    closed = visit.answer(SG1, "no")
    assert entry_count(vault) == before + 1
    assert set(closed.changed_cards) == {SG1, S1, S4}
    assert visit.guidance.open_level == "N1"
    assert {S1, S4}.isdisjoint(visit.visit.answers)
    undone = visit.undo()
    assert undone is not None
    assert undone.item_id == SG1
    assert visit.visit.answers[S1].code == "a_lot"
    assert visit.guidance.open_level == "N2"


def test_hidden_items_keep_their_answers_greyed(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    visit.answer(SG1, "a_little")
    visit.keep_note(S4, "Since spring.")
    visit.clear(SG1)
    card = visit.card(S4)
    assert card is not None
    assert (card.note, card.greyed, card.number) == ("Since spring.", True, 0)
    assert S4 not in visit.shown
    numbers = [each.number for each in visit.cards("signs") if not each.greyed]
    assert numbers == list(range(1, len(numbers) + 1))
    visit.answer(SG1, "a_lot")
    card = resumed(vault, library, visit).card(S4)
    assert card is not None
    assert (card.note, card.greyed) == ("Since spring.", False)


def test_refusals_write_nothing(vault: Vault, visit: OpenVisit) -> None:
    visit.answer(R1, "often")
    before, held = entry_count(vault), visit.visit
    for item_id, code in (
        (R1, "a_lot"),
        (R1, ""),
        ("nothing", "often"),
        (T1, "yes"),
        (R1, "often\0"),
    ):
        with pytest.raises(InputError):
            visit.answer(item_id, code)
    assert entry_count(vault) == before
    assert visit.visit == held


def test_a_disk_that_refuses_changes_nothing_in_the_visit(
    vault: Vault, library: Library, visit: OpenVisit, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit.answer(R1, "often")
    held = visit.visit, visit.guidance, visit.can_undo

    def full(*rest: object, **named: object) -> None:
        raise StorageFault("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(vault.journal, "write", full)
        patched.setattr(vault.journal.undoing, "undo", full)
        for act in (lambda: visit.answer(R1, "not_yet"), lambda: visit.clear(R1), visit.undo):
            with pytest.raises(StorageFault):
                act()
        assert (visit.visit, visit.guidance, visit.can_undo) == held
    visit.answer(R1, "sometimes")
    assert resumed(vault, library, visit).visit == visit.visit
