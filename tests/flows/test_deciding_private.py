"""Private questions are shown apart, say nothing until they are opened, and stay in their chain."""

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.errors import InputError
from imh_desktop.flows import deciding
from imh_desktop.flows.visiting import resume
from imh_desktop.store import records
from imh_desktop.store.vault import Vault
from tests.flows.parted import ON, WORDS, Parted, choice_of
from tests.flows.team import Team

K3 = "k3-heavy-days"


@pytest.fixture
def parted(team: Team, library: Library) -> Parted:
    """Two laptops wrote different private answers of one caregiver."""
    made = Parted(team, library)
    who = records.caregivers(made.one, made.child_id)[0].caregiver_id
    for vault, code in ((made.one, "no"), (made.other, "a_lot")):
        visit = resume(vault, library, made.visit_id, day=ON)
        visit.alone_with(who)
        visit.answer(K3, code)
    made.gather()
    return made


def test_the_list_says_no_more_than_a_private_answer(parted: Parted) -> None:
    (asked,) = parted.questions(parted.team.desk)
    assert (asked.label, asked.choices, asked.private) == ("A private answer", (), True)
    opened = deciding.open_question(parted.team.desk, parted.library, WORDS, asked.question_id)
    assert opened.label == parted.library.texts("observation", "en").items[K3].text
    assert {each.said for each in opened.choices} == {"No", "A lot"}


def test_a_private_decision_stays_in_its_own_chain(parted: Parted) -> None:
    desk = parted.team.desk
    (asked,) = parted.questions(desk)
    before = desk.journal.history(parted.visit_id)
    opened = deciding.open_question(desk, parted.library, WORDS, asked.question_id)
    parted.keep(desk, asked, choice_of(opened, "A lot"))
    assert desk.journal.history(parted.visit_id) == before
    kept = desk.journal.history(asked.record_id)[-1]
    assert kept.chain.chain_class is ChainClass.G
    assert not parted.questions(desk)


def test_open_words_and_levels_do_not_know_of_a_private_conflict(parted: Parted) -> None:
    visit = parted.at(parted.team.desk)
    assert not visit.guidance.open_traces or all(
        not trace.sensitivity.private for trace in visit.guidance.open_traces
    )
    assert visit.guidance.private_level is not None


def _alone(parted: Parted, vault: Vault, code: str) -> None:
    who = records.caregivers(vault, parted.child_id)[0].caregiver_id
    visit = resume(vault, parted.library, parted.visit_id, day=ON)
    visit.alone_with(who)
    visit.answer(K3, code)


def test_a_private_answer_that_came_late_makes_the_private_results_anew(
    team: Team, library: Library
) -> None:
    parted = Parted(team, library)
    _alone(parted, parted.one, "no")
    parted.close(parted.one)
    _alone(parted, parted.other, "a_lot")
    parted.gather()
    desk = team.desk
    (asked,) = parted.questions(desk)
    assert (asked.kind, asked.private) == ("late", True)
    before = records.results(desk, parted.visit_id)
    opened = deciding.open_question(desk, library, WORDS, asked.question_id)
    parted.keep(desk, asked, choice_of(opened, "A lot"))
    (talk,) = records.private_talks(desk, parted.visit_id)
    assert talk.answers[K3].code == "a_lot"
    assert "rule_set" in records.results(desk, asked.record_id)
    assert records.results(desk, parted.visit_id) == before
    assert not parted.questions(desk)


def test_two_closings_of_a_private_record_choose_one_and_never_open_it(
    team: Team, library: Library
) -> None:
    parted = Parted(team, library)
    for vault, code in ((parted.one, "no"), (parted.other, "a_lot")):
        _alone(parted, vault, code)
        parted.close(vault)
    parted.gather()
    desk = team.desk
    visit, private = parted.questions(desk)
    assert (visit.private, private.private) == (False, True)
    opened = deciding.open_question(desk, library, WORDS, private.question_id)
    assert [each.choice for each in opened.choices] == ["a", "b"]
    with pytest.raises(InputError):
        parted.keep(desk, private, deciding.OPEN_AGAIN)
    parted.keep(desk, visit, "a")
    parted.keep(desk, private, "a")
    assert desk.journal.closed(private.record_id) is not None
    assert {each.kind for each in parted.questions(desk)} <= {"late"}
    assert desk.journal.verify() == ()
