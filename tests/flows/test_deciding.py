"""Two people wrote different things: the question is asked in plain words; one answer stands."""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from imh_desktop.content.library import Library
from imh_desktop.core.profile import Profile
from imh_desktop.errors import InputError
from imh_desktop.flows import deciding, reviewing
from imh_desktop.flows.child_forms import child_form
from imh_desktop.flows.enrolling import edit_child
from imh_desktop.flows.loading import child_of
from imh_desktop.flows.reviewing import CloseRefused
from imh_desktop.store import records
from imh_desktop.store.ancestry import CLOSED
from imh_desktop.store.faults import ConflictError
from tests.flows.parted import ON, R1, WORDS, Parted, choice_of
from tests.flows.team import Team


@pytest.fixture
def parted(team: Team, library: Library) -> Parted:
    return Parted(team, library)


def _differ(parted: Parted, item_id: str = R1) -> None:
    parted.answered(parted.one, item_id, "often")
    parted.answered(parted.other, item_id, "not_yet")
    parted.gather()


def test_a_question_says_what_who_when_and_what_they_had_seen(parted: Parted) -> None:
    parted.answered(parted.one, R1, "sometimes")
    parted.share()
    _differ(parted)
    (asked,) = parted.questions(parted.team.desk)
    assert (asked.child, asked.where, asked.kind) == ("Mara", "Visit of 10 June 2026", "field")
    assert asked.label == parted.library.texts("observation", "en").items[R1].text
    assert {each.said for each in asked.choices} == {"Often, seen", "Not yet, seen"}
    for each in asked.choices:
        assert each.who == "Ana"
        assert each.when
        assert each.seen == ("Had seen: Sometimes, seen", "Did not know of the other answer.")


def test_after_deciding_and_carrying_both_ways_every_vault_says_the_same(parted: Parted) -> None:
    _differ(parted)
    (asked,) = parted.questions(parted.team.desk)
    parted.keep(parted.team.desk, asked, choice_of(asked, "Not yet"), "I asked the family.")
    parted.share()
    assert parted.same()
    for vault in (parted.team.desk, parted.one, parted.other):
        assert parted.questions(vault) == ()
        assert parted.at(vault).visit.answers[R1].code == "not_yet"
        assert vault.journal.verify() == ()
    last = parted.one.journal.history(parted.visit_id)[-1]
    assert last.reason == "I asked the family."


def test_three_laptops_give_three_choices(tmp_path: Path, library: Library) -> None:
    team = Team(tmp_path, laptops=3)
    try:
        parted = Parted(team, library)
        for laptop, code in zip(team.laptops, ("often", "sometimes", "not_yet"), strict=True):
            parted.answered(laptop, R1, code)
        parted.gather()
        (asked,) = parted.questions(team.desk)
        assert len(asked.choices) == 3
        parted.keep(team.desk, asked, choice_of(asked, "Sometimes"))
        parted.share()
        assert parted.same()
        assert parted.at(team.laptops[2]).visit.answers[R1].code == "sometimes"
    finally:
        team.close()


def test_a_third_edit_made_beside_a_decision_is_asked_again(parted: Parted) -> None:
    _differ(parted)
    parted.answered(parted.one, R1, "sometimes")
    (asked,) = parted.questions(parted.team.desk)
    parted.keep(parted.team.desk, asked, choice_of(asked, "Often"))
    parted.share()
    (again,) = parted.questions(parted.other)
    assert {each.said for each in again.choices} == {"Often, seen", "Sometimes, seen"}
    decided = next(each for each in again.choices if each.said == "Often, seen")
    assert "Had seen different answers here." in decided.seen
    parted.keep(parted.other, again, choice_of(again, "Sometimes"))
    parted.share()
    assert parted.same()
    assert not parted.questions(parted.team.desk)


def test_the_same_decision_made_twice_needs_no_third(parted: Parted) -> None:
    _differ(parted)
    parted.share()
    for vault in (parted.one, parted.other):
        (asked,) = parted.questions(vault)
        parted.keep(vault, asked, choice_of(asked, "Often"))
    parted.share()
    assert parted.same()
    assert not parted.questions(parted.one)


def test_two_notes_can_both_be_kept_with_writer_and_day(parted: Parted) -> None:
    parted.at(parted.one).keep_note(R1, "She laughed.")
    parted.at(parted.other).keep_note(R1, "<b>She</b> slept.")
    parted.gather()
    (asked,) = parted.questions(parted.team.desk)
    assert asked.joinable
    assert "Note on" in asked.label
    deciding.keep_both(parted.team.desk, parted.library, asked.question_id, "both", WORDS)
    note = parted.at(parted.team.desk).visit.notes[R1]
    assert "She laughed.\n(Ana, " in note
    assert "<b>She</b> slept.\n(Ana, " in note
    assert not parted.questions(parted.team.desk)


def test_notes_too_long_together_are_not_cut(parted: Parted) -> None:
    parted.at(parted.one).keep_note(R1, "a" * 1_500)
    parted.at(parted.other).keep_note(R1, "b" * 1_500)
    parted.gather()
    (asked,) = parted.questions(parted.team.desk)
    before = parted.team.desk.journal.dump()
    with pytest.raises(InputError, match="too long"):
        deciding.keep_both(parted.team.desk, parted.library, asked.question_id, "both", WORDS)
    assert parted.team.desk.journal.dump() == before


def test_an_answer_cannot_be_kept_twice(parted: Parted) -> None:
    _differ(parted)
    (asked,) = parted.questions(parted.team.desk)
    assert not asked.joinable
    with pytest.raises(InputError):
        deciding.keep_both(parted.team.desk, parted.library, asked.question_id, "both", WORDS)


@pytest.mark.parametrize(
    ("choice", "reason"), [("a", " "), ("q", "asked"), ("open", "asked"), ("", "asked")]
)
def test_a_bad_decision_changes_nothing(parted: Parted, choice: str, reason: str) -> None:
    _differ(parted)
    (asked,) = parted.questions(parted.team.desk)
    before = parted.team.desk.journal.dump()
    with pytest.raises(InputError):
        parted.keep(parted.team.desk, asked, choice, reason)
    assert parted.team.desk.journal.dump() == before


def test_what_was_decided_meanwhile_is_said(parted: Parted) -> None:
    _differ(parted)
    (asked,) = parted.questions(parted.team.desk)
    parted.keep(parted.team.desk, asked, "a")
    with pytest.raises(InputError, match="decided already"):
        parted.keep(parted.team.desk, asked, "b")


def test_two_people_finished_one_visit(parted: Parted) -> None:
    parted.answered(parted.one, R1, "often")
    parted.close(parted.one)
    parted.answered(parted.other, R1, "sometimes")
    parted.close(parted.other)
    parted.gather()
    desk = parted.team.desk
    (asked,) = parted.questions(desk)
    assert asked.kind == "closed"
    assert asked.label == "Two people finished this visit"
    assert [each.choice for each in asked.choices] == ["a", "b", deciding.OPEN_AGAIN]
    assert asked.choices[0].seen == ("Has 1 answer. 1 is not the same in the other.",)
    parted.keep(desk, asked, "a")
    assert records.visit(desk, parted.visit_id).closed_at
    late = parted.questions(desk)
    assert {each.kind for each in late} == {"late"}
    parted.share()
    assert parted.same()


def test_a_visit_two_people_finished_can_be_opened_again(parted: Parted) -> None:
    for vault, code in ((parted.one, "often"), (parted.other, "sometimes")):
        parted.answered(vault, R1, code)
        parted.close(vault)
    parted.gather()
    desk = parted.team.desk
    (asked,) = parted.questions(desk)
    parted.keep(desk, asked, deciding.OPEN_AGAIN)
    assert desk.journal.record(parted.visit_id).closed_at == ""
    while left := parted.questions(desk):
        parted.keep(desk, left[0], left[0].choices[0].choice)
    reviewing.close(parted.at(desk))
    parted.share()
    assert parted.same()
    assert desk.journal.record(parted.visit_id).conflicts.get(CLOSED) is None


def test_a_decision_on_a_closed_visit_makes_its_results_anew(parted: Parted) -> None:
    parted.answered(parted.one, R1, "often")
    parted.close(parted.one)
    parted.share()
    for vault, code in ((parted.one, "sometimes"), (parted.other, "not_yet")):
        amended = {f"answers.{R1}": {"code": code, "known": "seen"}}
        vault.journal.amend(parted.visit_id, amended, "corrected")
    parted.gather()
    desk = parted.team.desk
    (asked,) = parted.questions(desk)
    parted.keep(desk, asked, choice_of(asked, "Not yet"))
    results = desk.journal.closed(parted.visit_id)
    profile = msgspec.json.decode(results["profile"], type=Profile)
    assert sum(domain.counts.not_yet for domain in profile.domains) == 1
    assert sum(domain.counts.often for domain in profile.domains) == 0
    parted.share()
    assert parted.same()


def test_two_corrections_of_different_answers_ask_to_work_out_the_results(parted: Parted) -> None:
    parted.close(parted.one)
    parted.share()
    for vault, said in ((parted.one, "A"), (parted.other, "B")):
        changes = {f"notes.{said.lower()}": said, "results.profile": said}
        vault.journal.amend(parted.visit_id, changes, "corrected")
    parted.gather()
    desk = parted.team.desk
    (asked,) = parted.questions(desk)
    assert asked.kind == "results"
    parted.keep(desk, asked, "a")
    profile = msgspec.json.decode(desk.journal.closed(parted.visit_id)["profile"], type=Profile)
    assert profile.domains
    parted.share()
    assert parted.same()


def test_a_child_is_decided_field_by_field(parted: Parted) -> None:
    for vault, name, born in (
        (parted.one, "Mara <img src=x>", "2025-08-07"),
        (parted.other, "=1+1", "2025-08-11"),
    ):
        form = child_form(child_of(vault, parted.child_id))
        changed = replace(form, given_name=name, born_earliest=born, custody_note=f"{name} here")
        edit_child(vault, parted.child_id, changed, today=ON)
    parted.gather()
    asked = {each.label: each for each in parted.questions(parted.team.desk)}
    assert set(asked) == {
        "First name", "Birth date", "Custody, and who may receive a page",
    }  # fmt: skip
    assert {each.said for each in asked["Birth date"].choices} == {
        "7 August 2025",
        "11 August 2025",
    }
    assert all("answers." not in each.label for each in asked.values())
    for each in asked.values():
        said = "7 August" if each.label == "Birth date" else "Mara <img"
        parted.keep(parted.team.desk, each, choice_of(each, said))
    assert not parted.questions(parted.team.desk)
    child = child_of(parted.team.desk, parted.child_id)
    assert child.given_name == "Mara <img src=x>"
    assert child.birth.exact


def test_a_birth_is_decided_whole_though_it_is_two_days(parted: Parted) -> None:
    """In one entry: a disk that refuses a second one would leave half a birth undecided."""
    for vault, born in ((parted.one, "2025-08-07"), (parted.other, "2025-08-11")):
        form = replace(child_form(child_of(vault, parted.child_id)), born_earliest=born)
        edit_child(vault, parted.child_id, form, today=ON)
    parted.gather()
    desk = parted.team.desk
    (asked,) = parted.questions(desk)
    written = desk.journal.commits
    parted.keep(desk, asked, choice_of(asked, "7 August"))
    assert desk.journal.commits == written + 1
    assert child_of(desk, parted.child_id).birth.exact


def test_an_undecided_field_is_not_written_over_and_keeps_the_visit_open(parted: Parted) -> None:
    _differ(parted)
    visit = parted.at(parted.team.desk)
    with pytest.raises(ConflictError):
        visit.answer(R1, "often")
    assert any("To decide" in said for said in reviewing.missing(visit))
    with pytest.raises(CloseRefused):
        reviewing.close(visit)


def test_the_rest_of_a_child_can_be_edited_while_a_name_waits(parted: Parted) -> None:
    for vault, name in ((parted.one, "Mara"), (parted.other, "Marah")):
        form = replace(child_form(child_of(vault, parted.child_id)), family_name=name)
        edit_child(vault, parted.child_id, form, today=ON)
    parted.gather()
    desk = parted.team.desk
    form = child_form(child_of(desk, parted.child_id))
    edit_child(desk, parted.child_id, replace(form, number="N 12"), today=ON)
    assert child_of(desk, parted.child_id).number == "N 12"
    assert len(parted.questions(desk)) == 1
    with pytest.raises(ConflictError):
        edit_child(desk, parted.child_id, replace(form, family_name="Mary"), today=ON)
