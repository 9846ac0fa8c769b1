"""Twins seen in one sitting: what is said of the family is said once, and stands with both."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.people import Child
from imh_desktop.errors import InputError
from imh_desktop.flows import care, household, moving_visits, reviewing
from imh_desktop.flows.enrolling import CaregiverForm, ChildForm, add_child
from imh_desktop.flows.following import family_answers, follow, follows
from imh_desktop.flows.moving_visits import Move
from imh_desktop.flows.one_sitting import beside, said_today, use
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.starting_together import start_together, to_visit
from imh_desktop.flows.visiting import start
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from imh_desktop.words import Words

from .conftest import BORN, ON

FAMILY = ("f1-cares-in-own-ways", "f2-someone-to-count-on", "f3-words-songs-stories")


def twin_of(vault: Vault, child: Child) -> Child:
    form, people = household.sibling_form(vault, child.child_id)
    form = replace(form, given_name="Nour", born_earliest=BORN.isoformat())
    return household.add_sibling(vault, child.child_id, form, people, today=ON)


def test_family_answers_are_offered_and_kept_with_their_source(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    twin = twin_of(vault, child)
    visit.use_known("told", visit.caregivers[0].caregiver_id)
    visit.answer(FAMILY[0], "often")
    visit.use_known("seen")
    visit.answer(FAMILY[2], "sometimes")
    visit.answer("r1-more-and-enough", "often")
    other = start(vault, library, twin.child_id, on=ON)
    said = said_today(other)
    assert [(each.item_id, each.code, each.known) for each in said] == [
        (FAMILY[0], "often", "told"),
        (FAMILY[2], "sometimes", "seen"),
    ]
    assert {each.with_child for each in said} == {"Mara"}
    use(other, said)
    kept = records.visit(vault, other.visit.visit_id).answers
    own = {each.name: each.caregiver_id for each in records.caregivers(vault, twin.child_id)}
    assert (kept[FAMILY[0]].known, kept[FAMILY[0]].informant) == ("told", own["Ines"])
    assert (kept[FAMILY[2]].code, kept[FAMILY[2]].known) == ("sometimes", "seen")
    assert set(kept) == {FAMILY[0], FAMILY[2]}
    assert other.known is None
    assert said_today(other) == ()


def test_nothing_is_offered_on_another_day_or_to_another_home(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    twin = twin_of(vault, child)
    visit.answer(FAMILY[0], "often")
    later = start(vault, library, twin.child_id, on=ON.replace(day=ON.day + 1))
    assert said_today(later) == ()
    assert beside(vault, later.visit) == ()


def test_both_visits_of_a_day_know_of_each_other(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    assert beside(vault, visit.visit) == ()
    twin = twin_of(vault, child)
    other = start(vault, library, twin.child_id, on=ON)
    assert [each.visit_id for each in beside(vault, visit.visit)] == [other.visit.visit_id]
    assert [each.visit_id for each in beside(vault, other.visit)] == [visit.visit.visit_id]


def born(vault: Vault, child: Child, given: str, day: date, latest: date | None = None) -> Child:
    form, people = household.sibling_form(vault, child.child_id)
    form = replace(
        form, given_name=given, born_earliest=day.isoformat(),
        born_latest=latest.isoformat() if latest else "",
    )  # fmt: skip
    return household.add_sibling(vault, child.child_id, form, people, today=ON)


def test_both_begin_in_one_step_each_with_the_checklist_of_its_own_age(
    vault: Vault, library: Library, child: Child
) -> None:
    older = born(vault, child, "Adam", ON - timedelta(days=3 * 365 + 40))
    before = len(list(vault.journal.entries()))
    first = start_together(vault, library, (child.child_id, older.child_id), on=ON, kind="remote")
    (mine,), (his,) = (records.visits(vault, c.child_id) for c in (child, older))
    assert (first.visit.visit_id, mine.band, his.band) == (mine.visit_id, "B4", "B8")
    assert {mine.kind, his.kind} == {"remote"}
    kinds = [entry.record_type for entry in list(vault.journal.entries())[before:]]
    assert sorted(kinds) == ["checklist", "visit", "visit"], "the checklist is stored once"
    again = start_together(vault, library, (older.child_id, child.child_id), on=ON)
    assert again.visit.visit_id == his.visit_id, "a visit that is open goes on"
    assert len(records.visits(vault, child.child_id)) == 1


def test_nobody_whose_visits_ended_is_visited_along(vault: Vault, child: Child) -> None:
    twin, other = twin_of(vault, child), born(vault, child, "Adam", ON - timedelta(days=1200))
    assert {each.given_name for each in to_visit(vault, child.child_id)} == {"Nour", "Adam"}
    care.set_care(vault, twin.child_id, "died", ON, "told by the clinic", Words("en"))
    assert [each.given_name for each in to_visit(vault, child.child_id)] == ["Adam"]
    assert to_visit(vault, twin.child_id) == ()
    care.set_care(vault, other.child_id, "moved", ON, "away", Words("en"))
    assert to_visit(vault, child.child_id) == ()


@pytest.mark.parametrize("status", ["died", "moved", "transferred"])
def test_a_twin_whose_care_ended_that_day_is_not_brought_up_by_the_visit_of_the_other(
    vault: Vault, library: Library, child: Child, visit: OpenVisit, status: str
) -> None:
    twin = twin_of(vault, child)
    other = start(vault, library, twin.child_id, on=ON)
    other.use_known("seen")
    other.answer(FAMILY[0], "often")
    visit.answer(FAMILY[1], "often")
    other.answer(FAMILY[1], "often")
    before = family_answers(visit)
    care.set_care(vault, twin.child_id, status, ON, "In the night", Words("en"))
    assert beside(vault, visit.visit) == ()
    assert said_today(visit) == ()
    visit.answer(FAMILY[1], "sometimes")
    assert follows(visit, before) == ()
    care.set_care(vault, twin.child_id, "active", ON, "Wrong child", Words("en"))
    assert [each.visit_id for each in beside(vault, visit.visit)] == [other.visit.visit_id]
    assert said_today(visit) != ()
    assert follows(visit, before) != ()


def test_none_begins_where_one_cannot(vault: Vault, library: Library, child: Child) -> None:
    grown = born(vault, child, "Sol", ON - timedelta(days=6 * 366 + 10))
    before = vault.journal.dump()
    with pytest.raises(InputError) as refused:
        start_together(vault, library, (child.child_id, grown.child_id), on=ON)
    assert refused.value.place == f"child {grown.child_id}"
    with pytest.raises(InputError):
        start_together(vault, library, (grown.child_id, child.child_id), on=ON)
    with pytest.raises(InputError):
        start_together(vault, library, (child.child_id, "nobody"), on=ON)
    assert vault.journal.dump() == before


def test_a_child_whose_care_ended_is_visited_too_only_where_a_word_on_why_is_given(
    vault: Vault, library: Library, child: Child
) -> None:
    twin = twin_of(vault, child)
    care.set_care(vault, child.child_id, "moved", ON, "They moved away.", Words("en"))
    before = vault.journal.dump()
    for together in ((child.child_id, twin.child_id), (twin.child_id, child.child_id)):
        with pytest.raises(InputError):
            start_together(vault, library, together, on=ON)
    assert vault.journal.dump() == before
    both = (child.child_id, twin.child_id)
    first = start_together(vault, library, both, on=ON, care_reason="Grandmother asked.")
    assert first.child.child_id == child.child_id
    kept = [
        entry.changes.get("care_reason")
        for entry in vault.journal.entries()
        if entry.record_type == "visit"
    ]
    assert kept == ["Grandmother asked.", None]


def test_twins_whose_birth_is_not_exact_share_the_choice_and_its_reason(
    vault: Vault, library: Library, child: Child
) -> None:
    first, last = ON - timedelta(days=300), ON - timedelta(days=240)
    twins = [born(vault, child, name, first, last) for name in ("Nia", "Noa")]
    ids = [twin.child_id for twin in twins]
    with pytest.raises(InputError):
        start_together(vault, library, ids, on=ON)
    start_together(vault, library, ids, on=ON, band="B4", reason="as their mother counts")
    for twin in ids:
        (visit,) = records.visits(vault, twin)
        record = vault.journal.record(visit.visit_id)
        assert record
        assert (visit.band, record.fields["band_reason"]) == ("B4", "as their mother counts")


def test_a_changed_family_answer_follows_only_where_it_stood_alike_and_when_asked(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    twin = twin_of(vault, child)
    visit.use_known("told", visit.caregivers[0].caregiver_id)
    for item in FAMILY[:2]:
        visit.answer(item, "often")
    other = start(vault, library, twin.child_id, on=ON)
    use(other, said_today(other))
    other.use_known("seen")
    other.answer(FAMILY[1], "sometimes")
    before = family_answers(visit)
    visit.answer(FAMILY[0], "not_yet")
    visit.answer(FAMILY[1], "not_yet")
    visit.answer("r1-more-and-enough", "often")
    (asked,) = follows(visit, before)
    assert (asked.visit_id, asked.closed) == (other.visit.visit_id, False)
    assert set(asked.items) == {FAMILY[0]}, "the other two stood apart already"
    kept = records.visit(vault, other.visit.visit_id)
    assert kept
    assert kept.answers[FAMILY[0]].code == "often", "nothing follows by itself"
    own = len([e for e in vault.journal.entries() if e.record_id == other.visit.visit_id])
    follow(visit, asked)
    kept = records.visit(vault, other.visit.visit_id)
    assert kept
    ines = {one.name: one.caregiver_id for one in records.caregivers(vault, twin.child_id)}["Ines"]
    answer = kept.answers[FAMILY[0]]
    assert (answer.code, answer.known, answer.informant) == ("not_yet", "told", ines)
    assert "r1-more-and-enough" not in kept.answers
    entries = [e for e in vault.journal.entries() if e.record_id == other.visit.visit_id]
    assert len(entries) == own + 1, "an entry of its own"
    assert follows(visit, family_answers(visit)) == ()


def test_an_answer_taken_away_can_be_taken_away_there(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    twin = twin_of(vault, child)
    visit.answer(FAMILY[2], "often")
    other = start(vault, library, twin.child_id, on=ON)
    use(other, said_today(other))
    before = family_answers(visit)
    visit.undo()
    (asked,) = follows(visit, before)
    assert asked.items == {FAMILY[2]: None}
    follow(visit, asked)
    kept = records.visit(vault, other.visit.visit_id)
    assert kept
    assert kept.answers == {}


def test_a_finished_visit_is_named_and_never_changed(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    twin = twin_of(vault, child)
    other = start(vault, library, twin.child_id, on=ON)
    other.use_known("seen")
    other.answer(FAMILY[0], "often")
    visit.answer(FAMILY[0], "often")
    for what in ("sang", "laughed", "slept well"):
        reviewing.add_moment(other, f"Nour {what}.")
    reviewing.close(other)
    before = family_answers(visit)
    visit.answer(FAMILY[0], "not_yet")
    (asked,) = follows(visit, before)
    assert asked.closed
    state = vault.journal.dump()
    with pytest.raises(InputError):
        follow(visit, asked)
    assert vault.journal.dump() == state


def test_a_visit_moved_to_another_home_is_no_part_of_the_sitting(
    vault: Vault, library: Library, child: Child, visit: OpenVisit
) -> None:
    twin = twin_of(vault, child)
    other = start(vault, library, twin.child_id, on=ON)
    other.use_known("seen")
    other.answer(FAMILY[0], "often")
    visit.answer(FAMILY[0], "often")
    stranger = ChildForm(given_name="Zed", born_earliest=BORN.isoformat())
    right = add_child(vault, stranger, (CaregiverForm(name="Kim"),), today=ON)
    assert beside(vault, visit.visit)
    people = moving_visits.likely(vault, other.visit.visit_id, right.child_id)
    what = Move(
        visit_id=other.visit.visit_id, to_child_id=right.child_id, people=people, reason="wrong"
    )
    moving_visits.move(vault, library, what, ON, Words("en"))
    before = family_answers(visit)
    visit.answer(FAMILY[0], "not_yet")
    assert follows(visit, before) == ()
    assert beside(vault, visit.visit) == ()
