"""Until it is decided, the rules read every candidate, no strength stands on it, no page prints."""

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.visit import LEVELS
from imh_desktop.flows.candidate_readings import readings
from imh_desktop.flows.loading import load
from imh_desktop.flows.open_visit import OpenVisit
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.flows.summarising import family_page
from tests.flows.parted import R1, S1, SG1, WORDS, Parted
from tests.flows.team import Team


@pytest.fixture
def parted(team: Team, library: Library) -> Parted:
    return Parted(team, library)


def _level(visit: OpenVisit) -> int:
    return LEVELS.index(visit.guidance.open_level)


def test_the_gravest_candidate_fires_whoever_wrote_it(parted: Parted) -> None:
    for vault in (parted.one, parted.other):
        parted.answered(vault, SG1, "a_lot")
    parted.answered(parted.one, S1, "no")
    parted.answered(parted.other, S1, "a_lot")
    alone = parted.at(parted.other)
    parted.gather()
    both = parted.at(parted.team.desk)
    assert S1 not in both.visit.answers
    assert _level(both) == _level(alone) == LEVELS.index("N2")
    (fired,) = (trace for trace in both.guidance.open_traces if trace.rule == "C1")
    assert [answer.code for answer in fired.answers] == ["a_lot"]


def test_two_candidates_that_only_together_fire_a_rule_fire_it(parted: Parted) -> None:
    signs = _two_signs(parted)
    for vault, codes in ((parted.one, ("no", "a_little")), (parted.other, ("a_little", "no"))):
        for item_id, code in zip(signs, codes, strict=True):
            parted.answered(vault, item_id, code)
        assert "C3" not in {trace.rule for trace in parted.at(vault).guidance.open_traces}
    parted.gather()
    assert "C3" in {trace.rule for trace in parted.at(parted.team.desk).guidance.open_traces}


def _two_signs(parted: Parted) -> tuple[str, str]:
    """Two signs of one group, opened for everybody, neither of them about growth."""
    visit = parted.at(parted.one)
    group = next(i for i in visit.items().values() if i.kind == "sign_group" and i.item_id != SG1)
    visit.answer(group.item_id, "a_little")
    parted.share()
    in_band = [sign for sign in group.signs if sign in visit.items()]
    return in_band[0], in_band[1]


def test_what_is_undecided_is_no_strength_and_counts_as_unknown(parted: Parted) -> None:
    parted.answered(parted.one, R1, "often")
    parted.answered(parted.other, R1, "sometimes")
    parted.gather()
    visit = parted.at(parted.team.desk)
    assert not visit.is_strength(R1)
    assert sum(domain.answered for domain in visit.profile.domains) == 0


def test_an_answer_given_beside_a_conflict_is_read_in_every_reading(parted: Parted) -> None:
    parted.answered(parted.one, R1, "often")
    parted.answered(parted.other, R1, "not_yet")
    parted.gather()
    visit = parted.at(parted.team.desk)
    skills = [i for i in visit.items().values() if i.kind == "behaviour" and i.item_id != R1]
    relating = visit.checklist.domain_of(visit.item(R1))
    near = [i for i in skills if i.construct in relating.constructs][:3]
    for item, code in zip(near, ("often", "not_yet", "often"), strict=True):
        visit.answer(item.item_id, code)
    assert {t.subject for t in visit.guidance.open_traces if t.rule == "C6"} == {relating.domain_id}
    fresh = parted.at(parted.team.desk)
    assert fresh.guidance.open_traces == visit.guidance.open_traces


def test_many_conflicts_are_read_in_few_readings(parted: Parted) -> None:
    behaviours = [i for i in parted.at(parted.one).items().values() if i.kind == "behaviour"][:8]
    for vault, code in ((parted.one, "often"), (parted.other, "not_yet")):
        visit = parted.at(vault)
        for item in behaviours:
            visit.answer(item.item_id, code)
    parted.gather()
    loaded = load(parted.team.desk, parted.library, parted.visit_id)
    assert len(readings(parted.team.desk, loaded.facts, {})) == 9
    assert "C6" in {t.rule for t in parted.at(parted.team.desk).guidance.open_traces}


def test_no_page_is_made_while_a_value_is_undecided(parted: Parted, team: Team) -> None:
    parted.close(parted.one)
    parted.share()
    for vault, note in ((parted.one, "A"), (parted.other, "B")):
        vault.journal.amend(parted.visit_id, {f"notes.{R1}": note}, "corrected")
    parted.gather()
    with pytest.raises(PageRefused, match="To decide"):
        family_page(team.desk, parted.library, parted.visit_id, "en", words=WORDS)
