"""What was agreed at the last visit is asked at the next, and told where the visit is told."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from imh_desktop.errors import InputError
from imh_desktop.flows import following_up, trash
from imh_desktop.flows.closing import close
from imh_desktop.flows.following_up import answer, follow_ups, keep_note, opens_with, told_of
from imh_desktop.flows.household import add_sibling, sibling_form
from imh_desktop.flows.results_anew import bears
from imh_desktop.flows.reviewing import (
    add_moment,
    add_step,
    choose_strategy,
    strategies,
)
from imh_desktop.flows.visit_record import visit_record
from imh_desktop.flows.visiting import resume, start
from imh_desktop.store import records
from imh_desktop.words import Words

from .conftest import ON
from .parted import Parted, choice_of

STEP = "Ask <img src=x> the nurse & {name}"
HOSTILE = '<img src=x> =1+1 " & ' + "x" * 100
LATER = ON + timedelta(days=28)
WORDS = Words("en")


def agree(visit, *, ideas=1, steps=(STEP,)):
    """Choose ideas and write steps, and close the visit; return the ideas' ids."""
    for when in ("morning", "noon", "evening"):
        add_moment(visit, f"She laughed in the {when}")
    chosen = [each.id for each in strategies(visit)[:ideas]]
    for each in chosen:
        choose_strategy(visit, each)
    for what in steps:
        add_step(visit, what, who="Ines", by=visit.visit.on + timedelta(days=7))
    close(visit)
    return chosen


@pytest.fixture
def following(vault, library, visit):
    """The visit after one at which an idea and a step were agreed."""
    agree(visit)
    return start(vault, library, visit.child.child_id, on=LATER)


def test_each_thing_agreed_last_time_is_asked_with_who_and_when(library, visit, following):
    idea, step = follow_ups(following)
    (chosen,) = records.visits(following.vault, visit.child.child_id)[0].strategies
    assert (idea.idea, step.idea) == (True, False)
    assert idea.what == library.texts("observation", "en").strategies[chosen]
    assert (step.what, step.who) == (STEP, "Ines, by 17 June 2026")
    assert {idea.code, step.code, idea.note, step.note} == {""}


def test_an_answer_is_one_entry_of_the_new_visit_and_survives_a_new_start(
    vault, library, following
):
    visit_id = following.visit.visit_id
    before = len(vault.journal.history(visit_id))
    idea, step = follow_ups(following)
    answer(following, idea.key, "went_well")
    keep_note(following, step.key, f" {HOSTILE} ")
    keep_note(following, step.key, HOSTILE)
    added = vault.journal.history(visit_id)[before:]
    assert [dict(entry.changes) for entry in added] == [
        {f"followed.{idea.key}": "went_well"}, {f"follow_notes.{step.key}": HOSTILE},
    ]  # fmt: skip
    again = resume(vault, library, visit_id)
    assert [(one.code, one.note) for one in follow_ups(again)] == [
        ("went_well", ""), ("", HOSTILE),
    ]  # fmt: skip


def test_a_half_typed_note_is_kept_when_the_visit_is_closed(vault, library, following):
    idea, _step = follow_ups(following)
    following_up.draft_note(following, idea.key, "twice, at bed")
    again = resume(vault, library, following.visit.visit_id)
    assert following_up.drafts(again) == {idea.key: "twice, at bed"}
    agree(again, ideas=0, steps=())
    assert follow_ups(again)[0].note == "twice, at bed"
    assert vault.desk.drafts(again.visit.visit_id) == {}


def test_it_opens_the_visit_until_a_card_was_seen_and_never_again(vault, library, following):
    assert opens_with(following)
    following.remember_place(next(iter(following.items())))
    assert not opens_with(resume(vault, library, following.visit.visit_id))
    child_id = following.child.child_id
    typed = start(vault, library, child_id, on=LATER, from_paper=True, today=LATER)
    assert follow_ups(typed)
    assert not opens_with(typed)


def test_nothing_is_asked_where_nothing_was_agreed(vault, library, visit):
    child_id = visit.child.child_id
    assert follow_ups(visit) == ()
    agree(visit, ideas=0, steps=())
    second = start(vault, library, child_id, on=LATER)
    assert follow_ups(second) == ()
    assert not opens_with(second)


def test_only_the_last_closed_visit_is_asked_about(vault, library, following):
    agree(following, ideas=0, steps=("Call the clinic",))
    third = start(vault, library, following.child.child_id, on=LATER + timedelta(days=9))
    assert [one.what for one in follow_ups(third)] == ["Call the clinic"]


def test_a_visit_merged_later_between_both_is_asked_too_and_no_answer_is_lost(
    vault, library, following
):
    idea, _ = follow_ups(following)
    answer(following, idea.key, "tried")
    between = start(vault, library, following.child.child_id, on=ON + timedelta(days=9))
    agree(between, ideas=0, steps=("Look at the picture book",))
    following.reload()
    assert [(one.what, one.code) for one in follow_ups(following)] == [
        (idea.what, "tried"), ("Look at the picture book", ""),
    ]  # fmt: skip


def test_an_open_visit_in_the_trash_and_one_of_another_child_ask_nothing(
    vault, library, visit, child
):
    agree(visit)
    open_one = start(vault, library, child.child_id, on=LATER)
    trash.put(vault, open_one.visit.visit_id, "double", WORDS)
    again = start(vault, library, child.child_id, on=LATER)
    assert len(follow_ups(again)) == 2
    other = vault.journal.new_id()
    vault.journal.write("child", other, {"given_name": "Bo", "born_earliest": "2025-08-01"})
    vault.journal.amend(visit.visit.visit_id, {"child_id": other}, "moved")
    again.reload()
    assert follow_ups(again) == ()


def test_what_was_never_agreed_and_answers_unknown_are_refused(following):
    idea, step = follow_ups(following)
    for key, code in ((idea.key, "5"), ("else/where", "tried"), (idea.key, "")):
        with pytest.raises(InputError):
            answer(following, key, code)
    for key, note in (("else/where", "a"), (step.key, "x" * 2_001), (step.key, "\0")):
        with pytest.raises(InputError):
            keep_note(following, key, note)
    assert not any(one.code or one.note for one in follow_ups(following))


def test_undo_names_it_and_takes_it_back(following):
    idea, _ = follow_ups(following)
    answer(following, idea.key, "not_wanted")
    assert idea.what[:40] in (following.can_undo or "")
    following.undo()
    assert follow_ups(following)[0].code == ""


def test_it_is_told_on_the_childs_page_and_in_the_record_in_their_languages(
    vault, library, following
):
    idea, step = follow_ups(following)
    answer(following, idea.key, "tried")
    keep_note(following, idea.key, "only once")
    answer(following, step.key, "not_talked")
    agree(following, ideas=0, steps=())
    visit_id = following.visit.visit_id
    (first, second) = told_of(vault, library, following.child.child_id, WORDS)[visit_id]
    assert first.startswith(idea.what.rstrip("."))
    assert first.endswith("Tried a little. only once")
    assert second == f"{STEP}: Not talked about"
    record = visit_record(vault, library, visit_id, "en", words=WORDS)
    assert record.followed == (first, second)
    spanish = library.texts("observation", "es").strategies[idea.agreed.idea_id].rstrip(".")
    assert visit_record(vault, library, visit_id, "es", words=WORDS).followed[0].startswith(spanish)


def test_only_what_was_tried_can_be_told_on_the_familys_page(following):
    idea, step = follow_ups(following)
    for code in ("not_yet", "not_wanted", "not_talked"):
        answer(following, idea.key, code)
        with pytest.raises(InputError):
            following_up.tell_on_page(following, idea.key)
    answer(following, step.key, "went_well")
    with pytest.raises(InputError):
        following_up.tell_on_page(following, step.key)
    answer(following, idea.key, "tried")
    following_up.tell_on_page(following, idea.key)
    (moment,) = following.visit.moments
    assert moment.text == f"You tried this at home. {idea.what}"


def test_no_answer_reaches_any_result(vault, library, visit):
    """The same visit with and without answers is closed with the same results."""
    agree(visit)
    results = []
    for code in ("", "not_wanted"):
        one = start(vault, library, visit.child.child_id, on=LATER)
        if code:
            for each in follow_ups(one):
                answer(one, each.key, code)
        agree(one, ideas=0, steps=())
        results.append(records.results(vault, one.visit.visit_id))
    assert results[0] == results[1]
    # Nor does a decision between two of them ask to work the results out anew.
    assert not bears("followed.key")
    assert not bears("follow_notes.key")


def test_a_last_visit_that_arrives_later_is_asked_about_in_the_visit_under_way(team, library):
    parted = Parted(team, library)
    begun = start(parted.other, library, parted.child_id, on=LATER)
    assert follow_ups(begun) == ()
    agree(parted.at(parted.one))
    parted.share()
    again = resume(parted.other, library, begun.visit.visit_id)
    idea, _step = follow_ups(again)
    answer(again, idea.key, "went_well")
    parted.share()
    assert parted.same()
    there = resume(parted.one, library, begun.visit.visit_id)
    assert follow_ups(there)[0].code == "went_well"


def test_two_laptops_that_answer_otherwise_are_asked_in_words_and_none_wins(team, library):
    parted = Parted(team, library)
    agree(parted.at(parted.one))
    begun = start(parted.one, library, parted.child_id, on=LATER)
    parted.share()
    idea, _ = follow_ups(begun)
    for vault, code in ((parted.one, "went_well"), (parted.other, "not_yet")):
        answer(resume(vault, library, begun.visit.visit_id), idea.key, code)
    parted.gather()
    desk = parted.team.desk
    (asked,) = parted.questions(desk)
    assert asked.label == "How it went with what was agreed"
    assert {each.said for each in asked.choices} == {"Went well", "Not yet"}
    assert follow_ups(resume(desk, library, begun.visit.visit_id))[0].code == ""
    parted.keep(desk, asked, choice_of(asked, "Not yet"))
    assert follow_ups(resume(desk, library, begun.visit.visit_id))[0].code == "not_yet"


def test_twins_in_one_sitting_are_asked_each_about_their_own(vault, library, visit):
    agree(visit, ideas=0, steps=("Sing to Mara",))
    form, people = sibling_form(vault, visit.child.child_id)
    twin = add_sibling(
        vault, visit.child.child_id, replace(form, given_name="Bo", born_earliest="2025-08-09"),
        people, today=ON,
    )  # fmt: skip
    agree(start(vault, library, twin.child_id, on=ON), ideas=0, steps=("Read to Bo",))
    both = [start(vault, library, each, on=LATER) for each in (visit.child.child_id, twin.child_id)]
    assert [[one.what for one in follow_ups(each)] for each in both] == [
        ["Sing to Mara"], ["Read to Bo"],
    ]  # fmt: skip
    (own,) = follow_ups(both[0])
    with pytest.raises(InputError):
        answer(both[1], own.key, "tried")
