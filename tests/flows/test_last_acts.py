"""Undo across screens: what was done last, by this person on this laptop, goes back in order."""

import random

import pytest
from msgspec.structs import replace

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows import (
    child_forms,
    enrolling,
    last_acts,
    printing,
    printing_recipients,
    programme,
    same_child,
    visiting,
    wondering,
)
from imh_desktop.flows.closing import close
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm
from imh_desktop.flows.page_choices import add_moment, add_step, choose_strategy
from imh_desktop.flows.programme import ProgrammeForm
from imh_desktop.flows.reviewing import raise_level
from imh_desktop.flows.visiting import resume
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import BORN, ON
from .item_ids import R1, SG1, T1
from .test_referring import FORM, write_referral

WORDS = Words("en")


def done(vault, library, most=last_acts.MOST):
    return last_acts.last_acts(vault, library, WORDS, most)


def undo_last(vault, library):
    act = done(vault, library, 1)[0]
    assert act.refused == "", act
    return last_acts.take_back(vault, library, act.act_id, WORDS)


class Worker:
    """Does one thing after the other, each of them one act."""

    def __init__(self, vault, library, visit, chance):
        self.vault, self.library, self.visit, self.chance = vault, library, visit, chance
        self.child_id = visit.child.child_id
        self.number = 0

    def form(self):
        return child_forms.child_form(records.child(self.vault, self.child_id))

    def people(self):
        adults = records.caregivers(self.vault, self.child_id)
        return tuple(map(child_forms.caregiver_form, adults))

    def step(self):
        self.number += 1
        some = [
            self.answers, self.answers, self.answers, self.clears, self.notes, self.plans,
            self.raises, self.child, self.adds, self.settles, self.refers,
            self.refuses, self.links, self.wonders,
        ]  # fmt: skip
        self.chance.choice(some)()

    def answers(self):
        items = [i for i in self.visit.items().values() if i.codes and not i.sensitivity.private]
        item = self.chance.choice(items[:9])
        self.visit.answer(item.item_id, self.chance.choice(item.codes))

    def clears(self):
        if self.visit.visit.answers:
            self.visit.clear(self.chance.choice(sorted(self.visit.visit.answers)))

    def notes(self):
        item_id = self.chance.choice(sorted(self.visit.items())[:30])
        if not self.visit.item(item_id).sensitivity.private:
            self.visit.keep_note(item_id, self.chance.choice(("", f"note {self.number}")))

    def plans(self):
        if len(self.visit.visit.steps) < 3:
            add_step(self.visit, "Ask the nurse", by=ON, phone="555-0100")
        add_moment(self.visit, "She laughed")
        ids = [each.strategy_id for each in self.visit.checklist.strategies]
        chosen = self.visit.visit.strategies
        choose_strategy(self.visit, chosen[0] if chosen else ids[0], chosen=not chosen)

    def raises(self):
        if self.visit.guidance.open_level < "N2":
            raise_level(self.visit, "N3", f"because {self.number}")

    def child(self):
        field = self.chance.choice(("family_name", "number", "custody_note", "gestation"))
        value = f"{30 + self.number % 9}w1d" if field == "gestation" else f"said {self.number}"
        form = replace(self.form(), **{field: value})
        enrolling.edit_child(self.vault, self.child_id, form, self.people(), today=ON)

    def adds(self):
        form = ChildForm(given_name=f"Child {self.number}", born_earliest=BORN.isoformat())
        enrolling.add_child(self.vault, form, (CaregiverForm(name="Eve"),) * 2, today=ON)

    def settles(self):
        programme.save(self.vault, ProgrammeForm(name=f"Programme {self.number}"), today=ON)

    def refers(self):
        items = tuple(self.visit.visit.answers)[:0]
        form = replace(FORM, items=items, lines=("contact",))
        write_referral(self.vault, self.library, self.visit.visit.visit_id, form, today=ON)

    def refuses(self):
        adult = self.chance.choice(records.caregivers(self.vault, self.child_id))
        printing_recipients.refuse(self.vault, self.child_id, adult.caregiver_id, "a court")

    def links(self):
        others = [c.child_id for c in records.children(self.vault) if c.child_id != self.child_id]
        if others:
            other, same = self.chance.choice(others), self.chance.choice((True, False))
            same_child.judge(self.vault, self.child_id, other, same=same)

    def wonders(self):
        wondering.keep(self.vault, self.visit.visit.visit_id, f"wondering {self.number}")


@pytest.mark.parametrize("seed", range(3))
def test_any_acts_undone_in_order_leave_every_projection_as_it_was(vault, library, visit, seed):
    """The journal has only grown, and every state on the way there is one on the way back."""
    worker = Worker(vault, library, visit, random.Random(seed))
    states = [state(vault)]
    for _ in range(24):
        worker.step()
        states.append(state(vault))
    before = {entry.entry_id: entry for entry in vault.journal.entries()}
    seen = {states[-1]}
    while state(vault) != states[0]:
        undo_last(vault, library)
        seen.add(state(vault))
        assert len(seen) < 100
    assert seen >= set(states)
    after = {entry.entry_id: entry for entry in vault.journal.entries()}
    assert after.items() > before.items()
    assert vault.journal.verify() == ()


def state(vault):
    return repr(vault.journal.dump())


def test_what_was_undone_is_brought_back(vault, library, visit):
    visit.answer(SG1, "a_little")
    before = state(vault)
    undone = undo_last(vault, library)
    assert state(vault) != before
    last_acts.bring_back(vault, undone)
    assert state(vault) == before
    undo_last(vault, library)
    assert resume(vault, library, visit.visit.visit_id).visit.answers == {}


def test_each_act_says_what_where_and_what_it_brings_back(vault, library, visit, child):
    visit.answer(R1, "often")
    visit.answer(R1, "not_yet")
    visit.clear(R1)
    visit.keep_note(R1, "=1+1 " * 60)
    form = replace(child_forms.child_form(child), family_name="<img src=x>", number="7")
    enrolling.edit_child(vault, child.child_id, form, today=ON)
    edited, noted, cleared, changed, answered, begun, added = done(vault, library)
    text = library.texts("observation", "en").items[R1].text.rstrip(".")
    assert answered.said == f"Written: {text}: Often, seen"
    assert answered.restores == "Undo brings back: No answer"
    assert changed.said == f"Changed: {text}: Not yet, seen"
    assert changed.restores == "Undo brings back: Often, seen"
    assert cleared.said == f"Taken away: {text}"
    assert answered.where == "Mara <img src=x>\u00a0\u00a0·  Visit of 10 June 2026"
    assert len(noted.said) < 400
    assert "<img src=x>" in edited.said
    assert edited.child_id == child.child_id
    assert begun.said == "Begun: a visit"
    assert (
        added.said
        == "Added: the child Mara\u00a0\u00a0·  Added: the caregiver Ines\u00a0\u00a0·  "
        + ("Added: the caregiver Bo")
    )
    assert all(act.refused for act in (begun, added, answered))
    assert not any(act.refused for act in (edited, noted, cleared))
    assert all("{" not in act.said + act.restores for act in done(vault, library))


def test_nothing_said_alone_is_told_or_undone_here(vault, library, visit):
    visit.alone_with(visit.caregivers[0].caregiver_id)
    before = done(vault, library)
    raise_level(visit, "N2", "a private reason", private=True)
    visit.answer(T1, "yes")
    visit.keep_note(T1, "at night")
    printing.decline(vault, visit.visit.visit_id, ON)
    assert done(vault, library) == before  # nor does a refusal tell that anything was said
    assert "trash" in before[0].refused


def test_what_somebody_else_changed_since_is_refused(vault, library, visit, child, tmp_path):
    form = replace(child_forms.child_form(child), number="7")
    enrolling.edit_child(vault, child.child_id, form, today=ON)
    (mine,) = done(vault, library, 1)
    with Vault.create_with_key(tmp_path / "other", b"k" * 32, "Luz") as other:
        other.journal.admit(vault.journal.entries())
        form = replace(form, number="8")
        enrolling.edit_child(other, child.child_id, form, today=ON)
        vault.journal.admit(other.journal.entries())
    before = state(vault)
    with pytest.raises(InputError, match="changed again since"):
        last_acts.take_back(vault, library, mine.act_id, WORDS)
    assert done(vault, library, 1)[0].refused
    assert state(vault) == before


def test_a_finished_visit_and_a_page_that_was_given_are_refused(vault, library, visit, child):
    programme.save(vault, demo_programme(ON, WORDS), today=ON)
    form = replace(child_forms.child_form(child), given_name="Mira")
    enrolling.edit_child(vault, child.child_id, form, today=ON)
    named = done(vault, library, 1)[0]
    assert not named.refused
    visit.answer(R1, "often")
    answered = done(vault, library, 1)[0]
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    close(visit)
    giving = printing.Giving(visit_id=visit.visit.visit_id, safe="print", way="print")
    printing.give(vault, library, giving, ON)
    with pytest.raises(InputError):
        last_acts.take_back(vault, library, answered.act_id, WORDS)
    with pytest.raises(InputError, match="given since"):
        last_acts.take_back(vault, library, named.act_id, WORDS)
    assert answered.act_id not in {act.act_id for act in done(vault, library)}


def test_only_what_this_person_did_on_this_laptop_is_offered(vault, library, child, tmp_path):
    with Vault.create_with_key(tmp_path / "other", b"k" * 32, "Luz") as other:
        other.journal.admit(vault.journal.entries())
        assert [act.said for act in done(other, library)] == []
        enrolling.add_caregiver(other, child.child_id, CaregiverForm(name="Uncle"))
        vault.journal.admit(other.journal.entries())
    (added,) = done(vault, library)
    assert added.said.startswith("Added: the child Mara")
    assert added.refused  # the uncle stands on it


def test_a_caregiver_is_undone_until_a_visit_is_begun(vault, library, child):
    uncle = enrolling.add_caregiver(vault, child.child_id, CaregiverForm(name="Uncle"))
    assert not done(vault, library, 1)[0].refused
    visit = visiting.start(vault, library, child.child_id, on=ON)
    before = done(vault, library)[1].refused
    visit.alone_with(uncle.caregiver_id)
    visit.answer(T1, "yes")
    assert before
    assert done(vault, library)[1].refused == before


def test_no_private_chain_is_ever_read_for_the_list(vault, library, visit):
    visit.alone_with(visit.caregivers[0].caregiver_id)
    visit.answer(T1, "yes")
    listed = {act.act_id for act in done(vault, library)}
    private = [e for e in vault.journal.entries() if e.chain.chain_class is not ChainClass.OPEN]
    assert private
    assert listed.isdisjoint(entry.entry_id for entry in private)
