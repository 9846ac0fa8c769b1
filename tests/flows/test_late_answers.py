"""An answer that came after its visit was closed is asked about once, and counts only if taken."""

import msgspec
import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.profile import Profile
from imh_desktop.errors import InputError
from imh_desktop.flows import late_answers
from imh_desktop.store import records
from tests.flows.parted import R1, WORDS, Parted, choice_of
from tests.flows.team import Team


@pytest.fixture
def late(team: Team, library: Library) -> Parted:
    """One laptop has closed with "often"; the other wrote "not yet" and a note, unknowing."""
    parted = Parted(team, library)
    parted.answered(parted.one, R1, "often")
    parted.close(parted.one)
    parted.answered(parted.other, R1, "not_yet")
    parted.at(parted.other).keep_note(R1, "She turned away.")
    parted.gather()
    return parted


def _not_yet(parted: Parted) -> int:
    results = records.results(parted.team.desk, parted.visit_id)
    profile = msgspec.json.decode(results["profile"], type=Profile)
    return sum(domain.counts.not_yet for domain in profile.domains)


def test_a_late_answer_stands_beside_what_the_visit_says(late: Parted) -> None:
    asked = late.questions(late.team.desk)
    assert {each.kind for each in asked} == {"late"}
    answer = next(each for each in asked if not each.label.startswith("Note"))
    stands, came = answer.choices if answer.choices[0].stands else answer.choices[::-1]
    assert (stands.said, stands.late) == ("Often, seen", False)
    assert (came.said, came.late, came.who) == ("Not yet, seen", True, "Ana")
    note = next(each for each in asked if each.label.startswith("Note"))
    assert {each.said for each in note.choices} == {"Nothing written", "She turned away."}
    assert _not_yet(late) == 0


def test_taking_one_in_makes_the_results_anew_and_leaves_the_other_asked(late: Parted) -> None:
    asked = late.questions(late.team.desk)
    answer = next(each for each in asked if not each.label.startswith("Note"))
    late.keep(late.team.desk, answer, choice_of(answer, "Not yet"))
    assert _not_yet(late) == 1
    assert [each.label[:4] for each in late.questions(late.team.desk)] == ["Note"]
    late.share()
    assert late.same()


def test_what_was_left_out_is_asked_no_more_on_any_laptop(late: Parted) -> None:
    desk = late.team.desk
    assert late_answers.leave_all(desk, late.library, late.visit_id, "closed as agreed", WORDS) == 2
    late.share()
    for vault in (desk, late.one, late.other):
        assert late.questions(vault) == ()
        assert vault.journal.late(late.visit_id) == ()
        assert records.visit(vault, late.visit_id).answers[R1].code == "often"
        assert R1 not in records.visit(vault, late.visit_id).notes
        assert vault.journal.verify() == ()
    assert late.same()


def test_all_are_taken_in_by_one_entry(late: Parted) -> None:
    desk = late.team.desk
    before = len(desk.journal.history(late.visit_id))
    assert late_answers.take_all(desk, late.library, late.visit_id, "both true", WORDS) == 2
    assert len(desk.journal.history(late.visit_id)) == before + 1
    visit = records.visit(desk, late.visit_id)
    assert (visit.answers[R1].code, visit.notes[R1]) == ("not_yet", "She turned away.")
    assert _not_yet(late) == 1
    late.share()
    assert late.same()


def test_one_laptop_takes_in_what_another_leaves_out_and_that_is_asked(late: Parted) -> None:
    late.share()
    late_answers.take_all(late.one, late.library, late.visit_id, "yes", WORDS)
    late_answers.leave_all(late.other, late.library, late.visit_id, "no", WORDS)
    late.share()
    asked = late.questions(late.team.desk)
    assert {each.kind for each in asked} == {"field"}
    for each in asked:
        late.keep(late.team.desk, each, "a")
    late.share()
    assert late.same()
    assert not late.questions(late.other)


@pytest.mark.parametrize("settle", [late_answers.take_all, late_answers.leave_all])
def test_nothing_is_settled_without_a_reason_or_where_nothing_waits(late: Parted, settle) -> None:
    desk, before = late.team.desk, late.team.desk.journal.dump()
    for record_id, reason in ((late.visit_id, ""), (late.child_id, "so"), ("nobody", "so")):
        with pytest.raises(InputError):
            settle(desk, late.library, record_id, reason, WORDS)
    assert desk.journal.dump() == before
