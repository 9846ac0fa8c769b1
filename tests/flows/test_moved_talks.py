"""A visit is moved; elsewhere somebody of the wrong family says something alone at it before that
is known. Nothing of it is lost, and a person says whose it is."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows import deciding, moving_visits
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.moving_visits import Move
from imh_desktop.flows.own_referring import of_adult, write_own_referral
from imh_desktop.flows.visiting import resume
from imh_desktop.store import records

from .parted import ON, WORDS, Parted, choice_of
from .told_alone import FORM as OWN

K3, K4, T1 = "k3-heavy-days", "k4-enough-support", "t1-afraid-at-home"


class Split:
    """The first laptop moves the visit; the other one still has it with the wrong child."""

    def __init__(self, team, library):
        self.parted = Parted(team, library, "Wrongchild")
        self.one, self.other, self.desk = self.parted.one, self.parted.other, team.desk
        self.library, self.visit_id = library, self.parted.visit_id
        (self.ines,) = records.caregivers(self.one, self.parted.child_id)
        form = ChildForm(
            given_name="Rightchild", born_earliest=(ON - timedelta(days=305)).isoformat()
        )
        people = (CaregiverForm(name="Ines"), CaregiverForm(name="Bo"))
        self.right = add_child(self.one, form, people, today=ON)
        self.there = {
            one.name: one.caregiver_id for one in records.caregivers(self.one, self.right.child_id)
        }
        self.parted.share()

    def alone(self, vault, code, item=None, note=""):
        visit = resume(vault, self.library, self.visit_id, day=ON)
        visit.alone_with(self.ines.caregiver_id)
        item = item or private_items(visit)[0]
        if code:
            visit.answer(item, code)
        if note:
            visit.keep_note(item, note)
        return item

    def move(self):
        people = {self.ines.caregiver_id: self.there["Ines"]}
        what = Move(
            visit_id=self.visit_id, to_child_id=self.right.child_id, people=people, reason="wrong"
        )
        moving_visits.move(self.one, self.library, what, ON, WORDS)

    def asked(self):
        self.parted.gather()
        return self.parted.questions(self.desk)

    def keep(self, question, name):
        opened = deciding.open_question(self.desk, self.library, WORDS, question.question_id)
        self.parted.keep(self.desk, question, choice_of(opened, name))

    def said(self, vault=None):
        talks = records.private_talks(vault or self.desk, self.visit_id)
        return {talk.caregiver_id: talk for talk in talks if talk.answers or talk.notes}


def private_items(visit):
    items = [i for i in visit.items().values() if i.sensitivity.private and "no" in i.codes]
    return [i.item_id for i in items if i.sensitivity.value == "G"]


@pytest.fixture
def split(team, library):
    return Split(team, library)


def test_it_waits_privately_and_is_told_of_whoever_a_person_says(split):
    split.move()
    item = split.alone(split.other, "no", note="She sleeps badly.")
    (asked,) = split.asked()
    assert (asked.kind, asked.private, asked.label, asked.choices) == (
        "moved", True, "A private answer", (),
    )  # fmt: skip
    assert asked.child == "Rightchild"
    assert deciding.count_of(split.desk, split.right.child_id) == 0
    opened = deciding.open_question(split.desk, split.library, WORDS, asked.question_id)
    assert opened.label == "Said alone by Ines, before it was known whose visit it is"
    assert {each.said for each in opened.choices} == {"Ines", "Bo"}
    before = {entry.entry_id for entry in split.desk.journal.entries()}
    split.keep(asked, "Bo")
    (who,) = split.said()
    assert who == split.there["Bo"]
    talk = split.said()[who]
    assert (talk.answers[item].code, talk.notes) == ("no", {item: "She sleeps badly."})
    assert not split.parted.questions(split.desk)
    new = [e for e in split.desk.journal.entries() if e.entry_id not in before]
    assert {entry.chain.chain_class for entry in new} == {ChainClass.G}, "nothing in the open"
    assert before <= {entry.entry_id for entry in split.desk.journal.entries()}
    assert split.desk.journal.verify() == ()


def test_nothing_is_asked_where_nobody_may_read_it_or_nothing_went_astray(split):
    item = split.alone(split.one, "no")
    split.parted.share()
    split.move()
    assert split.asked() == ()
    assert set(split.said()) == {split.there["Ines"]}
    assert split.said()[split.there["Ines"]].answers[item].code == "no"


def test_what_differs_stands_side_by_side_until_somebody_decides(split):
    item = split.alone(split.one, "no", note="before")
    split.move()
    split.alone(split.other, "a_lot", item)
    (asked,) = split.asked()
    split.keep(asked, "Ines")
    (differs,) = split.parted.questions(split.desk)
    assert (differs.kind, differs.private) == ("field", True)
    opened = deciding.open_question(split.desk, split.library, WORDS, differs.question_id)
    assert {each.said for each in opened.choices} == {"No", "A lot"}
    split.keep(differs, "A lot")
    (talk,) = split.said().values()
    assert (talk.answers[item].code, talk.notes) == ("a_lot", {item: "before"})
    assert not split.parted.questions(split.desk)


def test_words_added_to_what_was_moved_come_after_it(split):
    """She spoke before the move, and again on the other laptop after it."""
    item = split.alone(split.one, "no")
    split.parted.share()
    split.move()
    split.alone(split.other, "a_lot", item, note="and more")
    (asked,) = split.asked()
    assert asked.kind == "moved", "whose it is comes before what it says"
    split.keep(asked, "Ines")
    kinds = [question.kind for question in split.parted.questions(split.desk)]
    assert kinds == ["field"], "no and a lot, of one person"
    split.keep(split.parted.questions(split.desk)[0], "No")
    (talk,) = split.said().values()
    assert talk.caregiver_id == split.there["Ines"]
    assert (talk.answers[item].code, talk.notes) == ("no", {item: "and more"})
    assert not split.parted.questions(split.desk)


def test_a_finished_visit_takes_it_in_finished(split):
    split.move()
    item = split.alone(split.other, "a_lot")
    split.parted.close(split.one)
    results = records.results(split.one, split.visit_id)
    (asked,) = split.asked()
    split.keep(asked, "Bo")
    new = records.private_id(
        split.visit_id, split.there["Bo"], split.said()[split.there["Bo"]].sensitivity
    )
    closed = split.desk.journal.closed(new)
    assert closed
    assert "rule_set" in closed, "it is finished like the visit"
    assert split.said()[split.there["Bo"]].answers[item].code == "a_lot"
    assert records.results(split.desk, split.visit_id) == results
    assert not split.parted.questions(split.desk)


def test_what_comes_after_her_finished_words_is_late_and_taken_in_or_not(split):
    item = split.alone(split.one, "no", note="before")
    split.move()
    split.parted.close(split.one)
    split.alone(split.other, "a_lot", item)
    (asked,) = split.asked()
    split.keep(asked, "Ines")
    (late,) = split.parted.questions(split.desk)
    assert (late.kind, late.private) == ("late", True)
    assert split.said()[split.there["Ines"]].answers[item].code == "no", "not written over"
    split.keep(late, "A lot")
    talk = split.said()[split.there["Ines"]]
    assert (talk.answers[item].code, talk.notes) == ("a_lot", {item: "before"})
    assert not split.parted.questions(split.desk)
    assert split.desk.journal.verify() == ()


def test_every_laptop_asks_alike_and_a_second_answer_changes_nothing(split):
    split.move()
    split.alone(split.other, "no")
    split.parted.share()
    ids = {
        question.question_id
        for vault in (split.desk, split.one, split.other)
        for question in split.parted.questions(vault)
    }
    assert len(ids) == 1
    (asked,) = split.parted.questions(split.desk)
    split.keep(asked, "Ines")
    split.parted.share()
    assert split.parted.same()
    with pytest.raises(InputError):
        split.parted.keep(split.desk, asked, "a")
    for vault in (split.one, split.other):
        assert set(split.said(vault)) == {split.there["Ines"]}


def test_bad_choices_change_nothing(split):
    split.move()
    split.alone(split.other, "no")
    (asked,) = split.asked()
    before = split.desk.journal.dump()
    for choice, reason in (("q", "so"), ("", "so"), ("a", " ")):
        with pytest.raises(InputError):
            split.parted.keep(split.desk, asked, choice, reason)
    assert split.desk.journal.dump() == before


def test_what_an_adult_asked_for_alone_is_asked_about_too(split):
    split.move()
    form = replace(OWN, items=(), lines=("help",), told="I want to sleep", asked=True)
    own = write_own_referral(
        split.other, split.library, split.visit_id, split.ines.caregiver_id, form, today=ON
    )
    asked = [one for one in split.asked() if one.record_type == "private"]
    assert [(one.kind, one.record_id) for one in asked] == [("moved", own)]
    split.keep(asked[0], "Ines")
    assert [one.referral_id for one in of_adult(split.desk, split.there["Ines"])] == [own]
    assert of_adult(split.desk, split.ines.caregiver_id) == ()
    assert not split.parted.questions(split.desk)
