"""What calls for action in a visit, and a skill that was lost."""

from datetime import timedelta

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.documents.bidi import levels, visual_order
from imh_desktop.errors import InputError
from imh_desktop.flows.programme import ProgrammeForm, SupportForm, save
from imh_desktop.flows.reviewing import add_moment, close
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import ON
from .item_ids import R1, T1, T3, T4, T5


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


def test_in_arabic_the_emergency_number_stands_in_the_order_in_which_it_is_dialled(
    vault: Vault, library: Library, child: Child, numbers: None
) -> None:
    visit = start(vault, library, child.child_id, on=ON, language="ar")
    visit.answer(T4, "yes")
    (act,) = visit.act_now()
    for text in (act.text.call, act.text.do):
        drawn = "".join(text[at] for at in visual_order(levels(text, "rtl")))
        assert "555-0111" in drawn


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
