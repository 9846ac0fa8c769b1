"""A visit, answer by answer: what is on the disk, in which record, and what comes back."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.facts import Facts
from imh_desktop.core.guidance import guide
from imh_desktop.core.people import Child
from imh_desktop.core.privacy import ChainClass
from imh_desktop.core.visit import Answer
from imh_desktop.errors import InputError
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.programme import ProgrammeForm, SupportForm, save
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.flows.visit_state import gated
from imh_desktop.flows.visiting import AloneNeeded, KnownNeeded, bands_for, resume, start
from imh_desktop.store import records
from imh_desktop.store.faults import StorageFault
from imh_desktop.store.vault import Vault

from .conftest import BORN, ON

R1, R2, O1 = "r1-more-and-enough", "r2-comes-when-hurt", "o1-any-worry"
SG1, S1, S4 = "sg1-growing-and-rhythm", "s1-eating-or-growth", "s4-no-rhythm"
T1, T3, T4, T5, K3 = (
    "t1-thoughts-of-harm",
    "t3-child-may-be-hurt",
    "t4-very-ill-or-not-feeding",
    "t5-lost-skills",
    "k3-heavy-days",
)
O2 = "o2-how-are-you"


def _entries(vault: Vault) -> int:
    return sum(1 for _ in vault.journal.entries())


def _again(vault: Vault, library: Library, visit: OpenVisit) -> OpenVisit:
    return resume(vault, library, visit.visit.visit_id)


def test_the_first_entry_says_what_the_visit_is_made_with(
    vault: Vault, library: Library, visit: OpenVisit
) -> None:
    first = vault.journal.history(visit.visit.visit_id)[0].changes
    checklist = library.checklist("observation")
    assert first["checklist_id"] == "observation"
    assert first["checklist_version"] == checklist.version
    assert first["band"] == "B4"
    assert first["language"] == "en"
    assert first["age_policy"] == "default"
    assert records.checklist(vault, str(first["checklist_hash"])) == checklist


def test_a_checklist_travels_once(vault: Vault, library: Library, child: Child) -> None:
    for days in (0, 1, 2):
        start(vault, library, child.child_id, on=ON + timedelta(days=days))
    stored = [e for e in vault.journal.entries() if e.record_type == "checklist"]
    assert len(stored) == 1


def test_one_answer_is_one_entry_of_the_open_record(vault: Vault, visit: OpenVisit) -> None:
    before = _entries(vault)
    progress = visit.answer(R1, "often")
    assert _entries(vault) == before + 1
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
    before = _entries(vault)
    progress = visit.answer(item_id, code)
    assert _entries(vault) == before + 1
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
    before = _entries(vault)
    for item_id in (i.item_id for i in items if i.construct in gated):
        assert visit.card(item_id) is None
        for act in (visit.answer, visit.keep_note, visit.draft_note):
            with pytest.raises(AloneNeeded):
                act(item_id, "no")
    assert _entries(vault) == before
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
    before = _entries(vault)
    for item_id in (R1, SG1):
        with pytest.raises(KnownNeeded):
            visit.answer(item_id, "no" if item_id == SG1 else "often")
    assert _entries(vault) == before
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
    before = _entries(vault)
    closed = visit.answer(SG1, "no")
    assert _entries(vault) == before + 1
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
    card = _again(vault, library, visit).card(S4)
    assert card is not None
    assert (card.note, card.greyed) == ("Since spring.", False)


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
            visit = _again(vault, library, visit)
            visit.alone_with(alone)
        visit.undo()
        assert (visit.visit, _said(visit)) == states.pop()
    assert visit.can_undo is None
    assert _again(vault, library, visit).can_undo is None
    assert vault.journal.verify() == ()


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
                again = _again(vault, library, visit)
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
    before = _entries(vault)
    visit.draft_note(R1, "half a se")
    visit.draft_note(R1, "half a sentence ")
    assert _entries(vault) == before
    again = _again(vault, library, visit)
    assert again.drafts() == {R1: "half a sentence "}
    again.leave()
    assert _entries(vault) == before + 1
    assert again.visit.notes == {R1: "half a sentence"}
    assert again.drafts() == {}
    assert again.keep_note(R1, "half a sentence") is None
    assert _entries(vault) == before + 1
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
    before = _entries(vault)
    for keep in (visit.keep_note, visit.draft_note):
        with pytest.raises(InputError):
            keep(R1, text)
    assert _entries(vault) == before
    assert visit.drafts() == {}


def test_the_card_she_was_on(vault: Vault, library: Library, visit: OpenVisit) -> None:
    assert visit.place is None
    visit.remember_place(R2, 240)
    place = _again(vault, library, visit).place
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


def test_what_calls_for_action_is_shown_with_the_programmes_numbers(
    vault: Vault, library: Library, child: Child, numbers: None
) -> None:
    visit = start(vault, library, child.child_id, on=ON)
    visit.answer(T4, "not_sure")
    (act,) = visit.act_now()
    assert (act.item_id, act.private, act.recorded) == (T4, False, "")
    assert "555-0111" in act.text.call
    assert "{" not in act.text.call + act.text.do
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "yes")
    assert [a.item_id for a in visit.act_now()] == [T4, T1]
    visit.record_action(T1, "Called together.")
    assert [a.recorded for a in visit.act_now()] == ["", "Called together."]
    visit.alone_with(None)
    assert [a.item_id for a in visit.act_now()] == [T4]
    with pytest.raises(InputError):
        visit.record_action(T4, "  ")
    (talk,) = records.private_talks(vault, visit.visit.visit_id)
    assert talk.actions == {T1: "Called together."}
    assert "Called together." not in str(vault.journal.history(visit.visit.visit_id))


@pytest.mark.parametrize(
    ("number", "said"), [("555-0148", "State line 555-0148"), ("", "ask your programme")]
)
def test_the_reporting_line_stands_on_the_card_of_a_child_who_may_be_hurt_alone(
    vault: Vault, library: Library, child: Child, number: str, said: str
) -> None:
    line = SupportForm(kind="reporting", number=number, name="State line")
    save(vault, ProgrammeForm(support=(line,)), today=ON)
    visit = start(vault, library, child.child_id, on=ON)
    visit.alone_with(visit.caregivers[0].caregiver_id)
    for item_id in (T1, T3, T4):
        visit.answer(item_id, "yes")
    cards = {act.item_id: act.text.call + act.text.do for act in visit.act_now()}
    assert cards.keys() == {T1, T3, T4}
    assert [item_id for item_id, text in cards.items() if said in text] == [T3]
    assert "{" not in cards[T3]


def test_a_lost_skill_the_family_confirms(vault: Vault, library: Library, child: Child) -> None:
    skill = next(i for i in library.checklist("observation").in_band("B4") if i.skill)
    before = start(vault, library, child.child_id, on=ON - timedelta(days=20))
    before.use_known("seen")
    before.answer(skill.item_id, "often")
    for text in ("Mara sang.", "Mara slept.", "Mara ate."):
        add_moment(before, text)
    close(before)
    now = start(vault, library, child.child_id, on=ON)
    now.use_known("told")
    assert now.answer(skill.item_id, "not_yet").guidance.ask_loss == (skill.item_id,)
    assert now.guidance.open_level == "N1"
    assert now.confirm_loss(skill.item_id, "yes").guidance.open_level == "N3"
    assert [(a.item_id, a.kind) for a in now.act_now()] == [(T5, "loss")]
    with pytest.raises(InputError):
        now.confirm_loss(R1, "yes")


def test_refusals_write_nothing(vault: Vault, visit: OpenVisit) -> None:
    visit.answer(R1, "often")
    before, held = _entries(vault), visit.visit
    for item_id, code in (
        (R1, "a_lot"),
        (R1, ""),
        ("nothing", "often"),
        (T1, "yes"),
        (R1, "often\0"),
    ):
        with pytest.raises(InputError):
            visit.answer(item_id, code)
    assert _entries(vault) == before
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
        patched.setattr(vault.journal, "undo", full)
        for act in (lambda: visit.answer(R1, "not_yet"), lambda: visit.clear(R1), visit.undo):
            with pytest.raises(StorageFault):
                act()
        assert (visit.visit, visit.guidance, visit.can_undo) == held
    visit.answer(R1, "sometimes")
    assert _again(vault, library, visit).visit == visit.visit


def test_an_inexact_birth_offers_every_band_and_asks_why(
    vault: Vault, half_written: Library
) -> None:
    library = half_written
    form = ChildForm(
        given_name="Mara",
        born_earliest=(ON - timedelta(days=400)).isoformat(),
        born_latest=(ON - timedelta(days=260)).isoformat(),
    )
    child = add_child(vault, form, (CaregiverForm(name="Ines"),), today=ON)
    choices = bands_for(vault, library, child.child_id, ON)
    assert [(c.band, c.ready) for c in choices] == [("B3", False), ("B4", True), ("B5", False)]
    assert [c.reading.band for c in choices] == ["B3", "B4", "B5"]
    before = _entries(vault)
    for band, reason in ((None, ""), ("B4", " "), ("B5", "Looks older."), ("B9", "Why not.")):
        with pytest.raises(InputError):
            start(vault, library, child.child_id, on=ON, band=band, reason=reason)
    assert _entries(vault) == before
    visit = start(vault, library, child.child_id, on=ON, band="B4", reason="The card says so.")
    assert visit.reading.band == "B4"
    assert vault.journal.history(visit.visit.visit_id)[0].changes["band_reason"]


@pytest.mark.parametrize(
    ("born", "on"),
    [(BORN, BORN - timedelta(days=1)), (date(2015, 1, 1), ON), (ON - timedelta(days=30), ON)],
)
def test_no_visit_without_a_band_that_is_ready(
    vault: Vault, half_written: Library, born: date, on: date
) -> None:
    library = half_written
    form = ChildForm(given_name="Mara", born_earliest=born.isoformat())
    child = add_child(vault, form, today=ON)
    before = _entries(vault)
    with pytest.raises(InputError):
        start(vault, library, child.child_id, on=on)
    assert _entries(vault) == before


AGES = [(10, "B1"), (100, "B2"), (200, "B3"), (300, "B4"), (400, "B5"), (600, "B6"), (900, "B7")]


@pytest.mark.parametrize(("days", "band"), [*AGES, (1300, "B8"), (1500, "B9"), (2190, "B9")])
def test_a_child_of_any_age_under_six_has_a_visit(
    vault: Vault, library: Library, days: int, band: str
) -> None:
    form = ChildForm(given_name="Mara", born_earliest=(ON - timedelta(days=days)).isoformat())
    visit = start(vault, library, add_child(vault, form, today=ON).child_id, on=ON)
    assert visit.visit.band == band
    assert sum(item.core for item in visit.items().values()) >= 20


def test_the_policy_of_the_first_day_stays_with_the_visit(vault: Vault, library: Library) -> None:
    form = ChildForm(given_name="Mara", born_earliest=BORN.isoformat(), gestation="35w0d")
    child = add_child(vault, form, today=ON)
    visit = start(vault, library, child.child_id, on=ON + timedelta(days=30))
    assert visit.reading.basis == "corrected"
    save(vault, ProgrammeForm(age_policy="none"), today=ON)
    assert _again(vault, library, visit).reading.basis == "corrected"


def test_answers_of_another_day_carry_it(vault: Vault, library: Library, visit: OpenVisit) -> None:
    visit.answer(R1, "often")
    later = resume(vault, library, visit.visit.visit_id, day=ON + timedelta(days=2))
    later.use_known("seen")
    later.answer(R2, "often")
    answers = _again(vault, library, visit).visit.answers
    assert (answers[R1].answered_on, answers[R2].answered_on) == (None, ON + timedelta(days=2))
