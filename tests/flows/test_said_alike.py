"""Twins of one sitting: a family answer corrected in one finished visit is offered for the other,
and changes nothing there unless it is wanted."""

from datetime import timedelta

import pytest

from imh_desktop.errors import InputError
from imh_desktop.flows import amending, care
from imh_desktop.flows.closing import close
from imh_desktop.flows.one_sitting import said_today, use
from imh_desktop.flows.page_choices import add_moment
from imh_desktop.flows.said_alike import said_alike
from imh_desktop.flows.visiting import start
from imh_desktop.store import records, rules
from imh_desktop.words import Words

from .conftest import ON
from .test_amending import said
from .test_one_sitting import FAMILY, twin_of
from .test_referring import R1, T1

WORDS = Words("en")
F1, F2, F3 = FAMILY
WHY = "I mistyped it"


def finish(visit):
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"Laughed in the {when}")
    close(visit)
    return visit.visit.visit_id


class Sitting:
    """Mara's finished visit, and her twin's of the same day with what was said of the family."""

    def __init__(self, vault, library, child, visit):
        self.vault, self.library, self.twin = vault, library, twin_of(vault, child)
        visit.use_known("told", visit.caregivers[0].caregiver_id)
        for item in (F1, F2, R1):
            visit.answer(item, "often")
        self.other = start(vault, library, self.twin.child_id, on=ON)
        use(self.other, said_today(self.other))
        self.other.use_known("seen")
        self.other.answer(F2, "sometimes")
        self.other.answer(R1, "often")
        self.other.keep_note(F1, "Nour's own words")
        self.there = self.other.visit.visit_id
        self.here = finish(visit)

    def amend(self, item, code, *, also, **more):
        told = said(item, code, also=frozenset(also), **more)
        amending.amend(self.vault, self.library, self.here, told, WORDS)

    def alike(self, item):
        visit = records.visit(self.vault, self.here)
        found = said_alike(self.vault, self.library, visit, item)
        return [(one.child.given_name, one.visit.visit_id) for one in found]

    def answers(self, visit_id):
        return records.visit(self.vault, visit_id).answers

    def entries(self, visit_id):
        return self.vault.journal.history(visit_id)


@pytest.fixture
def sitting(vault, library, child, visit):
    return Sitting(vault, library, child, visit)


def test_it_is_offered_for_a_family_answer_that_stands_alike_and_for_no_other(sitting):
    alike = [("Nour", sitting.there)]
    assert sitting.alike(F1) == alike
    assert sitting.alike(F2) == [], "they stood apart"
    assert sitting.alike(F3) == alike, "neither was asked"
    assert sitting.alike(R1) == sitting.alike(T1) == [], "it is no family question"


def test_both_are_corrected_with_the_same_reason_and_each_keeps_what_is_its_own(sitting):
    finish(sitting.other)
    before = sitting.answers(sitting.there)[F1]
    sitting.amend(F1, "not_yet", also=[sitting.there], note="of Mara alone")
    for visit_id in (sitting.here, sitting.there):
        (one,) = amending.amended(sitting.vault, sitting.library, visit_id, WORDS)
        assert one.reason == WHY
        assert sitting.answers(visit_id)[F1].code == "not_yet"
    there = records.visit(sitting.vault, sitting.there)
    assert there.notes == {F1: "Nour's own words"}
    assert (there.answers[F1].informant, there.answers[F1].known) == (before.informant, "told")
    assert there.answers.keys() == {F1, F2, R1}
    assert sitting.vault.journal.verify() == ()


def test_its_results_are_those_of_a_correction_made_there(sitting):
    finish(sitting.other)
    sitting.amend(F1, "not_yet", also=[sitting.there])
    both = records.results(sitting.vault, sitting.there)
    for code in ("often", "not_yet"):
        own = said(F1, code, note="Nour's own words")
        amending.amend(sitting.vault, sitting.library, sitting.there, own, WORDS)
    assert records.results(sitting.vault, sitting.there) == both


def test_declined_it_stays_there_as_it_was(sitting):
    finish(sitting.other)
    before = sitting.entries(sitting.there)
    sitting.amend(F1, "not_yet", also=[])
    assert sitting.entries(sitting.there) == before
    assert sitting.answers(sitting.here)[F1].code == "not_yet"
    assert sitting.alike(F1) == [], "they stand apart from now on"


def test_a_visit_that_is_still_open_follows_without_an_amendment(sitting):
    count = len(sitting.entries(sitting.there))
    sitting.amend(F1, "", also=[sitting.there])
    assert F1 not in sitting.answers(sitting.there)
    assert len(sitting.entries(sitting.there)) == count + 1
    sitting.amend(F1, "sometimes", also=[sitting.there], known="told")
    assert sitting.answers(sitting.there)[F1].code == "sometimes"
    finish(sitting.other)


def test_a_note_alone_and_a_visit_nobody_offered_are_refused_and_nothing_is_written(sitting):
    finish(sitting.other)
    before = [sitting.entries(each) for each in (sitting.here, sitting.there)]
    for item, code, note in ((F1, "often", "a note"), (F2, "not_yet", ""), (R1, "not_yet", "")):
        with pytest.raises(InputError) as refused:
            sitting.amend(item, code, also=[sitting.there], note=note)
        assert refused.value.place == "also"
    assert [sitting.entries(each) for each in (sitting.here, sitting.there)] == before


def test_where_one_is_refused_neither_is_corrected(sitting, monkeypatch):
    """The other visit waits to be decided: what is refused there keeps this one as it was too."""
    finish(sitting.other)
    before = [sitting.entries(each) for each in (sitting.here, sitting.there)]
    refuse = rules.require_amendable

    def waits(history, record_type, changes):
        if history.entries[0].record_id == sitting.there:
            raise InputError("Please decide first.", place="answer")
        refuse(history, record_type, changes)

    monkeypatch.setattr(rules, "require_amendable", waits)
    with pytest.raises(InputError, match="decide first"):
        sitting.amend(F1, "not_yet", also=[sitting.there])
    assert [sitting.entries(each) for each in (sitting.here, sitting.there)] == before


def test_nobody_whose_care_ended_and_no_visit_of_another_day_is_named(sitting, library):
    later = start(sitting.vault, library, sitting.twin.child_id, on=ON + timedelta(days=1))
    later.use_known("seen")
    later.answer(F1, "often")
    assert sitting.alike(F1) == [("Nour", sitting.there)]
    care.set_care(sitting.vault, sitting.twin.child_id, "died", ON, "told by the clinic", WORDS)
    assert sitting.alike(F1) == []
    before = sitting.entries(sitting.there)
    with pytest.raises(InputError):
        sitting.amend(F1, "not_yet", also=[sitting.there])
    assert sitting.entries(sitting.there) == before
