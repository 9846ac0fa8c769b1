"""After a visit was moved: it goes on, is moved back, is undone in, and travels."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.errors import InputError
from imh_desktop.flows import (
    last_acts,
    moving_visits,
    trash,
)  # fmt: skip
from imh_desktop.flows.closing import close
from imh_desktop.flows.moving_visits import NEW, Move
from imh_desktop.flows.own_referring import (
    of_adult,
    own_referral_page,
    withdraw_own,
    write_own_referral,
)
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault

from .conftest import ON
from .item_ids import R1, T1
from .told_alone import FORM as OWN
from .wrong_child import WORDS, Two


@pytest.fixture
def two(vault, library):
    return Two(vault, library)


def test_a_move_is_not_half_undone(vault, library, two):
    two.move()
    act = last_acts.last_acts(vault, library, WORDS, 1)[0]
    assert "Move it back" in act.refused
    assert act.restores == "", "nothing is offered that is refused"
    assert act.said == "Moved to another child: the visit of 10 June 2026", "Bo is not Wrongchild's"
    with pytest.raises(InputError, match="Move it back"):
        last_acts.take_back(vault, library, act.act_id, WORDS)


def test_it_can_be_moved_back(vault, two):
    before = records.visit(vault, two.visit_id)
    two.move()
    there = {one.name: one.caregiver_id for one in records.caregivers(vault, two.right.child_id)}
    back = Move(
        visit_id=two.visit_id, to_child_id=two.wrong.child_id, reason="it was right",
        people={there["Ines"]: two.ines, there["Bo"]: two.bo},
    )  # fmt: skip
    moving_visits.move(vault, two.library, back, ON, WORDS)
    assert records.visit(vault, two.visit_id) == before
    (talk,) = [t for t in records.private_talks(vault, two.visit_id) if t.answers or t.notes]
    assert (talk.caregiver_id, talk.notes) == (two.bo, {T1: "He was calm."})
    assert vault.journal.verify() == ()


def test_an_open_visit_is_moved_and_gone_on_with(vault, library, two):
    draft = start(vault, library, two.wrong.child_id, on=ON + timedelta(days=1))
    draft.use_known("seen")
    draft.answer(R1, "often")
    people = {two.ines: two.right_ines, two.bo: NEW}
    what = Move(
        visit_id=draft.visit.visit_id, to_child_id=two.right.child_id, people=people, reason="oops"
    )
    moving_visits.move(vault, library, what, ON, WORDS)
    again = resume(vault, library, draft.visit.visit_id)
    assert again.child.child_id == two.right.child_id
    for when in ("morning", "noon", "evening"):
        add_moment(again, f"She laughed in the {when}")
    close(again)


def test_undo_in_a_moved_open_visit_takes_back_answers_and_never_the_move(vault, library, two):
    draft = start(vault, library, two.wrong.child_id, on=ON + timedelta(days=1))
    draft.use_known("seen")
    draft.answer(R1, "often")
    draft.alone_with(two.bo)
    draft.answer(T1, "no")
    people = {two.ines: two.right_ines, two.bo: NEW}
    what = Move(
        visit_id=draft.visit.visit_id, to_child_id=two.right.child_id, people=people, reason="oops"
    )
    moving_visits.move(vault, library, what, ON, WORDS)
    bo = records.caregivers(vault, two.right.child_id)[1].caregiver_id
    again = resume(vault, library, draft.visit.visit_id)
    again.alone_with(bo)
    while again.can_undo:
        again.undo()
    visit = records.visit(vault, draft.visit.visit_id)
    assert visit.child_id == two.right.child_id
    assert visit.answers == {}
    (talk,) = [t for t in records.private_talks(vault, visit.visit_id) if t.answers]
    assert (talk.caregiver_id, talk.answers[T1].code) == (bo, "no")


def test_a_visit_moved_to_and_fro_is_told_once_and_by_what_is_true_now(vault, library, two):
    draft = start(vault, library, two.wrong.child_id, on=ON + timedelta(days=1))
    visit_id = draft.visit.visit_id

    def move(to, reason):
        people = moving_visits.likely(vault, visit_id, to)
        what = Move(visit_id=visit_id, to_child_id=to, people=people, reason=reason)
        moving_visits.move(vault, library, what, ON, WORDS)

    def told(child):
        return [one.reason for one in moving_visits.moved_away(vault, child.child_id, WORDS)]

    move(two.right.child_id, "first")
    assert (told(two.wrong), told(two.right)) == (["first"], [])
    move(two.wrong.child_id, "back")
    assert (told(two.wrong), told(two.right)) == ([], ["back"])
    move(two.right.child_id, "again")
    assert (told(two.wrong), told(two.right)) == (["again"], [])
    move(two.wrong.child_id, "back again")
    two.move()
    trash.put(vault, visit_id, "not needed", WORDS)
    assert records.visit(vault, visit_id) is None
    assert (told(two.wrong), told(two.right)) == (["wrong record"], ["back again"])
    trash.put_back(vault, visit_id, WORDS)
    assert (told(two.wrong), told(two.right)) == (["wrong record"], ["back again"])


def test_the_move_travels(vault, two, tmp_path):
    two.move()
    with Vault.create_with_key(tmp_path / "other", b"k" * 32, "Luz") as other:
        other.journal.admit(vault.journal.entries())
        for table in ("child", "visit", "caregiver", "private", "closed", "private_closed"):
            assert other.journal.dump()[table] == vault.journal.dump()[table]


def test_what_an_adult_asked_for_goes_with_her_and_comes_back(vault, library, two):
    form = replace(OWN, items=(), lines=("reach", "help"), told="I want to sleep", asked=True)
    own = write_own_referral(vault, library, two.visit_id, two.bo, form, today=ON)
    two.move()
    bo = next(
        one.caregiver_id for one in records.caregivers(vault, two.right.child_id)
        if one.name == "Bo"
    )  # fmt: skip
    assert of_adult(vault, two.bo) == ()
    assert [one.referral_id for one in of_adult(vault, bo)] == [own]
    own_referral_page(vault, library, own, "en", today=ON)
    withdraw_own(vault, own, "He asked", today=ON)
    people = {two.right_ines: two.ines, bo: two.bo}
    back = Move(visit_id=two.visit_id, to_child_id=two.wrong.child_id, people=people, reason="so")
    moving_visits.move(vault, library, back, ON, WORDS)
    assert [one.referral_id for one in of_adult(vault, two.bo)] == [own]
    assert moving_visits.moved_away(vault, two.wrong.child_id, WORDS) == ()
    (moved,) = moving_visits.moved_away(vault, two.right.child_id, WORDS)
    assert moved.visit_on == "10 June 2026"
    assert vault.journal.verify() == ()
