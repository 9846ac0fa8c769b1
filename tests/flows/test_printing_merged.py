"""Two laptops give pages and disagree on who may have them: nothing is lost, nobody gets one."""

from datetime import timedelta

import pytest

from imh_desktop.content.library import Library
from imh_desktop.core.privacy import Sensitivity
from imh_desktop.flows import printing, printing_recipients, programme
from imh_desktop.flows.demo import demo_programme
from imh_desktop.flows.printing import Giving
from imh_desktop.flows.printing_log import given_pages
from imh_desktop.flows.refusing import PageRefused
from imh_desktop.store import records
from tests.flows.parted import ON, WORDS, Parted
from tests.flows.team import Team


@pytest.fixture
def parted(team: Team, library: Library) -> Parted:
    parted = Parted(team, library)
    programme.save(parted.one, demo_programme(ON, WORDS), today=ON)
    parted.close(parted.one)
    parted.share()
    return parted


def _give(parted: Parted, vault: object, days: int) -> None:
    giving = Giving(visit_id=parted.visit_id, safe="print", way="print")
    printing.give(vault, parted.library, giving, ON + timedelta(days=days))  # type: ignore[arg-type]


def test_what_two_laptops_gave_is_one_list_and_no_answer_disagrees(parted: Parted) -> None:
    _give(parted, parted.one, 0)
    _give(parted, parted.other, 1)
    parted.share()
    assert parted.same()
    for vault in (parted.team.desk, parted.one, parted.other):
        lines = given_pages(vault, parted.child_id)
        assert [line.printed.on for line in lines] == [ON + timedelta(days=1), ON]
        assert {line.state for line in lines} == {"newest"}
        record = vault.journal.record(records.private_id(parted.visit_id, "", Sensitivity.V))
        assert record is not None
        assert record.conflicts == {}
        assert sum(field.startswith("leave_behind.") for field in record.fields) == 2
        assert parted.questions(vault) == ()


def test_while_two_disagree_who_may_have_a_page_nobody_gets_one(parted: Parted) -> None:
    (person,) = records.caregivers(parted.one, parted.child_id)
    for vault, why in ((parted.one, "A judge said so"), (parted.other, "The programme said so")):
        printing_recipients.refuse(vault, parted.child_id, person.caregiver_id, why)
    parted.gather()
    (found,) = printing_recipients.recipients(parted.team.desk, parted.child_id)
    assert found.refused
    for to in ((), (person.caregiver_id,)):
        giving = Giving(visit_id=parted.visit_id, safe="print", way="print", to=to)
        with pytest.raises(PageRefused):
            printing.give(parted.team.desk, parted.library, giving, ON)
    (asked,) = parted.questions(parted.team.desk)
    assert asked.label == "Who may receive a page"
