"""Private questions are shown apart, say nothing until they are opened, and stay in their chain."""

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import ChainClass
from imh_desktop.flows import deciding
from imh_desktop.flows.visiting import resume
from imh_desktop.store import records
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
